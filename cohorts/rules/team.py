"""What a design team should have, and how much of it is still what it began with. Warns only."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.templatetags.house import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Ours: who came within a month of the team's first day was there from the beginning.
FOUNDING = dt.timedelta(days=30)
ADMINISTRATORS = ("superintendent", "principal", "administrator")


class RulePart(Protocol):
    """A line of an offering's rule, as cohorts.TeamRulePart has it."""

    label: str
    positions: list[str]
    least: int
    most: int | None


@dataclass(frozen=True)
class Stay:
    """One person's place in a team between two dates; `position` is empty when nobody said it."""

    person: int
    name: str
    position: str
    starts_on: dt.date
    ends_on: dt.date | None = None

    def is_on(self, day: dt.date) -> bool:
        """Whether the person is in the team that day, the last one included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Continuity:
    """How many of those who began the team are in it still."""

    staying: int
    founders: int

    def __str__(self) -> str:
        return f"{self.staying} of {self.founders} founding members"


def is_founding(starts_on: dt.date, *, formed_on: dt.date) -> bool:
    """Whether somebody who came that day began the team."""
    return starts_on <= formed_on + FOUNDING


def continuity(stays: Iterable[Stay], *, formed_on: dt.date, today: dt.date) -> Continuity | None:
    """Each person counts once, however often they came and went; None before anybody came."""
    stays = [*stays]
    founders = {s.person for s in stays if is_founding(s.starts_on, formed_on=formed_on)}
    here = {s.person for s in stays if s.is_on(today)}
    return Continuity(len(founders & here), len(founders)) if founders else None


def size_words(people: int, *, least: int, most: int) -> str:
    """What the rule says about so many people; empty when they fit it."""
    if least <= people <= most:
        return ""
    word = "member" if people == 1 else "members"
    return f"{people} {word}; {least} to {most} is usual"


def lacks(positions: Sequence[str], parts: Iterable[RulePart]) -> list[str]:
    """What the parts of a rule say about these positions, one sentence each.

    Whose position nobody said might be what is missing, so a part is only told as lacking when
    they could not fill it.
    """
    have, unknown = Counter(positions), positions.count("")
    said, left_open = [], False
    for part in parts:
        here = sum(have[position] for position in part.positions)
        if part.most is not None and here > part.most:
            said.append(f"{_label(part)}: {here} now, at most {part.most} is usual.")
        elif here < part.least and here + unknown >= part.least:
            left_open = True
        elif here < part.least:
            said.append(f"{_label(part)}: {here or 'none'} now, at least {part.least} is usual.")
    if left_open:
        whose = "one member is" if unknown == 1 else f"{unknown} members are"
        said.append(f"What {whose} at the school or district is not said yet.")
    return said


def lost_administrator(stays: Iterable[Stay], *, today: dt.date) -> str:
    """Says who left, when a team had an administrator and has none any more."""
    administrators = [s for s in stays if s.position in ADMINISTRATORS]
    if not administrators or any(s.ends_on is None or s.is_on(today) for s in administrators):
        return ""
    last = max(administrators, key=_end_of)
    return f"No administrator is in the team since {last.name} left on {long_day(last.ends_on)}."


def _end_of(stay: Stay) -> dt.date:
    return stay.ends_on or dt.date.max


def _label(part: RulePart) -> str:
    return part.label[:1].upper() + part.label[1:]
