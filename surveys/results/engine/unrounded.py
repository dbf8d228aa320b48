"""Unrounded figures of one group, hidden by nothing, added up answer by answer.

For whoever has to hold ours against figures from elsewhere. No page asks for them; what is
published is made by release.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Any

from surveys.results.engine.scales import ScaleSums, cronbach_alpha

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.instruments.constructs import ItemScale

LEAST_ITEMS = LEAST_CASES = 2  # where alpha and a deviation begin to exist
SKIPPED, NOT_ASKED = 0, -1  # as in Response.answers
MISSING_RULE = (
    "n and alpha: those who answered every item (listwise). mean: all answers given, reversed "
    "items turned. person_mean: the mean of the means of the person_n people who answered at "
    "least two thirds of the items."
)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A question with one answer of a list, and its place in an answer."""

    code: str
    slot: int
    options: int
    favorable: frozenset[int]


@dataclass(slots=True)
class Group:
    """What a group of people answered so far."""

    items: Sequence[AskedItem]
    scales: Sequence[ItemScale]
    n: int = 0
    # By item: skipped, option 1 … k, does not apply, not asked. So a code is its own place.
    counts: list[list[int]] = field(init=False)
    sums: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.counts = [[0] * (item.options + 3) for item in self.items]
        self.sums = [[0] * scale.width for scale in self.scales]

    def add(self, answers: Sequence[int]) -> None:
        """One person more."""
        self.n += 1
        for item, counts in zip(self.items, self.counts, strict=True):
            counts[answers[item.slot]] += 1
        for scale, sums in zip(self.scales, self.sums, strict=True):
            scale.add(answers, sums)

    def told(self) -> Json:
        """Every figure by its name."""
        by_code = dict(zip((item.code for item in self.items), self.counts, strict=True))
        return {
            "n": self.n,
            "items": [
                _item(item, counts) for item, counts in zip(self.items, self.counts, strict=True)
            ],
            "scales": [
                _scale(scale, ScaleSums(len(scale.items), tuple(sums)), by_code)
                for scale, sums in zip(self.scales, self.sums, strict=True)
            ],
        }


def _item(item: AskedItem, counts: Sequence[int]) -> Json:
    options = counts[1 : item.options + 1]
    n = sum(options)
    agree = sum(options[code - 1] for code in item.favorable)
    return {
        "code": item.code,
        "n": n,
        "missing": counts[SKIPPED],
        "not_applicable": counts[item.options + 1],
        "not_asked": counts[NOT_ASKED],
        "counts": list(options),
        "percent_agree": float(Fraction(100 * agree, n)) if n and item.favorable else None,
        "mean": _mean(options),
        "sd": _deviation(options),
    }


def _scale(scale: ItemScale, sums: ScaleSums, by_code: Mapping[str, Sequence[int]]) -> Json:
    pooled = [0] * scale.points
    for code, is_reversed in zip(scale.items, scale.is_reversed, strict=True):
        options = by_code[code][1 : scale.points + 1]
        for place, count in enumerate(reversed(options) if is_reversed else options):
            pooled[place] += count
    complete = sums.complete
    alpha = cronbach_alpha(complete, least_cases=LEAST_CASES, least_items=LEAST_ITEMS)
    common, total, _ = sums.scores
    return {
        "code": scale.code,
        "items": list(scale.items),
        "alpha": None if alpha is None else float(alpha),
        "n": complete.n,
        "mean": _mean(pooled),
        "missing_rule": MISSING_RULE,
        "person_mean": float(Fraction(total, common * sums.n)) if sums.n else None,
        "person_n": sums.n,
    }


def _mean(options: Sequence[int]) -> float | None:
    """Mean of the codes 1 … k."""
    n = sum(options)
    total = sum(code * count for code, count in enumerate(options, start=1))
    return float(Fraction(total, n)) if n else None


def _deviation(options: Sequence[int]) -> float | None:
    """Standard deviation of the codes, of a sample; exact until the root."""
    n = sum(options)
    if n < LEAST_CASES:
        return None
    total = sum(code * count for code, count in enumerate(options, start=1))
    squares = sum(code * code * count for code, count in enumerate(options, start=1))
    return sqrt(Fraction(n * squares - total * total, n * (n - 1)))
