"""Who comes is told where and when it is now: once for each change, all in one step."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenings import services
from core import clock
from messaging import tasks
from messaging.models import Message
from tests.factories.convenings import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_venue(convening, venue):
    starts_at = clock.on_day(dt.date(2030, 2, 13))
    facts = {"region": "North", "venue": venue, "starts_at": starts_at, "capacity": 1}
    return SessionFactory(convening=convening, **facts)


def told():
    """To whom, with which subject, and with how many files what is queued goes out."""
    outbox.outbox.clear()
    tasks.drain()
    return [(*one.to, one.subject, len(one.attachments)) for one in outbox.outbox]


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({"place": "Sandstone Hall", "venue": None}, "Place changed: North, Sandstone Hall"),
        ({"room": "Blue"}, "Place changed: North, {venue}, Blue"),
        (
            {"virtual_link": "https://meet.example.org/n"},
            "Link to join changed: North, Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST",
        ),
        (
            {"starts_at": clock.on_day(dt.date(2030, 2, 13), 10), "room": "Blue"},
            "Date and place changed: North, Wed, Feb 13, 2030, 10:00 AM–3:00 PM EST",
        ),
    ],
)
def test_subject_says_what_changed_and_how_it_is_now(at_the_venue, venue, change, subject):
    seat = RegistrationFactory(session=at_the_venue)

    services.change_session(at_the_venue, by=None, **change)

    words = f"[For you to know] {subject.format(venue=venue)}"
    assert told() == [(seat.person.email, words, 1)]


def test_only_who_has_a_seat_is_told_of_another_place(at_the_venue):
    seat = RegistrationFactory(session=at_the_venue)
    RegistrationFactory(session=at_the_venue, state="waiting")
    RegistrationFactory(session=at_the_venue, state="cancelled")

    services.change_session(at_the_venue, by=None, room="Blue")

    assert [to for to, *_ in told()] == [seat.person.email]


def test_venues_new_address_is_told_once_to_who_will_come_there(at_the_venue, venue):
    seat = RegistrationFactory(session=at_the_venue)
    RegistrationFactory(session=at_the_venue, state="waiting")
    RegistrationFactory(session=at_the_venue, state="cancelled")
    over = clock.now() - dt.timedelta(days=3)
    RegistrationFactory(session=SessionFactory(venue=venue, starts_at=over))
    RegistrationFactory(session=SessionFactory(venue=venue, is_cancelled=True))
    RegistrationFactory(session=SessionFactory())

    for _ in range(3):
        services.change_venue(venue, by=None, address="12 Wharf Street")
    services.change_venue(venue, by=None, access_notes="Level throughout")

    subject = f"[For you to know] Place changed: North, {venue}"
    assert told() == [(seat.person.email, subject, 1)]
    assert "12 Wharf Street" in outbox.outbox[0].body
    at_the_venue.refresh_from_db()
    assert at_the_venue.revision == 1


def test_each_change_is_told_and_a_second_save_of_it_is_not(at_the_venue):
    RegistrationFactory(session=at_the_venue)

    for room in ["Blue", "Blue", "Green", "Blue"]:
        services.change_session(at_the_venue, by=None, room=room)

    assert len(told()) == 3


def test_who_comes_is_told_after_registration_has_closed_too(at_the_venue):
    at_the_venue.seats_close_at = clock.now() - dt.timedelta(days=1)
    at_the_venue.save()
    RegistrationFactory(session=at_the_venue)

    services.change_session(at_the_venue, by=None, room="Blue")

    assert len(told()) == 1
    assert "give the place back" not in outbox.outbox[0].body


def test_nobody_is_told_about_a_session_that_is_over(venue):
    over = SessionFactory(venue=venue, starts_at=clock.now() - dt.timedelta(days=3))
    RegistrationFactory(session=over)

    services.change_session(over, by=None, room="Blue")

    assert not Message.objects.exists()


def test_whoever_gives_the_seat_back_meanwhile_is_not_told(at_the_venue):
    seat = RegistrationFactory(session=at_the_venue)
    services.change_session(at_the_venue, by=None, room="Blue")

    services.cancel_registration(seat, by=None)

    assert not any("Place changed" in subject for _, subject, _ in told())


@pytest.mark.parametrize("act", ["change", "cancel", "venue"])
def test_telling_many_takes_the_queries_of_telling_a_few(act, venue):
    def queries(how_many):
        session = SessionFactory(venue=venue)
        zones = ["", "America/Chicago"] * how_many
        for zone in zones:
            RegistrationFactory(session=session, person__time_zone=zone)
        before = Message.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            if act == "change":
                services.change_session(session, by=None, room=f"Blue {how_many}")
            elif act == "cancel":
                services.cancel_session(session, by=None)
            else:
                services.change_venue(venue, by=None, address=f"{how_many} Wharf Street")
        assert Message.objects.count() - before == 2 * how_many
        session.delete()
        return len(captured)

    assert queries(2) == queries(25)
