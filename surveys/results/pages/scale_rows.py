"""Scale scores of a unit as rows: mean, deviation, alpha, or the reason why one is not told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import charts
from surveys.results.engine.scales import LEAST_FOR_SPREAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.results.engine.figures import ScaleFigures, UnitFigures
    from surveys.results.models import Release
    from surveys.results.pages.rows import Beside


@dataclass(frozen=True, slots=True)
class ReleasedScale:
    """A scale as it was released: items of one construct with one list of answers."""

    code: str
    name: str
    items: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One scale of one unit, with the means of the units beside it."""

    scale: ReleasedScale
    figures: ScaleFigures | None
    beside: tuple[str, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this scale is told here."""
        return self.figures is None

    @property
    def mean(self) -> str:
        """ "3.42"."""
        return "" if self.figures is None else f"{self.figures.mean:.2f}"

    @property
    def dot(self) -> float:
        """Where the mean stands between the lowest and the highest answer, in percent."""
        if self.figures is None or self.scale.points < 2:
            return 0.0
        return round((self.figures.mean - 1) / (self.scale.points - 1) * 100, 2)

    @property
    def deviation(self) -> str:
        """ "0.91", or why it is not told."""
        if self.figures is None:
            return ""
        if self.figures.sd is not None:
            return f"{self.figures.sd:.2f}"
        return self._why_no_spread

    @property
    def alpha(self) -> str:
        """ "0.87", or why it is not computed."""
        found = self.figures
        if found is None:
            return ""
        if found.alpha is not None:
            return f"{found.alpha:.2f}"
        if found.sd is None:
            return self._why_no_spread
        if found.complete is None:
            return f"not computed: fewer than {LEAST_FOR_SPREAD} answered every item"
        return "not computed: all answered alike"

    @property
    def _why_no_spread(self) -> str:
        if self.figures is not None and self.figures.n < LEAST_FOR_SPREAD:
            return f"not computed: fewer than {LEAST_FOR_SPREAD} people"
        return "not computed: it would tell of a small group beside it"


def scales_of(release: Release) -> list[ReleasedScale]:
    """The scales of a release, in the order of the form."""
    return [
        ReleasedScale(one["code"], one["name"], tuple(one["items"]), one["points"])
        for one in release.scales
    ]


def scale_rows(
    scales: Sequence[ReleasedScale], own: UnitFigures, beside: Sequence[Beside]
) -> list[ScaleRow]:
    """The scales of one unit."""
    return [
        ScaleRow(
            scale,
            own.scales.get(scale.code),
            tuple(f"{one.name} {_mean(one.figures.scales, scale.code)}" for one in beside),
        )
        for scale in scales
    ]


def axis(scale: ReleasedScale) -> list[charts.Tick]:
    """The answers' codes over the dots: 1 to the number of answers."""
    steps = max(scale.points - 1, 1)
    return [
        charts.Tick(
            round(100 / steps * at, 2),
            str(at + 1),
            "start" if at == 0 else "end" if at == steps else "middle",
        )
        for at in range(steps + 1)
    ]


def _mean(scales: Mapping[str, ScaleFigures | None], code: str) -> str:
    found = scales.get(code)
    return "hidden" if found is None else f"{found.mean:.2f}"
