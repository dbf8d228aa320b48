"""Mails about seats bring the calendar along, and come to who they are still true for."""

import datetime as dt
import email
from email import policy

import pytest
from django.core import mail as outbox
from icalendar import Calendar

from convenings import services
from core import clock
from messaging import tasks
from messaging.models import Message
from tests.factories.convenings import RegistrationFactory
from tests.factories.messaging import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(team_member):
    return team_member.person


def letters():
    """What goes out now: (kind, method, event) for each letter, the entry None without one."""
    outbox.outbox.clear()
    tasks.drain()
    return [read(one) for one in outbox.outbox]


def read(letter):
    sent = email.message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    files = list(sent.iter_attachments())
    if not files:
        return sent["X-Message-Kind"], None, None
    [file] = files
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invitation.ics")
    calendar = Calendar.from_ical(file.get_content())
    *_, beside = next(sent.iter_parts()).iter_parts()
    assert beside["content-type"].params["method"] == calendar["method"]
    assert Calendar.from_ical(beside.get_content()) == calendar
    [event] = calendar.walk("VEVENT")
    return sent["X-Message-Kind"], str(calendar["method"]), event


def test_confirmation_invites_says_until_when_and_leads_to_ones_place(person, north):
    north.seats_close_at = clock.on_day(dt.date(2030, 2, 10), 17)
    north.starts_at, north.ends_at = (clock.on_day(dt.date(2030, 2, 13), hour) for hour in (9, 15))
    north.save()

    services.register(north, person=person, by=person)

    [(kind, method, event)] = letters()
    assert (kind, method, event["uid"]) == (
        "convenings/registered",
        "REQUEST",
        f"{north.uid}@plnetwork",
    )
    body = outbox.outbox[0].body
    assert "Until Feb 10, 2030, 5:00 PM EST you can give the seat back" in body
    assert "/place/" in body
    assert "/place/" not in Message.objects.get().body


def test_whoever_lives_in_another_zone_reads_their_own_hours_too(person, north):
    person.time_zone = "America/Chicago"
    person.save()
    north.starts_at, north.ends_at = (clock.on_day(dt.date(2030, 2, 13), hour) for hour in (9, 15))
    north.save()

    services.register(north, person=person, by=person)

    body = Message.objects.get().body
    assert "When: Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST" in body
    assert "In your zone: Wed, Feb 13, 2030, 8:00 AM–2:00 PM CST" in body


def test_a_moved_session_is_brought_up_to_date_where_somebody_has_a_seat(person, north):
    RegistrationFactory(session=north, person=person)
    RegistrationFactory(session=north, state="waiting")

    later = north.ends_at + dt.timedelta(minutes=30)
    services.change_session(north, by=None, place="Sandstone Hall", ends_at=later)

    told = letters()
    assert [kind for kind, *_ in told] == ["convenings/session-changed"] * 2
    [event] = [event for _, method, event in told if method == "REQUEST"]
    assert (event["sequence"], event["location"]) == (1, "Sandstone Hall")
    assert event["attendee"] == f"mailto:{person.email}"


def test_a_cancelled_session_goes_out_of_calendars(person, north):
    RegistrationFactory(session=north, person=person)
    RegistrationFactory(session=north, state="waiting")

    services.cancel_session(north, by=None)

    told = letters()
    assert [kind for kind, *_ in told] == ["convenings/session-cancelled"] * 2
    [event] = [event for _, method, event in told if method == "CANCEL"]
    assert event["status"] == "CANCELLED"


def test_a_seat_given_back_goes_out_of_the_calendar_and_comes_in_again(person, north):
    seat = services.register(north, person=person, by=person)
    [(_, _, asked)] = letters()
    services.cancel_registration(seat, by=person)
    [(kind, method, off)] = letters()
    services.register(north, person=person, by=person)
    [(_, again_method, again)] = letters()

    assert (kind, method, again_method) == ("convenings/given-up", "CANCEL", "REQUEST")
    assert asked["uid"] == off["uid"] == again["uid"]
    assert asked["sequence"] < off["sequence"] < again["sequence"]


def test_a_seat_that_moves_is_cancelled_there_and_asked_for_here(person, north, south):
    services.register(north, person=person, by=person)
    letters()

    services.register(south, person=person, by=person)

    told = {method: event["uid"] for _, method, event in letters()}
    assert told == {"REQUEST": f"{south.uid}@plnetwork", "CANCEL": f"{north.uid}@plnetwork"}


def test_whoever_only_waited_and_leaves_gets_nothing(person, north):
    RegistrationFactory(session=north)
    seat = services.register(north, person=person, by=person)
    letters()

    services.cancel_registration(seat, by=person)

    assert letters() == []


def test_confirmation_of_a_seat_given_up_before_it_went_does_not_go(person, north, south):
    services.register(north, person=person, by=person)
    services.register(south, person=person, by=person)

    told = [(kind, event["uid"]) for kind, _, event in letters()]

    assert ("convenings/registered", f"{north.uid}@plnetwork") not in told
    assert ("convenings/registered", f"{south.uid}@plnetwork") in told


def test_a_message_whose_file_lost_its_seat_goes_without_harm(north):
    MessageFactory(attachment="convening_invitation:0-0")

    assert letters() == []
    assert Message.objects.get().state == "failed"
