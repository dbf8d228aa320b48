"""Scale mean, standard deviation and Cronbach's alpha from sums that were added up while folding.

Sums are all that is kept of a person, so no answer is looked at twice (architecture.md 5.5).
Everything stays exact until it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

from surveys.instruments.constructs import fewest_answered, width_of
from surveys.results.engine.figures import ScaleFigures
from surveys.results.engine.statistics import round_half_up

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
    def total(self) -> Fraction:
        """ΣM over persons; M is the mean of the items that a person answered."""
        common = lcm(*(answered for answered, *_ in self._parts))
        return Fraction(sum(t * (common // a) for a, _, t, _ in self._parts), common)

    @property
    def squares(self) -> Fraction:
        """ΣM² over persons."""
        common = lcm(*(answered for answered, *_ in self._parts))
        parts = self._parts
        return Fraction(sum(tt * (common // a) ** 2 for a, _, _, tt in parts), common**2)

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
    mean = _two_decimals(sums.total / n)
    if not with_spread or n < LEAST_FOR_SPREAD:
        return ScaleFigures(n=n, mean=mean)
    deviation = _root_two_decimals(_variance(n, sums.total, sums.squares))
    complete = sums.complete
    if complete.n < LEAST_FOR_SPREAD:
        return ScaleFigures(n=n, mean=mean, sd=deviation)
    alpha = cronbach_alpha(complete)
    return ScaleFigures(
        n=n,
        mean=mean,
        sd=deviation,
        alpha=None if alpha is None else _two_decimals(alpha),
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
    of_total = _variance(cases.n, cases.total_sum, cases.total_squares)
    if of_total == 0:
        return None
    of_items = sum(
        _variance(cases.n, x, xx) for x, xx in zip(cases.item_sums, cases.item_squares, strict=True)
    )
    return Fraction(items, items - 1) * (1 - of_items / of_total)


def _variance(n: int, total: Fraction | int, squares: Fraction | int) -> Fraction:
    """Sample variance; exact, since Σx² - (Σx)²/n loses digits in floating point."""
    return (Fraction(squares) - Fraction(total) ** 2 / n) / (n - 1)


def _two_decimals(value: Fraction) -> float:
    return round_half_up(100 * value) / 100


def _root_two_decimals(value: Fraction) -> float:
    """The square root with two decimals, half up, without a detour over floating point."""
    return (isqrt(40_000 * value.numerator // value.denominator) + 1) // 2 / 100
