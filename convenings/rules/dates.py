"""Days of a series: laid out from a first day, and moved together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from core import local_time

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = 12


@dataclass(frozen=True)
class Span:
    """When something begins and ends."""

    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Which:
    """Which of two hours with the same name is meant, where clocks go back; None is not said."""

    start: int | None = None
    end: int | None = None


def spread(first_on: dt.date, offsets: Sequence[int]) -> list[dt.date]:
    """The days of a series whose plan counts days from any beginning; the first is given."""
    return [first_on + dt.timedelta(days=offset - offsets[0]) for offset in offsets]


def moved(span: Span, days: int, which: Which | None = None) -> Span:
    """So many days later, at the same time by the clock on the wall, not after as many hours.

    Raises local_time.TimeSkipped, and local_time.TimeDoubled where `which` does not say.
    """
    which = which or Which()
    start, end = (timezone.localtime(at) for at in (span.starts_at, span.ends_at))
    by = dt.timedelta(days=days)
    return Span(
        exact(local_time.moment(start.date() + by, start.time(), which=which.start)),
        exact(local_time.moment(end.date() + by, end.time(), which=which.end)),
    )


def exact(moment: dt.datetime) -> dt.datetime:
    """In UTC: two moments of one zone are compared by the clock on the wall, an hour off."""
    return moment.astimezone(dt.UTC)


def overlap(one: Span, other: Span) -> bool:
    """Whether there is a moment in both; one may begin when the other ends."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day of every month from the one day to the other."""
    count = (last.year - first.year) * MONTHS + last.month - first.month + 1
    numbers = [first.year * MONTHS + first.month - 1 + n for n in range(max(count, 0))]
    return [dt.date(number // MONTHS, number % MONTHS + 1, 1) for number in numbers]
