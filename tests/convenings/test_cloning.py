"""A cohort's convenings two years later, on both sides of a clock change."""

import datetime as dt

import pytest
from django.utils import timezone

from cohorts.pages.cloning import preview
from cohorts.services.cloning import clone_cohort
from convenings.models import Convening, PreWork
from convenings.services.agenda import Step, set_agenda, set_checklist
from core import clock
from tests.factories.cohorts import CohortFactory
from tests.factories.convenings import (
    ChoiceSessionFactory,
    ConveningFactory,
    FacilitatorFactory,
    PreWorkFactory,
    PreWorkPartFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
    VenueFactory,
)

FIRST, LAST = dt.date(2026, 8, 3), dt.date(2028, 7, 31)
# Clocks went back on November 3, 2024, and go back on November 1, 2026.
SUMMER, WINTER = dt.date(2024, 10, 29), dt.date(2024, 11, 5)


def held(day, hour=9, *, hours=6, **facts):
    start = clock.on_day(day, hour)
    return SessionFactory(starts_at=start, ends_at=start + dt.timedelta(hours=hours), **facts)


@pytest.fixture
def source(center):
    return CohortFactory(
        name="LAUNCH 3", home=center, starts_on=dt.date(2024, 8, 5), ends_on=dt.date(2026, 8, 4)
    )


def clone_of(source, **facts):
    return clone_cohort(
        source,
        name="LAUNCH 5",
        starts_on=FIRST,
        ends_on=LAST,
        home=source.home,
        by=None,
        **{"closed_days": [], **facts},
    )


def local(moment):
    return f"{timezone.localtime(moment):%a %Y-%m-%d %H:%M %Z}"


def times(copy):
    sessions = [s for c in copy.convenings.order_by("number") for s in c.sessions.all()]
    return [(local(s.starts_at), local(s.ends_at)) for s in sessions]


def test_sessions_keep_their_hours_on_both_sides_of_a_clock_change(source):
    convening = ConveningFactory(cohort=source, number=1)
    held(SUMMER, convening=convening, region="North")
    held(WINTER, convening=convening, region="South")
    # Clocks went forward on March 9, 2025, and go forward on March 14, 2027.
    held(dt.date(2025, 3, 11), convening=ConveningFactory(cohort=source, number=2))

    assert times(clone_of(source)) == [
        ("Tue 2026-10-27 09:00 EDT", "Tue 2026-10-27 15:00 EDT"),
        ("Tue 2026-11-03 09:00 EST", "Tue 2026-11-03 15:00 EST"),
        ("Tue 2027-03-09 09:00 EST", "Tue 2027-03-09 15:00 EST"),
    ]


def test_an_hour_that_comes_twice_goes_to_the_next_night(source):
    zone = timezone.get_default_timezone()
    night = dt.datetime(2024, 11, 3, 1, 30, tzinfo=zone)
    convening = ConveningFactory(cohort=source, number=1)
    SessionFactory(convening=convening, starts_at=night, ends_at=night + dt.timedelta(hours=8))

    assert times(clone_of(source))[0][0] == "Mon 2026-11-02 01:30 EST"
    shown = preview(source, starts_on=FIRST, ends_on=LAST, closed_days=[]).parts[-1]
    assert shown.rows[0].why == "The clocks change that night."


def test_a_session_gives_way_to_holidays_and_closed_days(source):
    held(dt.date(2024, 11, 28), convening=ConveningFactory(cohort=source, number=1))
    held(dt.date(2024, 12, 3), convening=ConveningFactory(cohort=source, number=2))

    copy = clone_of(source, closed_days=[dt.date(2026, 12, 1)])

    assert [start[:14] for start, _ in times(copy)] == ["Fri 2026-11-27", "Wed 2026-12-02"]


def test_the_plan_comes_along_and_nobody_does(source):
    hall = VenueFactory()
    convening = ConveningFactory(
        cohort=source, number=3, topic="Evidence", learning_targets=["Build"], least_share=70
    )
    session = held(SUMMER, convening=convening, venue=hall, room="2", capacity=40)
    session.virtual_link = "https://meet.example/1"
    session.seats_close_at = session.starts_at - dt.timedelta(days=7)
    session.save()
    RegistrationFactory(session=session)
    FacilitatorFactory(session=session)
    set_agenda(convening, steps=[Step(45, "Case study", "two teams")], by=None)
    set_checklist(convening, lines=["Try the projector"], by=None)
    opens = clock.on_day(dt.date(2024, 10, 1), 8)
    prework = PreWorkFactory(convening=convening, title="Before", opens_at=opens)
    PreWorkPartFactory(prework=prework, title="Watch this", position=1)

    clone_of(source)

    twin = Convening.objects.exclude(pk=convening.pk).get()
    again = twin.sessions.get()
    assert (twin.number, twin.topic, twin.learning_targets) == (3, "Evidence", ["Build"])
    assert twin.least_share == 70
    assert (again.venue, again.room, again.capacity, again.virtual_link) == (hall, "", 40, "")
    assert local(again.seats_close_at) == "Tue 2026-10-20 09:00 EDT"
    assert not again.registrations.exists()
    assert not again.facilitators.exists()
    assert [step.title for step in twin.agenda.all()] == ["Case study"]
    assert [(item.words, item.done_at) for item in twin.checklist.all()] == [
        ("Try the projector", None)
    ]
    copied = PreWork.objects.get(convening=twin)
    assert [part.title for part in copied.parts.all()] == ["Watch this"]
    assert local(copied.opens_at) == "Tue 2026-09-29 08:00 EDT"


def test_what_was_cancelled_and_a_venue_out_of_use_stay_behind(source):
    convening = ConveningFactory(cohort=source, number=1)
    held(SUMMER, convening=convening, region="North", is_cancelled=True)
    held(SUMMER, convening=convening, region="South", venue=VenueFactory(is_retired=True))

    session = Convening.objects.filter(cohort=clone_of(source)).get().sessions.get()

    assert (session.region, session.venue) == ("South", None)


def test_questions_at_registration_and_choice_sessions_come_along(source):
    convening = ConveningFactory(cohort=source, number=1)
    session = held(SUMMER, convening=convening)
    QuestionFactory(convening=convening, words="What food?", is_private=True, keep_days=7)
    QuestionFactory(convening=convening, words="Shirt size?", removed_at=clock.now())
    ChoiceSessionFactory(
        session=session, round=2, title="Goals", led_by="Ada", room="4", capacity=20
    )
    ChoiceSessionFactory(session=session, title="Rubrics", removed_at=clock.now())

    twin = Convening.objects.get(cohort=clone_of(source))

    [asked] = twin.questions.all()
    assert (asked.words, asked.is_private, asked.keep_days) == ("What food?", True, 7)
    [choice] = twin.sessions.get().choices.all()
    assert (choice.round, choice.title, choice.capacity) == (2, "Goals", 20)
    assert (choice.led_by, choice.room) == ("", "")


def test_the_preview_shows_every_session_with_its_new_day(source):
    held(SUMMER, convening=ConveningFactory(cohort=source, number=1, topic="What"), region="North")

    shown = preview(source, starts_on=FIRST, ends_on=LAST, closed_days=[]).parts[-1]

    assert shown.title == "Convenings"
    row = shown.rows[0]
    assert row.what == "Convening 1: What, North, 9:00 AM–3:00 PM"
    assert (row.was_on, row.will_be_on, row.why) == (SUMMER, dt.date(2026, 10, 27), "")
