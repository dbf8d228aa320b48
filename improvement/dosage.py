"""Coaching dosage of a team in a period: how much there was, against what was planned.

Plain sums over contacts; whoever logs contacts hands them over. Definitions: domain.md D.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

MINUTES = 60


class Contact(NamedTuple):
    """One meeting of a specialist with a team."""

    on: dt.date
    minutes: int


@dataclass(frozen=True, slots=True)
class Dosage:
    """What a team got. `months` counts calendar months with at least one contact."""

    contacts: int
    minutes: int
    months: int
    members: int
    expected: int | None = None

    @property
    def hours(self) -> float:
        """Hours with two decimals, half up: 225 minutes are 3.75."""
        return _two_decimals(Fraction(self.minutes, MINUTES))

    @property
    def minutes_per_member(self) -> float | None:
        """Minutes for each member of the team, two decimals; None for a team without members."""
        return _two_decimals(Fraction(self.minutes, self.members)) if self.members else None

    @property
    def words(self) -> str:
        """ "4 of 6 contacts"; without a plan "4 contacts". Never a percent of so few."""
        of = "" if self.expected is None else f" of {self.expected}"
        last = self.contacts if self.expected is None else self.expected
        return f"{self.contacts}{of} contact{'' if last == 1 else 's'}"


def dosage(contacts: Iterable[Contact], *, members: int, expected: int | None = None) -> Dosage:
    """The dosage of these contacts for a team of so many members."""
    held = list(contacts)
    return Dosage(
        contacts=len(held),
        minutes=sum(contact.minutes for contact in held),
        months=len({(contact.on.year, contact.on.month) for contact in held}),
        members=members,
        expected=expected,
    )


def _two_decimals(value: Fraction) -> float:
    return floor(100 * value + Fraction(1, 2)) / 100
