"""Days of a cohort: laid out from its first day, and moved to other years with a clone.

A clone moves everything by whole weeks, so that a Tuesday stays a Tuesday. What would fall on a
public holiday, a weekend or a closed day goes to the next day that is free. What was on a weekend
before may be on one again: somebody chose that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.days import SATURDAY, against, holiday

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = dt.timedelta(days=1)
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Time:
    """The first and the last day of a cohort, and the days on which nothing of it is put."""

    first: dt.date
    last: dt.date
    closed: frozenset[dt.date] = frozenset()

    def free_day(self, aimed: dt.date, *, any_weekday: bool = False) -> tuple[dt.date, str]:
        """The day itself, or the next one that is free, and why it is another one.

        Days before the first go to the first, and where none is left until the last, the nearest
        before is taken. Only where every day is closed does the day stay, with the reason.
        """
        start = min(max(aimed, self.first), self.last)
        why = self._why_not(aimed, any_weekday=any_weekday)
        if not why:
            return aimed, ""
        days = (self.last - self.first).days + 1
        later = (start + DAY * n for n in range(days))
        earlier = (start - DAY * n for n in range(1, days))
        for day in (*later, *earlier):
            if not self._why_not(day, any_weekday=any_weekday):
                return day, why
        return aimed, f"{why} No other day is free."

    def _why_not(self, day: dt.date, *, any_weekday: bool) -> str:
        if day < self.first:
            return "The cohort has not begun by then."
        if day > self.last:
            return "The cohort is over by then."
        if day in self.closed:
            return "It is a closed day."
        return against(day) if holiday(day) or not any_weekday else ""


@dataclass(frozen=True)
class Shift:
    """From one cohort's time to another's. Called with a day, it gives the new one and why."""

    by: dt.timedelta
    time: Time

    def __call__(self, day: dt.date) -> tuple[dt.date, str]:
        """The same weekday so many weeks later, or the next day that is free."""
        return self.time.free_day(day + self.by, any_weekday=day.weekday() >= SATURDAY)


def shift(old_first: dt.date, time: Time) -> Shift:
    """By the number of whole weeks that comes nearest to the distance of the first days."""
    return Shift(whole_weeks(old_first, time.first), time)


def whole_weeks(old: dt.date, new: dt.date) -> dt.timedelta:
    """The distance of two days, rounded to whole weeks."""
    return dt.timedelta(weeks=round((new - old).days / DAYS_A_WEEK))


def spans_of(days: Iterable[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Days in a row as their first and last."""
    found: list[tuple[dt.date, dt.date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
