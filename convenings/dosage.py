"""How much people were there: attendances, hours, and everybody counted once (domain.md D)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from convenings.figures import heads
from core.hours import hours_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenings.querysets.attendance import AttendanceQuerySet


@dataclass(frozen=True)
class Dosage:
    """Attendances at sessions, the educators behind them, and their minutes together."""

    attendances: int
    educators: int
    minutes: int
    by_times: dict[int, int]

    @property
    def hours(self) -> str:
        """All hours together, "2015.5"."""
        return hours_words(self.minutes)

    @property
    def hours_each(self) -> str:
        """Hours for each educator in the mean; nothing without educators."""
        if not self.educators:
            return ""
        return hours_words(round(Fraction(self.minutes, self.educators)))


def dosage(presences: Iterable[tuple[int, int]]) -> Dosage:
    """From a person and minutes per attendance."""
    rows = list(presences)
    came = heads(person for person, _ in rows)
    minutes = sum(of_one for _, of_one in rows)
    return Dosage(came.attendances, came.educators, minutes, came.by_times)


def dosage_of(marks: AttendanceQuerySet) -> Dosage:
    """The dosage of these attendances."""
    return dosage((mark.person_id, mark.minutes_present) for mark in marks.with_minutes())


def dosage_by_team(marks: AttendanceQuerySet) -> dict[int, Dosage]:
    """The same for each team that people came with."""
    of_each: dict[int, list[tuple[int, int]]] = {}
    for mark in marks.with_minutes():
        if mark.team_id is not None:
            of_each.setdefault(mark.team_id, []).append((mark.person_id, mark.minutes_present))
    return {team: dosage(presences) for team, presences in of_each.items()}
