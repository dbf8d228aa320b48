import datetime as dt

import pytest
from icalendar import Calendar

from convenings import services
from convenings.calendars import entry
from convenings.models import Venue
from core import clock
from tests.factories.convenings import SessionFactory


def read(session):
    return Calendar.from_ical(entry.calendar_of(session))


def event_of(session):
    [event] = read(session).walk("VEVENT")
    return event


@pytest.fixture
def at_nine(convening):
    starts_at = clock.on_day(dt.date(2030, 2, 13))
    return SessionFactory(convening=convening, region="North", starts_at=starts_at)


def test_entry_says_what_where_and_when(at_nine, settings):
    settings.SITE_URL = "https://pl.example.org"

    event = event_of(at_nine)

    assert event["uid"] == f"{at_nine.uid}@plnetwork"
    assert event["summary"] == "Convening 4: Authentic Learning (North)"
    assert event["location"] == "Lakebend Learning Hall"
    assert event["url"] == f"https://pl.example.org/sessions/{at_nine.pk}/"
    assert event["status"] == "CONFIRMED"
    assert event["description"] == (
        "Learning targets:\n- Build a shared picture of authentic learning"
    )
    assert read(at_nine)["method"] == "PUBLISH"


def test_times_carry_the_zone_by_name_and_its_rules(at_nine):
    event = event_of(at_nine)

    assert event["dtstart"].params["TZID"] == "America/New_York"
    assert event["dtstart"].to_ical() == b"20300213T090000"
    assert event["dtend"].to_ical() == b"20300213T150000"
    assert [zone["tzid"] for zone in read(at_nine).walk("VTIMEZONE")] == ["America/New_York"]


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (dt.date(2026, 3, 7), -5),
        (dt.date(2026, 3, 8), -4),
        (dt.date(2026, 10, 31), -4),
        (dt.date(2026, 11, 1), -5),
    ],
)
def test_nine_in_the_morning_stays_nine_on_both_sides_of_a_clock_change(convening, day, offset):
    session = SessionFactory(convening=convening, starts_at=clock.on_day(day))

    start = event_of(session)["dtstart"].dt

    assert (start.hour, start.utcoffset()) == (9, dt.timedelta(hours=offset))
    assert start == session.starts_at


def test_changed_session_is_a_later_version_of_the_same_entry(at_nine):
    before = event_of(at_nine)

    changed = services.change_session(at_nine, by=None, place="Sandstone Hall")

    after = event_of(changed)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["location"] == "Sandstone Hall"


def test_cancelled_session_is_cancelled_in_calendars(at_nine):
    event = event_of(services.cancel_session(at_nine, by=None))

    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_non_ascii_words_survive_the_trip(at_nine):
    at_nine.place = "Café Großer Saal, 2. Stock; links"

    assert event_of(at_nine)["location"] == "Café Großer Saal, 2. Stock; links"


def test_venue_says_its_address_and_how_to_get_in(at_nine):
    at_nine.venue = Venue(name="Hall", address="1 Mill Road", access_notes="Ring at the side door.")

    event = event_of(at_nine)

    assert event["location"] == "Hall, 1 Mill Road"
    assert event["description"].endswith("How to get in:\nRing at the side door.")
