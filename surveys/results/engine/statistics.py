"""Exact definitions of every statistic that is printed; whole numbers wherever rounding decides.

Percentages are percent (0 to 100), not shares. Printed values round half up, never half to even:
78 of 80 is 97.5 and prints 98. Definitions: domain.md D.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from core.charts import signed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Z_95 = NormalDist().inv_cdf(0.975)
HALF = 50  # percent
AMONG = "of those who answered"
NO_CLEAR_CHANGE = "no clear change"


def round_half_up(value: Fraction | int) -> int:
    """The nearest whole number, halves towards plus infinity; takes exact values only."""
    return floor(Fraction(value) + Fraction(1, 2))


def one_decimal(value: Fraction | int) -> float:
    """The value with one decimal, halves towards plus infinity; takes exact values only."""
    return round_half_up(10 * value) / 10


def percent_agree(agree: int, n: int) -> int | None:
    """Agreeing answers in percent of valid ones, whole, half up; None when nobody answered."""
    return (200 * agree + n) // (2 * n) if n else None


def percent_one_decimal(part: int, total: int) -> float | None:
    """Part in percent of total with one decimal, half up; None when the total is empty."""
    return (2000 * part + total) // (2 * total) / 10 if total else None


def response_rate(submitted: int, frame: int) -> float | None:
    """Submitted in percent of the frozen frame, one decimal; above 100 is printed as it is."""
    return percent_one_decimal(submitted, frame)


def item_nonresponse(skipped: int, submitted: int) -> float | None:
    """Those who sent the form and skipped the item, in percent, one decimal."""
    return percent_one_decimal(skipped, submitted)


def agreeing(counts: Sequence[int], codes: Collection[int]) -> int:
    """How many chose one of these codes; `counts` in the order of the codes 1, 2, …

    Of a list of six, the codes of "agree" are its top two and those of "any agree" its top three.
    """
    return sum(counts[code - 1] for code in codes)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval in percent, unrounded. Source: Wilson score or Newcombe."""

    low: float
    high: float

    @property
    def whole(self) -> tuple[int, int]:
        """Both ends as printed: whole percent, half up."""
        return floor(self.low + 0.5), floor(self.high + 0.5)

    @property
    def one_decimal(self) -> tuple[float, float]:
        """Both ends as exported: one decimal, half up."""
        return floor(self.low * 10 + 0.5) / 10, floor(self.high * 10 + 0.5) / 10


def wilson_interval(agree: int, n: int, frame: int | None = None) -> Interval | None:
    """The 95 % Wilson interval of a percentage, corrected for a known frame.

    A frame of N makes the effective n = n(N - 1)/(N - n). None when nobody answered, when
    everybody did (nothing is left to estimate), and when more answered than the frame holds
    (the frame is wrong, so the correction would be).
    """
    if n == 0 or (frame is not None and n >= frame):
        return None
    effective = n if frame is None else n * (frame - 1) / (frame - n)
    p = agree / n
    z_square = Z_95 * Z_95
    centre = p + z_square / (2 * effective)
    spread = Z_95 * sqrt(p * (1 - p) / effective + z_square / (4 * effective * effective))
    divisor = 1 + z_square / effective
    low, high = (centre - spread) / divisor, (centre + spread) / divisor
    return Interval(low=max(0.0, 100 * low), high=min(100.0, 100 * high))


def share_in_words(agree: int, n: int, interval: Interval | None) -> str | None:
    """How many agree, in words that the interval bears out.

    "Less than half" needs the estimate and the upper bound below half; an interval that holds
    50 says "about half". Without an interval (full census) the counts speak for themselves.
    """
    if n == 0:
        return None
    if interval is None:
        side = (2 * agree > n) - (2 * agree < n)
        return f"{('less than half', 'half', 'more than half')[side + 1]} {AMONG}"
    if 2 * agree < n and interval.high < HALF:
        return f"less than half {AMONG}"
    if 2 * agree > n and interval.low > HALF:
        return f"more than half {AMONG}"
    return f"about half {AMONG}"


