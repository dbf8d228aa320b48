import datetime as dt

import pytest

from convenings import services
from convenings.models import Convening
from core import clock
from messaging.models import Message
from network.models import Activity
from surveys.collection import services as collection
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import questionnaire_of
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.network import PersonFactory
from tests.factories.surveys import shipped


@pytest.fixture
def held(state_agency, cohort):
    """A convening with two sessions, on February 13 and 15, 2024; the first with two people."""
    convening = ConveningFactory(cohort=cohort, number=4)
    north, south = (
        SessionFactory(convening=convening, region=region, starts_at=clock.on_day(day))
        for region, day in [("North", dt.date(2024, 2, 13)), ("South", dt.date(2024, 2, 15))]
    )
    AttendanceFactory.create_batch(2, session=north)
    return north, south


def after(session):
    return clock.at(session.ends_at + dt.timedelta(minutes=1))


def units(administration):
    return {u.name: u.staff for u in administration.units.filter(kind="session")}


def test_everybody_who_was_there_is_asked_once(held):
    north, _ = held
    with after(north):
        services.open_session_feedback(north)
        services.open_session_feedback(north)

    administration = north.convening.feedback
    north.convening.refresh_from_db()
    administration = north.convening.feedback
    assert administration.version.instrument.code == "CVF"
    assert (administration.mode, administration.state) == ("anonymous", "open")
    assert administration.title == "Convening 4: Authentic Learning"
    assert administration.school_year == "2023-24"
    assert units(administration) == {"North": 2}
    emails = set(administration.invitations.values_list("email", flat=True))
    assert emails == {a.person.email for a in north.attendances.all()}
    assert set(Message.objects.values_list("to", flat=True)) == emails
    assert Message.objects.count() == 2


def test_sessions_of_a_convening_share_one_survey_until_a_day_after_the_last(held):
    north, south = held
    AttendanceFactory(session=south)
    for session in held:
        with after(session):
            services.open_session_feedback(session)

    north.convening.refresh_from_db()
    administration = north.convening.feedback
    assert units(administration) == {"North": 2, "South": 1}
    assert administration.closes_at == south.ends_at + dt.timedelta(hours=24, minutes=1)


def test_closing_time_moves_with_the_last_session(held):
    north, south = held
    with after(north):
        services.open_session_feedback(north)
        services.change_session(
            south,
            by=None,
            starts_at=clock.on_day(dt.date(2024, 2, 20)),
            ends_at=clock.on_day(dt.date(2024, 2, 20), 15),
        )
    AttendanceFactory(session=south)
    south.refresh_from_db()
    with after(south):
        services.open_session_feedback(south)

    north.convening.refresh_from_db()
    closes_at = clock.on_day(dt.date(2024, 2, 21), 15, 1)
    assert north.convening.feedback.closes_at == closes_at


def test_who_was_at_two_sessions_is_asked_and_expected_once(held):
    north, south = held
    AttendanceFactory(session=south, person=north.attendances.first().person)
    AttendanceFactory(session=south)
    for session in held:
        with after(session):
            services.open_session_feedback(session)

    north.convening.refresh_from_db()
    assert units(north.convening.feedback) == {"North": 2, "South": 1}
    assert north.convening.feedback.invitations.count() == 3


def test_person_without_an_address_is_expected_and_not_asked(held):
    north, _ = held
    AttendanceFactory(session=north, person=PersonFactory(email=""))
    with after(north):
        services.open_session_feedback(north)

    north.convening.refresh_from_db()
    assert units(north.convening.feedback) == {"North": 3}
    assert north.convening.feedback.invitations.count() == 2


@pytest.mark.parametrize(
    "moment", [dt.timedelta(minutes=-1), dt.timedelta(days=7)], ids=["before", "too late"]
)
def test_nobody_is_asked_before_the_end_or_after_a_week(held, moment):
    north, _ = held
    with clock.at(north.ends_at + moment), pytest.raises(services.NobodyToAsk):
        services.open_session_feedback(north)


def test_nobody_is_asked_while_nobody_is_marked(held):
    _, south = held
    with after(south), pytest.raises(services.NobodyToAsk):
        services.open_session_feedback(south)


def test_closed_feedback_takes_no_later_session(held):
    north, south = held
    AttendanceFactory(session=south)
    with after(north):
        services.open_session_feedback(north)
        north.convening.refresh_from_db()
        collection.close_administration(north.convening.feedback, by=None)
    with after(south), pytest.raises(services.FeedbackClosed):
        services.open_session_feedback(south)


