"""Reviewers' scores together: the mean of each criterion, and where they are far apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

APART = 2  # of four steps; so far apart, reviewers talk before somebody decides
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Together:
    """What several reviewers scored for one criterion."""

    code: str
    name: str
    scores: tuple[int, ...]

    @property
    def mean(self) -> Decimal | None:
        """To a tenth, half up; None when nobody scored."""
        return mean_of(self.scores)

    @property
    def is_apart(self) -> bool:
        """Whether two of them differ by two steps or more."""
        return bool(self.scores) and max(self.scores) - min(self.scores) >= APART


def together(
    criteria: Sequence[tuple[str, str]], sheets: Sequence[Mapping[str, int]]
) -> list[Together]:
    """One line per criterion, in the form's order; a sheet is one reviewer's."""
    return [
        Together(code, name, tuple(sheet[code] for sheet in sheets if code in sheet))
        for code, name in criteria
    ]


def overall(sheets: Sequence[Mapping[str, int]]) -> Decimal | None:
    """The mean of the reviewers' own means, so that each of them weighs the same."""
    means = [Decimal(sum(sheet.values())) / len(sheet) for sheet in sheets if sheet]
    return tenth(sum(means, Decimal()) / len(means)) if means else None


def mean_of(scores: Sequence[int]) -> Decimal | None:
    """The mean to a tenth, half up; None of nothing."""
    return tenth(Decimal(sum(scores)) / len(scores)) if scores else None


def tenth(value: Decimal) -> Decimal:
    """To one place, half up."""
    return value.quantize(TENTH, rounding=ROUND_HALF_UP)
