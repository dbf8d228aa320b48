"""Reminders: to who has a seat when they go, each once, and never out of date."""

import datetime as dt
import threading

import pytest
from django.core import mail as outbox
from django.db import connection

from convenings import jobs, services
from core import clock
from messaging import tasks
from messaging.models import Message, Wishes
from tests.factories.convenings import RegistrationFactory, SessionFactory

DAY = dt.date(2030, 2, 13)
START, END = clock.on_day(DAY, 9), clock.on_day(DAY, 15)


@pytest.fixture
def session(convening):
    return SessionFactory(
        convening=convening, region="North", starts_at=START, ends_at=END, capacity=3
    )


@pytest.fixture
def seat(session):
    return RegistrationFactory(session=session)


def run(**before):
    """One round of the clock, so long before the start: (kind, to) of what went out."""
    with clock.at(START - dt.timedelta(**before)):
        jobs.remind_before_sessions()
        outbox.outbox.clear()
        tasks.drain()
    return [(one.extra_headers["X-Message-Kind"], *one.to) for one in outbox.outbox]


@pytest.mark.django_db
def test_a_week_before_and_a_day_before_each_once(seat):
    to = seat.person.email

    rounds = [run(days=7, minutes=1), run(days=7), run(days=6), run(days=1), run(hours=2)]

    reminded = [("convenings/reminder", to)]
    assert rounds == [[], reminded, [], reminded, []]


@pytest.mark.django_db
def test_only_who_has_a_seat_is_reminded(session):
    for state in ("waiting", "cancelled"):
        RegistrationFactory(session=session, state=state)
    RegistrationFactory(session=session, state="offered", offer_ends_at=START)
    RegistrationFactory(session=session, person__email="")

    assert run(days=7) == []


@pytest.mark.django_db
def test_whoever_gives_the_seat_back_between_queue_and_sending_gets_none(session, seat):
    with clock.at(START - dt.timedelta(days=1)):
        assert jobs.remind_before_sessions() == 1
        services.cancel_registration(seat, by=seat.person)

    assert run(hours=23) == [("convenings/given-up", seat.person.email)]
    assert Message.objects.get(kind="convenings/reminder").state == "cancelled"


@pytest.mark.django_db
def test_a_cancelled_session_reminds_nobody_and_stops_what_waits(session, seat):
    with clock.at(START - dt.timedelta(days=1)):
        jobs.remind_before_sessions()
        services.cancel_session(session, by=None)

    assert run(hours=23) == [("convenings/session-cancelled", seat.person.email)]


@pytest.mark.django_db
def test_a_session_that_moves_sends_no_old_date_and_reminds_of_the_new_one(session, seat):
    moved_by = dt.timedelta(days=14)
    Wishes.objects.create(person=seat.person, quiet_from=dt.time(8), quiet_until=dt.time(20))
    with clock.at(START - dt.timedelta(days=7)):
        jobs.remind_before_sessions()
        tasks.drain()
        assert outbox.outbox == []  # it waits for the end of the quiet hours
        services.change_session(
            session, by=None, starts_at=START + moved_by, ends_at=END + moved_by
        )

    evening = run(days=6, hours=12)
    assert evening == [("convenings/session-changed", seat.person.email)]
    Wishes.objects.all().delete()
    assert run(days=-7) == [("convenings/reminder", seat.person.email)]


@pytest.mark.django_db
def test_whoever_registers_after_the_moment_was_just_told_and_is_not_reminded_of_it(
    session, team_member
):
    with clock.at(START - dt.timedelta(days=6, hours=12)):
        services.register(session, person=team_member.person, by=None)

    confirmed, reminded = run(days=6), run(days=1)

    assert [kind for kind, _ in confirmed] == ["convenings/registered"]
    assert [kind for kind, _ in reminded] == ["convenings/reminder"]


@pytest.mark.django_db
def test_the_link_goes_at_its_time_and_to_who_comes_late_and_stands_in_no_row(session, seat):
    session.virtual_link, session.link_minutes = "https://meet.example.org/north", 30
    session.save()

    assert run(minutes=31) == [("convenings/reminder", seat.person.email)]
    assert run(minutes=30) == [("convenings/link", seat.person.email)]
    assert "https://meet.example.org/north" in outbox.outbox[0].body
    late = RegistrationFactory(session=session)
    assert run(minutes=-10) == [("convenings/link", late.person.email)]
    assert not Message.objects.filter(body__contains="meet.example.org").exists()


@pytest.mark.django_db
def test_whoever_lives_in_another_zone_reads_their_own_hours_too(session, seat):
    seat.person.time_zone = "America/Chicago"
    seat.person.save()
    RegistrationFactory(session=session)

    run(days=7)

    bodies = Message.objects.order_by("person__time_zone").values_list("body", flat=True)
    words = "In your zone: Wed, Feb 13, 2030, 8:00 AM–2:00 PM CST"
    assert [words in body for body in bodies] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize("people", [2, 40])
def test_many_are_reminded_with_as_many_statements_as_few(
    session, people, django_assert_num_queries
):
    session.capacity = None
    session.save()
    for _ in range(people):
        RegistrationFactory(session=session)

    with clock.at(START - dt.timedelta(days=7)), django_assert_num_queries(9):
        jobs.remind_before_sessions()
    assert Message.objects.count() == people


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_remind_once(session):
    for _ in range(3):
        RegistrationFactory(session=session)

    def job():
        with clock.at(START - dt.timedelta(days=7)):
            jobs.remind_before_sessions()
        connection.close()

    both = [threading.Thread(target=job) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert Message.objects.filter(kind="convenings/reminder").count() == 3
