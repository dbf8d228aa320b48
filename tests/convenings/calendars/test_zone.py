"""The rules we write say the same as the zone itself, on every side of every change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convenings.calendars.zone import zone_rules

FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
NAMES = ["America/New_York", "America/Phoenix", "Europe/Berlin", "Australia/Lord_Howe"]
READ = {
    name: zone_rules(ZoneInfo(name), name, FIRST, LAST).to_tz(lookup_tzid=False) for name in NAMES
}


@pytest.mark.parametrize("name", NAMES)
@given(minute=some.integers(0, 60 * 24 * 365 * 5))
def test_read_back_the_rules_give_the_offset_of_the_zone(name, minute):
    moment = (FIRST + dt.timedelta(minutes=minute)).astimezone(ZoneInfo(name))
    wall = moment.replace(tzinfo=None)
    exists_once = moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()

    if exists_once:
        assert wall.replace(tzinfo=READ[name]).utcoffset() == moment.utcoffset()


def test_a_change_stands_at_what_clocks_showed_before_it():
    rules = zone_rules(ZoneInfo("America/New_York"), "America/New_York", FIRST, FIRST)

    starts = {(part.name, part["dtstart"].to_ical().decode()) for part in rules.subcomponents}

    assert ("DAYLIGHT", "20260308T020000") in starts
    assert ("STANDARD", "20261101T020000") in starts
