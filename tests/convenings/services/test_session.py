import datetime as dt

import pytest

from convenings import services
from convenings.models import Session
from core import clock
from messaging.models import Message
from network.models import Activity
from tests.factories.convenings import AttendanceFactory, RegistrationFactory


def add(convening, **changes):
    facts = {
        "region": "North",
        "starts_at": clock.on_day(dt.date(2030, 2, 13)),
        "ends_at": clock.on_day(dt.date(2030, 2, 13), 15),
        "mode": Session.Mode.IN_PERSON,
        "place": "Lakebend Learning Hall",
        "by": None,
    }
    return services.add_session(convening, **{**facts, **changes})


def test_session_starts_at_revision_zero(convening):
    session = add(convening)

    session.refresh_from_db()
    assert session.revision == 0
    assert session.when == "Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST"


@pytest.mark.parametrize(
    ("change", "revision", "mails"),
    [
        ({"place": "Sandstone Hall"}, 1, 1),
        ({"starts_at": clock.on_day(dt.date(2030, 2, 13), 10)}, 1, 1),
        ({"virtual_link": "https://meet.example.org/north"}, 1, 1),
        ({"region": "Northeast"}, 1, 0),
        ({"capacity": 40}, 0, 0),
        ({"place": "Lakebend Learning Hall"}, 0, 0),
    ],
)
def test_revision_rises_with_what_a_calendar_shows(convening, change, revision, mails):
    session = add(convening)
    RegistrationFactory(session=session)

    services.change_session(session, by=None, **change)

    session.refresh_from_db()
    assert session.revision == revision
    assert Message.objects.count() == mails


def test_more_seats_are_offered_to_those_who_wait(convening):
    session = add(convening, capacity=1)
    RegistrationFactory(session=session)
    waiting = RegistrationFactory(session=session, state="waiting")

    services.change_session(session, by=None, capacity=2)

    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_cancelling_the_session_ends_offers_too(convening):
    session = add(convening, capacity=1)
    ends_at = clock.now() + dt.timedelta(hours=3)
    offered = RegistrationFactory(session=session, state="offered", offer_ends_at=ends_at)

    services.cancel_session(session, by=None)

    offered.refresh_from_db()
    assert (offered.state, offered.offer_ends_at) == ("cancelled", None)


def test_capacity_cannot_fall_below_the_seats_taken(convening):
    session = add(convening, capacity=2)
    RegistrationFactory.create_batch(2, session=session)

    with pytest.raises(services.CapacityTooSmall, match="2 people already have a seat"):
        services.change_session(session, by=None, capacity=1)

    session.refresh_from_db()
    assert session.capacity == 2


def test_cancelling_tells_everybody_who_would_have_come(convening):
    session = add(convening)
    RegistrationFactory(session=session)
    RegistrationFactory(session=session, state="waiting")
    RegistrationFactory(session=session, state="cancelled")

    services.cancel_session(session, by=None)
    services.cancel_session(session, by=None)

    session.refresh_from_db()
    assert (session.is_cancelled, session.revision) == (True, 1)
    assert {m.subject for m in Message.objects.all()} == {
        "[For you to know] North on Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST is cancelled"
    }
    assert Message.objects.count() == 2
    assert session.registrations.standing().count() == 0


def test_region_of_a_cancelled_session_is_free_again(convening):
    services.cancel_session(add(convening), by=None)

    add(convening)

    assert convening.sessions.count() == 2


def test_session_that_was_held_is_not_cancelled(convening):
    session = add(convening)
    AttendanceFactory(session=session)

    with pytest.raises(services.SessionHeld, match="People were at North"):
        services.cancel_session(session, by=None)


def test_changes_of_a_session_are_in_the_log_of_the_convening(convening):
    session = add(convening)
    services.change_session(session, by=None, place="Sandstone Hall")

    assert [line.summary for line in Activity.objects.about(convening)] == [
        "North was changed: Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST, Sandstone Hall.",
        "North was added: Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST.",
    ]