def largest_remainder(counts: Sequence[int], total: int = 100) -> list[int]:
    """Whole-number labels of the counts that add up to `total`; all 0 when nobody answered.

    Each count gets its whole part; what is missing goes to the largest remainders, the earlier
    option first where two are equal.
    """
    n = sum(counts)
    if n == 0:
        return [0] * len(counts)
    labels = [count * total // n for count in counts]
    if missing := total - sum(labels):
        remainders = [-(count * total % n) for count in counts]
        for i in sorted(range(len(counts)), key=remainders.__getitem__)[:missing]:
            labels[i] += 1
    return labels


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several occasions taken together: sums of counts, never a mean of percents."""

    agree: int
    n: int
    percent: int | None


def pooled(occasions: Sequence[tuple[int, int]]) -> Pooled:
    """The occasions' (agree, n) as one."""
    agree, n = sum(a for a, _ in occasions), sum(n for _, n in occasions)
    return Pooled(agree=agree, n=n, percent=percent_agree(agree, n))


@dataclass(frozen=True, slots=True)
class MeanOfPercents:
    """The mean of several units' percents, where each counts the same whatever its size."""

    units: int
    percent: int
    percent_1: float


def mean_of_percents(units: Sequence[tuple[int, int]]) -> MeanOfPercents | None:
    """Of (agree, n) pairs, from exact percents; units where nobody answered are left out.

    Another figure than the pooled percent, and always said beside it: small units weigh more.
    """
    exact = [Fraction(100 * agree, n) for agree, n in units if n]
    if not exact:
        return None
    mean = sum(exact, Fraction(0)) / len(exact)
    return MeanOfPercents(len(exact), round_half_up(mean), one_decimal(mean))


@dataclass(frozen=True, slots=True)
class OccasionRange:
    """Least and greatest whole percent over several occasions, with the pooled counts behind."""

    low: int
    high: int
    occasions: int
    pooled: Pooled

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low}%"
        return f"{self.low}%–{self.high}%"


def range_over_occasions(occasions: Sequence[tuple[int, int]]) -> OccasionRange | None:
    """The range of the rounded percents of (agree, n) pairs; empty occasions are left out.

    Each occasion is rounded first, so that the ends are figures the reader finds elsewhere.
    """
    answered = [(agree, n) for agree, n in occasions if n]
    if not answered:
        return None
    percents = [(200 * agree + n) // (2 * n) for agree, n in answered]
    return OccasionRange(min(percents), max(percents), len(answered), pooled(answered))


@dataclass(frozen=True, slots=True)
class Change:
    """Difference of two percentages in points, later minus earlier. Source: Newcombe 1998."""

    points: int
    points_1: float
    interval: Interval

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies on one side of zero; otherwise chance alone may do it."""
        return self.interval.low > 0 or self.interval.high < 0

    @property
    def words(self) -> str:
        """ "up by 8 points, 1 to 14"; "no clear change, −1 to +12 points" where it holds zero."""
        low, high = self.interval.whole
        if not self.is_clear:
            return f"{NO_CLEAR_CHANGE}, {signed(low)} to {signed(high)} points"
        points = abs(self.points)
        said = f"{points} point{'' if points == 1 else 's'}"
        if self.interval.low > 0:
            return f"up by {said}, {low} to {high}"
        return f"down by {said}, {-high} to {-low}"


def change(before: tuple[int, int], after: tuple[int, int]) -> Change | None:
    """The change between two waves' (agree, n), the waves taken as independent samples.

    The interval is Newcombe's, from two Wilson intervals without finite-population correction:
    staff come and go between waves, so neither frame is the population compared.
    """
    earlier, later = wilson_interval(*before), wilson_interval(*after)
    if earlier is None or later is None:
        return None
    exact = Fraction(100 * after[0], after[1]) - Fraction(100 * before[0], before[1])
    p_before, p_after = 100 * before[0] / before[1], 100 * after[0] / after[1]
    down = sqrt((p_after - later.low) ** 2 + (earlier.high - p_before) ** 2)
    up = sqrt((later.high - p_after) ** 2 + (p_before - earlier.low) ** 2)
    return Change(
        points=round_half_up(exact),
        points_1=one_decimal(exact),
        interval=Interval(float(exact) - down, float(exact) + up),
    )
