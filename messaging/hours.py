"""When a person's day, week and quiet hours begin and end, in their own zone.

A time that the clocks skip counts as the moment after the jump; one that comes twice as the first.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from messaging.models import Rhythm

if TYPE_CHECKING:
    from messaging.models import Wishes
    from network.models import Person

DIGEST_AT = dt.time(7)
MONDAY = 0


def zone_of(person: Person) -> ZoneInfo:
    """The person's zone, or the network's."""
    return ZoneInfo(person.time_zone or settings.NETWORK_TIME_ZONE)


def end_of_quiet(wishes: Wishes, moment: dt.datetime) -> dt.datetime | None:
    """When the quiet hours around a moment end; None when it lies in none."""
    start, end = wishes.quiet_from, wishes.quiet_until
    if start is None or end is None or start == end:
        return None
    zone = zone_of(wishes.person)
    local = moment.astimezone(zone)
    # Quiet hours that began yesterday evening may still last this morning.
    for day in (local.date() - dt.timedelta(days=1), local.date()):
        begins = _at(day, start, zone)
        ends = _at(day if start < end else day + dt.timedelta(days=1), end, zone)
        if begins <= moment < ends:
            return ends
    return None


def next_digest(person: Person, rhythm: str, moment: dt.datetime) -> dt.datetime:
    """The first digest after a moment: at seven in the morning, the weekly one on Mondays."""
    zone = zone_of(person)
    day = moment.astimezone(zone).date()
    if _at(day, DIGEST_AT, zone) <= moment:
        day += dt.timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        day += dt.timedelta(days=(MONDAY - day.weekday()) % 7)
    return _at(day, DIGEST_AT, zone)


def _at(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    # Through UTC, because two moments of one zone compare by their faces, not by their time.
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)
