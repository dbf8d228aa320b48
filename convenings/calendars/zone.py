"""The rules of a time zone, written out for calendars that do not know its name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


def zone_rules(zone: dt.tzinfo, name: str, first: dt.datetime, last: dt.datetime) -> Timezone:
    """A VTIMEZONE that is right in the years of two moments, and a year more on both sides.

    Each change of the clocks is a part of its own: no rule is guessed that a parliament may change.
    """
    rules = Timezone()
    rules.add("tzid", name)
    begin, end = (_new_year(year, zone) for year in (first.year - 1, last.year + 2))
    rules.add_component(_part(begin, _offset(begin, zone), zone))
    for change in _changes(zone, begin, end):
        rules.add_component(_part(change, _offset(change - MINUTE, zone), zone))
    return rules


def _new_year(year: int, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime(year, 1, 1, tzinfo=zone).astimezone(dt.UTC)


def _changes(zone: dt.tzinfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The moments from which on clocks show something else."""
    day = first
    while day < last:
        if _offset(day, zone) != _offset(day + DAY, zone):
            yield _change_within(zone, day, day + DAY)
        day += DAY


def _change_within(zone: dt.tzinfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Halve the time between until one minute is left."""
    before = _offset(low, zone)
    while high - low > MINUTE:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high.replace(second=0, microsecond=0)


def _offset(moment: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _part(
    change: dt.datetime, offset_before: dt.timedelta, zone: dt.tzinfo
) -> TimezoneDaylight | TimezoneStandard:
    local = change.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    # RFC 5545: what clocks showed at the change, had they not been changed.
    part.add("dtstart", (change + offset_before).replace(tzinfo=None))
    part.add("tzname", local.tzname())
    part.add("tzoffsetfrom", offset_before)
    part.add("tzoffsetto", _offset(change, zone))
    return part
