import datetime as dt

import pytest
from django.utils import timezone

from convenings import services
from convenings.rules.dates import Span, moved
from core import clock
from messaging.models import Message
from tests.factories.convenings import (
    AttendanceFactory,
    ConveningFactory,
    RegistrationFactory,
    SessionFactory,
    VenueFactory,
)

BEFORE = dt.date(2034, 10, 31)  # a Tuesday in summer time
AFTER = dt.date(2034, 11, 7)  # a week later, in winter time


def on(day, **facts):
    return SessionFactory(starts_at=clock.on_day(day), ends_at=clock.on_day(day, 15), **facts)


def by_days(session, days):
    return services.Move(session, moved(Span(session.starts_at, session.ends_at), days))


def test_session_moved_over_a_clock_change_keeps_its_hour_and_its_people(convening):
    session = on(BEFORE, convening=convening, seats_close_at=clock.on_day(BEFORE, 17))
    seat = RegistrationFactory(session=session)
    waiting = RegistrationFactory(session=session, state="waiting")

    services.move_sessions([by_days(session, 7)], by=None)

    session.refresh_from_db()
    assert timezone.localtime(session.starts_at) == clock.on_day(AFTER)
    assert session.when == "Tue, Nov 7, 2034, 9:00 AM–3:00 PM EST"
    assert timezone.localtime(session.seats_close_at) == clock.on_day(AFTER, 17)
    assert session.revision == 1
    assert session.registrations.standing().count() == 2
    assert {m.to for m in Message.objects.all()} == {seat.person.email, waiting.person.email}


def test_moving_twice_to_the_same_day_tells_people_once(convening):
    session = on(BEFORE, convening=convening)
    RegistrationFactory(session=session)
    move = by_days(session, 7)

    services.move_sessions([move], by=None)
    session.refresh_from_db()
    services.move_sessions([services.Move(session, move.to)], by=None)

    assert Message.objects.count() == 1
    session.refresh_from_db()
    assert session.revision == 1


@pytest.mark.parametrize("days", [1, -1])
def test_sessions_in_one_room_move_without_being_in_each_others_way(cohort, days):
    room = {"venue": VenueFactory(), "room": "Large hall"}
    sessions = [
        on(BEFORE + dt.timedelta(days=n), convening__cohort=cohort, **room) for n in range(3)
    ]

    services.move_sessions([by_days(session, days) for session in sessions], by=None)

    for session in sessions:
        before = session.starts_at
        session.refresh_from_db()
        assert timezone.localdate(session.starts_at) == timezone.localdate(before) + dt.timedelta(
            days=days
        )


def test_room_of_somebody_else_stops_the_whole_move(cohort):
    room = {"venue": VenueFactory(name="Learning hall"), "room": "Large hall"}
    on(AFTER, **room)
    first = on(BEFORE, convening__cohort=cohort, **room)
    other = on(BEFORE + dt.timedelta(days=1), convening__cohort=cohort)

    with pytest.raises(services.RoomTaken, match="Large hall at Learning hall is taken"):
        services.move_sessions([by_days(first, 7), by_days(other, 7)], by=None)

    other.refresh_from_db()
    assert timezone.localdate(other.starts_at) == BEFORE + dt.timedelta(days=1)


def test_what_is_over_or_cancelled_stays(convening):
    over = SessionFactory(convening=convening, starts_at=clock.now() - dt.timedelta(days=3))
    AttendanceFactory(session=over)
    cancelled = on(BEFORE, convening=ConveningFactory(), is_cancelled=True)

    for session, word in [(over, "over"), (cancelled, "cancelled")]:
        with pytest.raises(services.CannotMove, match=word):
            services.move_sessions([by_days(session, 7)], by=None)


def test_session_cannot_end_before_it_starts(convening):
    session = on(BEFORE, convening=convening)

    with pytest.raises(services.EndsTooSoon, match="ends after it starts"):
        services.change_session(session, by=None, ends_at=session.starts_at)


def test_room_is_refused_in_words_and_free_after_a_cancelled_session(convening):
    room = {"venue": VenueFactory(name="Learning hall"), "room": "Large hall"}
    first = on(BEFORE, **room)
    facts = {
        "region": "North",
        "starts_at": clock.on_day(BEFORE, 14),
        "ends_at": clock.on_day(BEFORE, 16),
        "mode": "in_person",
        "by": None,
        **room,
    }

    with pytest.raises(services.RoomTaken, match="Choose another room or time"):
        services.add_session(convening, **facts)

    services.cancel_session(first, by=None, reason="Flooded")
    assert services.add_session(convening, **facts).where == "Learning hall, Large hall"
