"""Scale mean, standard deviation and Cronbach's alpha from sums that were added up while folding.

Sums are all that is kept of a person, so no answer is looked at twice (architecture.md 5.5).
Everything stays exact until it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import repeat
from math import isqrt, lcm

from surveys.instruments.constructs import fewest_answered, width_of
from surveys.results.engine.figures import ScaleFigures

LEAST_COMPLETE_CASES = 10
LEAST_FOR_SPREAD = 30  # persons; with fewer, few histograms give a mean and a deviation
LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class CompleteCases:
    """Sums over the persons who answered every item of a scale, reverse items already flipped.

    `item_sums` and `item_squares` hold Σx and Σx² per item; `total_sum` and `total_squares`
    hold ΣT and ΣT² of a person's total.
    """

    n: int
    item_sums: tuple[int, ...]
    item_squares: tuple[int, ...]
    total_sum: int
    total_squares: int


@dataclass(frozen=True, slots=True)
class ScaleSums:
    """The sums of a group of persons, as a ScaleTally holds them."""

    items: int
    sums: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.sums) != width_of(self.items):
            raise ValueError("These are not the sums of a scale with so many items.")

    @property
    def n(self) -> int:
        """How many have a score: at least two thirds of the items answered."""
        return sum(self.sums[: self._end : 3])

    @property
    def scores(self) -> tuple[int, int, int]:
        """ΣM and ΣM² over persons, M being the mean of a person's answered items.

        As whole numbers: c, cΣM and c²ΣM², c a number that every answered count divides.
        """
        common = _common(self.items)
        total = squares = 0
        for answered, _, t, tt in self._parts:
            times = common // answered
            total += t * times
            squares += tt * times * times
        return common, total, squares

    @property
    def complete(self) -> CompleteCases:
        """The sums over those who answered every item."""
        n, total, squares = self.sums[self._end - 3 : self._end]
        return CompleteCases(
            n, self.sums[self._end :: 2], self.sums[self._end + 1 :: 2], total, squares
        )

    @property
    def _end(self) -> int:
        """Where the sums per number of answered items end and those per item begin."""
        return len(self.sums) - 2 * self.items

    @property
    def _parts(self) -> list[tuple[int, int, int, int]]:
        """Number of answered items, persons, ΣT, ΣT²."""
        start = fewest_answered(self.items)
        counts = self.sums[: self._end]
        persons, totals, squares = counts[::3], counts[1::3], counts[2::3]
        return list(zip(range(start, self.items + 1), persons, totals, squares, strict=True))


def scale_figures(sums: ScaleSums, *, with_spread: bool = True) -> ScaleFigures | None:
    """What is printed of a scale, two decimals, half up; None when nobody has a score.

    Deviation, alpha and the number of complete cases only with `with_spread` and from 30 persons
    on, the last two from 30 complete cases on.
    """
    n = sums.n
    if n == 0:
        return None
    common, total, squares = sums.scores
    mean = _hundredths(total, common * n)
    if not with_spread or n < LEAST_FOR_SPREAD:
        return ScaleFigures(n=n, mean=mean)
    deviation = _root_hundredths(_spread(n, total, squares), common**2 * n * (n - 1))
    complete = sums.complete
    if complete.n < LEAST_FOR_SPREAD:
        return ScaleFigures(n=n, mean=mean, sd=deviation)
    alpha = cronbach_alpha(complete)
    return ScaleFigures(
        n=n,
        mean=mean,
        sd=deviation,
        alpha=None if alpha is None else _hundredths(alpha.numerator, alpha.denominator),
        complete=complete.n,
    )


def cronbach_alpha(
    cases: CompleteCases,
    *,
    least_cases: int = LEAST_COMPLETE_CASES,
    least_items: int = LEAST_ITEMS,
) -> Fraction | None:
    """Cronbach's alpha with sample variances; None ("not computed") for too few cases or items.

    None as well when all totals are equal: without variance there is nothing to explain.
    """
    items = len(cases.item_sums)
    if cases.n < max(least_cases, 2) or items < max(least_items, 2):
        return None
    of_total = _spread(cases.n, cases.total_sum, cases.total_squares)
    if of_total == 0:
        return None
    of_items = sum(map(_spread, repeat(cases.n), cases.item_sums, cases.item_squares))
    return Fraction(items * (of_total - of_items), (items - 1) * of_total)


@cache
def _common(items: int) -> int:
    """What every possible number of answered items divides."""
    return lcm(*range(fewest_answered(items), items + 1))


def _spread(n: int, total: int, squares: int) -> int:
    """The sample variance, n(n-1) times as large: Σx² - (Σx)²/n loses digits in floating point."""
    return n * squares - total * total


def _hundredths(value: int, of: int) -> float:
    """The quotient with two decimals, halves towards plus infinity."""
    return (200 * value + of) // (2 * of) / 100


def _root_hundredths(value: int, of: int) -> float:
    """The quotient's square root with two decimals, half up, without floating point."""
    return (isqrt(40_000 * value // of) + 1) // 2 / 100
