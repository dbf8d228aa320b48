"""Figures made from released figures: assembled groups, changes between waves, ranges.

Arithmetic on what is published anyway tells nothing new, so none of this needs an audit
(disclosure.md 4). A group is the sum of the highest shown units inside it and says what it
covers in schools, never in answers: a share of answers would tell the hidden ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.results.engine.figures import ItemFigures
from surveys.results.engine.statistics import (
    Change,
    MeanOfPercents,
    OccasionRange,
    change,
    largest_remainder,
    mean_of_percents,
    percent_agree,
    percent_one_decimal,
    range_over_occasions,
    response_rate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from surveys.results.engine.figures import BaseFigures, ReleasedFigures, UnitFigures


@dataclass(frozen=True, slots=True)
class Assembled:
    """One item over a group. Counts are sums over `units` and no total of the group."""

    units: tuple[str, ...]
    covered: int
    of: int
    n: int
    agree: int
    percent: int | None
    percent_1: float | None

    @property
    def covers(self) -> str:
        """What the figures stand for, in schools."""
        return covers(self.covered, self.of)


@dataclass(frozen=True, slots=True)
class AssembledParticipation:
    """How many took part in a group, over the units shown."""

    units: tuple[str, ...]
    covered: int
    of: int
    submitted: int
    staff: int
    rate_1: float | None

    @property
    def covers(self) -> str:
        """What the figures stand for, in schools."""
        return covers(self.covered, self.of)


@dataclass(frozen=True, slots=True)
class AssembledSpread:
    """How the answers to one item spread over a group, over the units that show their bars."""

    covered: int
    of: int
    cell: ItemFigures

    @property
    def covers(self) -> str:
        """What the figures stand for, in schools."""
        return covers(self.covered, self.of)


def covers(covered: int, of: int) -> str:
    """ "covers 4 of 7 schools"."""
    return f"covers {covered} of {of} {'school' if of == 1 else 'schools'}"


def assemble(released: ReleasedFigures, schools: Collection[str], code: str) -> Assembled | None:
    """Percent agree of one item in a group of schools; None when nothing inside it is shown."""

    def plain(unit: UnitFigures) -> ItemFigures | None:
        cell = unit.items[code]
        return cell if cell is not None and cell.agree is not None else None

    units, covered, of = highest_shown(released, schools, plain)
    cells = [cell for unit in units if (cell := plain(released.units[unit]))]
    if not cells:
        return None
    n, agree = sum(cell.n for cell in cells), sum(cell.agree or 0 for cell in cells)
    return Assembled(
        units, covered, of, n, agree, percent_agree(agree, n), percent_one_decimal(agree, n)
    )


def assemble_spread(
    released: ReleasedFigures, schools: Collection[str], code: str
) -> AssembledSpread | None:
    """Option counts of one item in a group of schools; None when nothing inside it shows them."""

    def spread(unit: UnitFigures) -> list[int] | None:
        cell = unit.items[code]
        return None if cell is None else cell.counts

    units, covered, of = highest_shown(released, schools, spread)
    shown = [counts for unit in units if (counts := spread(released.units[unit]))]
    if not shown:
        return None
    counts = [sum(column) for column in zip(*shown, strict=True)]
    cell = ItemFigures(
        n=sum(counts),
        skipped=0,
        na=0,
        census=False,
        counts=counts,
        labels=largest_remainder(counts),
    )
    return AssembledSpread(covered, of, cell)


def assemble_participation(
    released: ReleasedFigures, schools: Collection[str]
) -> AssembledParticipation | None:
    """Participation in a group of schools; None when nothing inside it is shown."""

    def base(unit: UnitFigures) -> BaseFigures | None:
        return unit.base

    units, covered, of = highest_shown(released, schools, base)
    shown = [own for unit in units if (own := released.units[unit].base)]
    if not shown:
        return None
    submitted, staff = sum(own.submitted for own in shown), sum(own.staff for own in shown)
    return AssembledParticipation(
        units, covered, of, submitted, staff, response_rate(submitted, staff)
    )


def highest_shown(
    released: ReleasedFigures,
    schools: Collection[str],
    shown: Callable[[UnitFigures], object | None],
) -> tuple[tuple[str, ...], int, int]:
    """The highest shown units that lie wholly in a group, the schools they cover, and of how many.

    Schools that are not in this administration's frame are no part of the group.
    """
    below = _children(released)
    group = {school for school in schools if school in released.parents and school not in below}
    units: list[str] = []

    def walk(unit: str) -> tuple[int, bool]:
        """How many schools below are covered, and whether all of the unit lies in the group."""
        at_end = len(units)
        if unit not in below:
            covered, inside = 0, unit in group
        else:
            parts = [walk(child) for child in below[unit]]
            covered, inside = sum(c for c, _ in parts), all(i for _, i in parts)
        if inside and shown(released.units[unit]) is not None:
            units[at_end:] = [unit]
            covered = len(_leaves(unit, below))
        return covered, inside

    roots = [unit for unit, parent in released.parents.items() if parent is None]
    covered = sum(walk(root)[0] for root in roots)
    return tuple(units), covered, len(group)


def wave_change(before: ItemFigures | None, after: ItemFigures | None) -> Change | None:
    """The change of one cell between two waves; None unless both show their percent."""
    if before is None or after is None or before.agree is None or after.agree is None:
        return None
    return change((before.agree, before.n), (after.agree, after.n))


def range_of_cells(cells: Iterable[ItemFigures | None]) -> OccasionRange | None:
    """The range over the occasions that show their percent."""
    return range_over_occasions(
        [(cell.agree, cell.n) for cell in cells if cell is not None and cell.agree is not None]
    )


def mean_of_cells(cells: Iterable[ItemFigures | None]) -> MeanOfPercents | None:
    """The mean of the percents that are shown, such as of 15 shown schools; it says of how many."""
    return mean_of_percents(
        [(cell.agree, cell.n) for cell in cells if cell is not None and cell.agree is not None]
    )


def _children(released: ReleasedFigures) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for unit, parent in released.parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(unit)
    return children


def _leaves(unit: str, below: dict[str, list[str]]) -> list[str]:
    if unit not in below:
        return [unit]
    return [leaf for child in below[unit] for leaf in _leaves(child, below)]