def test_asking_is_in_the_log_without_anybodys_name(held):
    north, _ = held
    with after(north):
        services.open_session_feedback(north)

    [line] = Activity.objects.about(north.convening)
    assert line.summary == "Everybody who was at North was asked how it went."


def asked_with(session, **given):
    with after(session):
        services.open_session_feedback(session, **given)
    session.convening.refresh_from_db()
    return session.convening.feedback.version.number


def test_people_are_asked_with_the_newest_form_we_ship(held):
    assert asked_with(held[0]) == 2


def test_a_form_may_be_named(held):
    assert asked_with(held[0], version=shipped("CVF", 1)) == 1


def test_a_form_that_somebody_is_still_writing_asks_nobody(held):
    used = shipped("CVF", 2)
    InstrumentVersion.objects.create(instrument=used.instrument, number=3, minutes=5)

    assert asked_with(held[0]) == 2


def test_a_form_of_ones_own_is_asked_once_it_was_used(held):
    used = shipped("CVF", 2)
    InstrumentVersion.objects.create(
        instrument=used.instrument, number=3, minutes=5, is_frozen=True
    )

    assert asked_with(held[0]) == 3


def test_while_the_newest_form_is_being_changed_people_are_asked_with_the_one_before(held):
    newest = shipped("CVF", 2)
    newest.sections.first().items.update(translations={})

    assert asked_with(held[0]) == 1


def test_each_learning_target_is_a_question_in_front_of_the_form(held):
    convening = held[0].convening
    convening.learning_targets = ["Build a picture", "Engage with others.", "Build a picture"]
    convening.save()
    asked_with(held[0])

    form = questionnaire_of(convening.feedback.version)
    assert [question.code for question in form][:3] == ["CVT01", "CVT02", "CVF01"]
    assert form.by_code["CVT02"].wording == "We reached this target: Engage with others."


def test_without_targets_the_form_is_asked_as_it_is(held):
    convening = held[0].convening
    convening.learning_targets = []
    convening.save()
    asked_with(held[0])

    convening.refresh_from_db()
    assert convening.feedback.version == shipped("CVF", 2)


def test_who_is_marked_once_the_questions_are_out_changes_no_frame(held):
    north, _ = held
    with after(north):
        services.open_session_feedback(north)
        services.mark_attendance(north, person=PersonFactory(), by=None)
        services.unmark_attendance(north, person=north.attendances.first().person, by=None)
        services.open_session_feedback(north)

    north.convening.refresh_from_db()
    assert units(north.convening.feedback) == {"North": 2}
    assert north.convening.feedback.invitations.count() == 2


def test_a_list_that_comes_late_leaves_as_many_hours(held):
    north, south = held
    with clock.at(south.ends_at + dt.timedelta(days=3)):
        services.open_session_feedback(north)

    north.convening.refresh_from_db()
    assert north.convening.feedback.closes_at == south.ends_at + dt.timedelta(days=4)


def plan(convening, hours):
    facts = {"topic": convening.topic, "learning_targets": []}
    return services.change_convening(convening, **facts, feedback_hours=hours, by=None)


def test_more_hours_move_the_closing_of_what_is_open(held):
    north, south = held
    with after(north):
        services.open_session_feedback(north)
        plan(Convening.objects.get(pk=north.convening_id), 72)

    north.convening.refresh_from_db()
    assert north.convening.feedback.closes_at == south.ends_at + dt.timedelta(hours=72)


def test_hours_that_would_have_closed_it_before_now_are_refused_and_change_nothing(held):
    _, south = held
    AttendanceFactory(session=south)
    with clock.at(south.ends_at + dt.timedelta(hours=12)):
        services.open_session_feedback(south)
        convening = Convening.objects.get(pk=south.convening_id)
        with pytest.raises(services.FeedbackClosed, match="over 6 hours since"):
            plan(convening, 6)

    convening.refresh_from_db()
    assert convening.feedback_hours == 24


def test_closed_feedback_keeps_its_hours_and_the_plan_may_change(held):
    north, _ = held
    with after(north):
        services.open_session_feedback(north)
        convening = Convening.objects.get(pk=north.convening_id)
        collection.close_administration(convening.feedback, by=None)
        plan(convening, 24)
        with pytest.raises(services.FeedbackClosed, match="stay as they were"):
            plan(convening, 48)
