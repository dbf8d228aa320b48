"""What is shown of one unit in one release, question by question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from surveys.results.pages.readers import figures_of, items_of
from surveys.results.pages.rows import percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.collection.models import FrameUnit
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.models import Release, ReleasedUnit
    from surveys.results.pages.readers import AskedItem


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its figures; None where they are hidden."""

    item: AskedItem
    cell: ItemFigures | None

    @property
    def agree(self) -> str:
        """ "44%", or in words where a small group nearly all gave one answer; else empty."""
        return percent_text(self.cell)

    @property
    def interval(self) -> str:
        """ "38% to 51%"; empty where there is none."""
        if self.cell is None or self.cell.low is None:
            return ""
        return f"{self.cell.low}% to {self.cell.high}%"


@dataclass(frozen=True)
class EarlierPage:
    """A unit's figures as a release told them."""

    row: ReleasedUnit

    @property
    def release(self) -> Release:
        """The release that is read."""
        return self.row.release

    @property
    def unit(self) -> FrameUnit:
        """Whose figures they are."""
        return self.row.unit

    @cached_property
    def own(self) -> UnitFigures:
        """Everything that was told of it."""
        return figures_of(self.row)

    @cached_property
    def questions(self) -> Sequence[Question]:
        """In the order of the form."""
        return [Question(item, self.own.items[item.code]) for item in items_of(self.release)]

    @cached_property
    def others(self) -> Sequence[Release]:
        """The other releases of the survey, the newest first."""
        releases = self.release.administration.releases.exclude(pk=self.release.pk)
        return list(releases.order_by("-number"))
