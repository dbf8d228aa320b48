"""Where a team stands against its cohort's milestones. Ours: 14 days are two weeks to prepare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DUE_WITHIN = dt.timedelta(days=14)
RULE = (
    "Late: the day of a milestone has passed and the team has not reached it. "
    f"Due: one is to be reached within {DUE_WITHIN.days} days. "
    "On track: everything so far is reached. "
    "A list that is not filled yet makes no team late."
)


@dataclass(frozen=True)
class Aim:
    """A milestone for one team: when it is due, and whether it is reached."""

    name: str
    due_on: dt.date
    is_reached: bool
    is_unknown: bool = False  # nobody filled in yet what it counts by


@dataclass(frozen=True)
class Standing:
    """A team's status: `key` is "late", "due", "track" or "none"; `aim` is what it is about."""

    key: str
    aim: Aim | None = None

    @property
    def urgency(self) -> tuple[int, dt.date]:
        """The most urgent first: what is longest overdue, then what is due soonest."""
        return KEYS.index(self.key), self.aim.due_on if self.aim else dt.date.max


KEYS = ("late", "due", "track", "none")
TONES = {"late": "late", "due": "due", "track": "good"}  # of the chip that says it
TITLES = {"late": "Late", "due": "Due", "track": "On track", "none": "No milestones"}


def state_of(aim: Aim, today: dt.date) -> str:
    """ "reached", "unknown", "late", "due" or "to come"."""
    if aim.is_reached:
        return "reached"
    if aim.is_unknown:
        return "unknown"
    if aim.due_on < today:
        return "late"
    return "due" if aim.due_on <= today + DUE_WITHIN else "to come"


def standing_of(aims: Iterable[Aim], today: dt.date) -> Standing:
    """The worst of the milestones decides, of equals the one whose day is first."""
    known = sorted(aims, key=_by_day)
    if not known:
        return Standing("none")
    for key in ("late", "due"):
        found = next((aim for aim in known if state_of(aim, today) == key), None)
        if found is not None:
            return Standing(key, found)
    return Standing("track")


def _by_day(aim: Aim) -> tuple[dt.date, str]:
    return aim.due_on, aim.name
