"""Scale mean, standard deviation and Cronbach's alpha from sums that were added up while folding.

Sums are all that is kept of a person, so no answer is looked at twice (architecture.md 5.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

LEAST_COMPLETE_CASES = 10
LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class MeanAndDeviation:
    """Mean and sample standard deviation (n - 1), in scale points; no deviation of one value."""

    n: int
    mean: float
    deviation: float | None


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

    def __add__(self, other: CompleteCases) -> CompleteCases:
        """The sums of two groups of persons taken together."""
        return CompleteCases(
            self.n + other.n,
            tuple(a + b for a, b in zip(self.item_sums, other.item_sums, strict=True)),
            tuple(a + b for a, b in zip(self.item_squares, other.item_squares, strict=True)),
            self.total_sum + other.total_sum,
            self.total_squares + other.total_squares,
        )


def mean_and_deviation(
    n: int, total: Fraction | int, squares: Fraction | int
) -> MeanAndDeviation | None:
    """Mean and standard deviation of n values from Σx and Σx²; None without values."""
    if n == 0:
        return None
    deviation = sqrt(_variance(n, total, squares)) if n > 1 else None
    return MeanAndDeviation(n, float(Fraction(total) / n), deviation)


def cronbach_alpha(
    cases: CompleteCases,
    *,
    least_cases: int = LEAST_COMPLETE_CASES,
    least_items: int = LEAST_ITEMS,
) -> float | None:
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
    return float(Fraction(items, items - 1) * (1 - of_items / of_total))


def _variance(n: int, total: Fraction | int, squares: Fraction | int) -> Fraction:
    """Sample variance; exact, since Σx² - (Σx)²/n loses digits in floating point."""
    return (Fraction(squares) - Fraction(total) ** 2 / n) / (n - 1)
