"""Contact hours: who was there for long enough."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


class Outcome(Enum):
    """What somebody's presence comes to."""

    EARNED = "earned"
    WAITS = "waits"
    TOO_SHORT = "too_short"
    NO_FEEDBACK = "no_feedback"


@dataclass(frozen=True, slots=True)
class Presence:
    """So many minutes of a session that lasted so many, on that day."""

    minutes: int
    of_minutes: int
    on: dt.date

    @property
    def share(self) -> Fraction:
        """The part of the session that somebody was there."""
        return Fraction(self.minutes, self.of_minutes) if self.of_minutes else Fraction(0)

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 79.9 % is not yet 80."""
        return floor(100 * self.share)

    def is_enough(self, least_share: int) -> bool:
        """Whether that is at least so many percent; nobody earns anything by zero minutes."""
        return self.minutes > 0 and 100 * self.minutes >= least_share * self.of_minutes


def best_of(presences: Iterable[Presence]) -> Presence:
    """The one that counts of several sessions of a convening: the largest part, then the longest.

    Minutes of two sessions are not added up: both hold the same day's work.
    """
    return max(presences, key=_by_share)


def outcome_of(
    presence: Presence, *, least_share: int, waits: bool, lacks_feedback: bool
) -> Outcome:
    """Whether a presence earns a certificate, and why not; `waits` while feedback may come."""
    if not presence.is_enough(least_share):
        return Outcome.TOO_SHORT
    if waits:
        return Outcome.WAITS
    return Outcome.NO_FEEDBACK if lacks_feedback else Outcome.EARNED


def _by_share(presence: Presence) -> tuple[Fraction, int]:
    return (presence.share, presence.minutes)
