"""Calendars as other programs write them: beside theirs, ours says the same and is read alike."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from convenings.calendars import entry
from convenings.calendars.zone import zone_rules
from core import clock
from tests.factories.convenings import SessionFactory

pytestmark = pytest.mark.specimens
SPECIMENS = Path(__file__).parents[4] / "shared" / "data" / "calendars"
FIRST, LAST = dt.datetime(2008, 1, 1, tzinfo=dt.UTC), dt.datetime(2037, 1, 1, tzinfo=dt.UTC)


def specimen(name):
    if not (SPECIMENS / name).exists():
        pytest.skip(f"{name} does not lie beside the checkout")
    return Calendar.from_ical((SPECIMENS / name).read_bytes())


@pytest.fixture
def session(db):
    return SessionFactory(starts_at=clock.on_day(dt.date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("name", "zone"),
    [("america_new_york.ics", "America/New_York"), ("issue_48_dst.ics", "America/Chicago")],
)
def test_our_rules_of_a_zone_say_what_theirs_say(name, zone):
    [theirs] = specimen(name).walk("VTIMEZONE")
    ours = zone_rules(ZoneInfo(zone), zone, FIRST, LAST)
    read = [rules.to_tz(lookup_tzid=False) for rules in (theirs, ours)]
    noons = [FIRST.replace(hour=12) + dt.timedelta(days=day) for day in range(365 * 28)]

    offsets = [[noon.replace(tzinfo=one).utcoffset() for noon in noons] for one in read]

    assert offsets[0] == offsets[1]
    assert len(set(offsets[1])) == 2


def test_a_calendar_that_holds_their_events_takes_ours_and_keeps_both(session):
    calendar = specimen("issue_48_dst.ics")
    theirs = {str(event["uid"]) for event in calendar.walk("VEVENT")}
    for component in Calendar.from_ical(entry.calendar_of(session)).subcomponents:
        calendar.add_component(component)

    again = Calendar.from_ical(calendar.to_ical())

    events = {str(event["uid"]): event for event in again.walk("VEVENT")}
    ours = events.pop(f"{session.uid}@plnetwork")
    assert set(events) == theirs
    assert {str(zone["tzid"]) for zone in again.walk("VTIMEZONE")} == {
        "America/Chicago",
        "America/New_York",
    }
    assert ours["dtstart"].dt == session.starts_at
    assert ours["dtstart"].to_ical() == b"20261101T090000"


def test_no_zone_is_named_without_its_rules(session):
    ours = Calendar.from_ical(entry.calendar_of(session))

    assert specimen("issue_722_missing_timezones.ics").get_missing_tzids()
    assert ours.get_missing_tzids() == set()
