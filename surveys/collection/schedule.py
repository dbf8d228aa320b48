"""When reminders go, by the survey's preset: some days after opening, and on the last day, at 8.

Days and hours are the network's own, on both sides of a change to or from daylight-saving time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from core import clock
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOUR = 8
LAST_DAY = "last day"
Reminders = Administration.Reminders
AFTER_OPENING: Mapping[str, Sequence[int]] = {
    Reminders.NONE: (),
    Reminders.LIGHT: (),
    Reminders.USUAL: (3, 7),
    Reminders.CLOSE: (3, 7, 10, 14),
}


class Step(NamedTuple):
    """One reminder."""

    day: dt.date
    name: str

    @property
    def at(self) -> dt.datetime:
        """The moment from which it is due."""
        return clock.on_day(self.day, HOUR)


def steps_of(administration: Administration) -> list[Step]:
    """The reminders of an administration, in order; short windows have fewer."""
    if administration.reminders == Reminders.NONE:
        return []
    opening = timezone.localdate(administration.opens_at)
    last = Step(timezone.localdate(administration.closes_at), LAST_DAY)
    if last.at >= administration.closes_at:  # it closes before 8: the day before is the last
        last = Step(last.day - dt.timedelta(days=1), LAST_DAY)
    early = [
        Step(opening + dt.timedelta(days=days), f"{days} days")
        for days in AFTER_OPENING[administration.reminders]
    ]
    steps = [step for step in early if step.day < last.day]
    return [*steps, last] if last.day > opening else steps


def due_step(administration: Administration, now: dt.datetime) -> Step | None:
    """The newest step that has come; what a sleeping worker missed before it is not made up."""
    come = [step for step in steps_of(administration) if step.at <= now]
    return come[-1] if come else None
