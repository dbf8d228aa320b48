"""Invitations and cancellations: one entry for good, each message a later version of it."""

import datetime as dt

import pytest
from icalendar import Calendar

from convenings import services
from convenings.calendars import entry, invitation
from convenings.models import SeatChange
from core import clock
from tests.factories.convenings import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(north, team_member):
    person = team_member.person
    person.first_name, person.last_name, person.email = "Zoë", "Müller; Sr.", "zoe@example.org"
    person.save()
    return RegistrationFactory(session=north, person=person)


def key(seat):
    return invitation.key_of(seat, seat.session)


def event_in(file):
    [event] = Calendar.from_ical(file.text).walk("VEVENT")
    return event


def test_invitation_names_organizer_and_attendee_who_need_not_answer(seat, settings):
    settings.DEFAULT_FROM_EMAIL = "PL Network <mail@pl.example.org>"

    file = invitation.invitation(key(seat))

    calendar, event = Calendar.from_ical(file.text), event_in(file)
    assert (calendar["method"], file.beside) == ("REQUEST", "text/calendar; method=REQUEST")
    assert event["organizer"] == "mailto:mail@pl.example.org"
    assert event["organizer"].params["CN"] == str(seat.session.convening.cohort.home)
    assert event["attendee"] == "mailto:zoe@example.org"
    assert event["attendee"].params["CN"] == "Zoë Müller; Sr."
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert event["attendee"].params["RSVP"] == "FALSE"
    assert event["uid"] == f"{seat.session.uid}@plnetwork"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]


def test_invitation_is_made_of_what_is_true_when_it_goes(seat):
    before = event_in(invitation.invitation(key(seat)))

    services.change_session(seat.session, by=None, place="Sandstone Hall")

    after = event_in(invitation.invitation(key(seat)))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["location"] == "Sandstone Hall"


def test_link_to_join_is_in_no_mailbox(seat):
    seat.session.virtual_link = "https://meet.example.org/secret"
    seat.session.save()

    assert "meet.example.org" not in invitation.invitation(key(seat)).text


def test_no_invitation_once_the_seat_is_given_up_moved_cancelled_or_over(seat, south):
    file = invitation.invitation
    assert file(key(seat)) is not None

    for state in ("waiting", "cancelled"):
        seat.state = state
        seat.save()
        assert file(key(seat)) is None
    seat.state = "registered"
    seat.save()
    with clock.at(seat.session.ends_at + dt.timedelta(minutes=1)):
        assert file(key(seat)) is None
    before = key(seat)
    seat.session = south
    seat.save()
    assert file(before) is None
    assert file(key(seat)) is not None


def test_a_seat_given_up_and_taken_again_are_later_versions_of_one_entry(seat):
    asked = event_in(invitation.invitation(key(seat)))
    seat.state = "cancelled"
    seat.save()
    SeatChange.objects.create(
        registration=seat, session=seat.session, before="registered", after="cancelled"
    )
    file = invitation.cancellation(key(seat))
    off = event_in(file)
    assert Calendar.from_ical(file.text)["method"] == "CANCEL"
    assert (off["status"], off["uid"]) == ("CANCELLED", asked["uid"])
    seat.state = "registered"
    seat.save()
    SeatChange.objects.create(
        registration=seat, session=seat.session, before="cancelled", after="registered"
    )
    again = event_in(invitation.invitation(key(seat)))

    assert asked["sequence"] < off["sequence"] < again["sequence"]
    assert invitation.cancellation(key(seat)) is None


def test_a_cancelled_session_leaves_the_calendar(seat):
    session = services.cancel_session(seat.session, by=None)

    event = event_in(invitation.cancellation(invitation.key_of(seat, session)))
    assert (event["status"], event["sequence"] > 0) == ("CANCELLED", True)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 8), dt.date(2026, 11, 1)])
def test_a_session_moved_over_a_clock_change_stays_at_its_hour(seat, day):
    moved = services.change_session(
        seat.session, by=None, starts_at=clock.on_day(day, 9), ends_at=clock.on_day(day, 15)
    )
    with clock.at(clock.on_day(day - dt.timedelta(days=3))):
        event = event_in(invitation.invitation(invitation.key_of(seat, moved)))

    assert event["dtstart"].to_ical() == f"{day:%Y%m%d}T090000".encode()
    assert event["dtstart"].dt == moved.starts_at
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=6)


def test_long_and_hostile_words_survive_the_trip(seat):
    session = seat.session
    session.place = "Saal\r\nBEGIN:VEVENT; 1, 2 " + "ä" * 90
    session.save()

    calendar = Calendar.from_ical(entry.calendar_of(session))

    [event] = calendar.walk("VEVENT")
    assert event["location"] == session.place.replace("\r\n", "\n")
    assert all(len(line) <= 75 for line in entry.calendar_of(session).split(b"\r\n"))
