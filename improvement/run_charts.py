"""Run charts: the median of a series and the two signals that it is no longer chance.

Rules as in Perla, Provost and Murray 2011 (BMJ Quality & Safety 20:46): a shift is six or more
points in a row on one side of the median, where points on it neither count nor interrupt; a trend
is five or more points in a row that all rise or all fall, where a point equal to the one before
does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHIFT = 6
TREND = 5


class Stretch(NamedTuple):
    """Points from the first to the last, counted from 0; `way` is 1 above or up, else -1."""

    first: int
    last: int
    points: int
    way: int


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series with its median, how many runs it makes, and where it signals."""

    median: Fraction
    runs: int
    on_median: int
    shifts: tuple[Stretch, ...]
    trends: tuple[Stretch, ...]


def run_chart(points: Sequence[Fraction | int]) -> RunChart | None:
    """The chart of these points in order of time; None without points."""
    if not points:
        return None
    middle = Fraction(median(map(Fraction, points)))
    sides = [_sign(point - middle) for point in points]
    runs = list(_runs((at, side) for at, side in enumerate(sides) if side))
    return RunChart(
        median=middle,
        runs=len(runs),
        on_median=sides.count(0),
        shifts=tuple(run for run in runs if run.points >= SHIFT),
        trends=tuple(run for run in _rises(points) if run.points >= TREND),
    )


def _rises(points: Sequence[Fraction | int]) -> Iterator[Stretch]:
    """Stretches that all rise or all fall; the point they start from is one of them."""
    steps = [(at, _sign(b - a)) for at, (a, b) in enumerate(pairwise(points), start=1)]
    moved = [(at, way) for at, way in steps if way]
    place = {at: number for number, (at, _) in enumerate(moved)}
    for run in _runs(moved):
        # It starts where the step before it ended: the turning point belongs to both.
        before = place[run.first] - 1
        first = moved[before][0] if before >= 0 else 0
        yield Stretch(first, run.last, run.points + 1, run.way)


def _runs(signed: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """Neighbors of one sign, taken together."""
    run: Stretch | None = None
    for at, way in signed:
        if run is not None and run.way == way:
            run = Stretch(run.first, at, run.points + 1, way)
            continue
        if run is not None:
            yield run
        run = Stretch(at, at, 1, way)
    if run is not None:
        yield run


def _sign(value: Fraction | int) -> int:
    return (value > 0) - (value < 0)
