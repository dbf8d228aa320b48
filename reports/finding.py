"""The one finding of an overview: an item in words, with its bars now and before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import charts
from reports.headlines import CONDITION, Headline
from surveys.results.engine.assembled import wave_change
from surveys.results.pages import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.waves import WaveFigures
    from surveys.results.engine.figures import ItemFigures
    from surveys.results.engine.statistics import Change
    from surveys.results.pages.readers import AskedItem


def chosen_item(items: Sequence[AskedItem]) -> AskedItem:
    """The item that overviews speak about; where it is not asked, the first with a percent."""
    with_percent = [item for item in items if item.has_percent]
    named = [item for item in with_percent if item.code == CONDITION.code]
    return [*named, *with_percent, *items][0]


def headline_of(item: AskedItem) -> Headline:
    """How the item is said in short; an item without a headline speaks in its own words."""
    if item.code == CONDITION.code:
        return CONDITION
    return Headline(item.code, item.title, f"said “{item.favorable_words}”: {item.title}")


@dataclass(frozen=True)
class BarOfWave:
    """One wave's bar."""

    name: str
    bar: charts.AnswersBar


@dataclass(frozen=True)
class Finding:
    """An item of one place, now and, where that is told too, one wave before."""

    now: WaveFigures
    before: WaveFigures | None
    item: AskedItem
    schools: int
    is_comparable: bool

    @property
    def cell(self) -> ItemFigures | None:
        """The figures now; None where they are hidden."""
        return self.now.own.items[self.item.code]

    @property
    def cell_before(self) -> ItemFigures | None:
        """The figures one wave before, if the question is comparable and they are shown."""
        if self.before is None or not self.is_comparable:
            return None
        return self.before.own.items.get(self.item.code)

    @property
    def headline(self) -> Headline:
        """The item in few words."""
        return headline_of(self.item)

    @property
    def title(self) -> str:
        """ "Less than half of those who answered have time …"; the item alone where hidden."""
        words = None if self.cell is None else self.cell.words
        if words is None:
            return self.headline.short
        return f"{words[0].upper()}{words[1:]} {self.headline.claim}"

    @property
    def percent(self) -> str:
        """As printed; empty where it is hidden."""
        return rows.percent_text(self.cell)

    @property
    def base(self) -> str:
        """ "482 of 700": valid answers of the frozen frame."""
        if self.cell is None or self.now.own.base is None:
            return ""
        return f"{self.cell.n} of {self.now.own.base.staff}"

    @property
    def interval(self) -> str:
        """ "41.9–46.9"."""
        if self.cell is None or self.cell.low_1 is None:
            return ""
        return f"{self.cell.low_1}–{self.cell.high_1}"

    @property
    def change(self) -> Change | None:
        """Against the wave before; None unless both percents are shown."""
        return wave_change(self.cell_before, self.cell)

    @property
    def change_words(self) -> str:
        """ "Up 8 points since spring 2023"; "No clear change" where the interval holds zero."""
        if self.change is None or self.before is None:
            return ""
        if not self.change.is_clear:
            return f"No clear change since {self.before.name}"
        points = abs(self.change.points)
        way = "Up" if self.change.points > 0 else "Down"
        return f"{way} {points} point{'s' if points > 1 else ''} since {self.before.name}"

    @property
    def bars(self) -> list[BarOfWave]:
        """This wave's bar and the one before, on one zero line; empty where hidden."""
        waves = [(self.now, self.cell)]
        if self.before is not None:
            waves.append((self.before, self.cell_before))
        shown = [
            (wave.year, cell.labels)
            for wave, cell in waves
            # Bars of lists with another number of answers share no colors.
            if cell and cell.labels and len(cell.labels) == len(self.item.labels)
        ]
        drawn = charts.diverging(self.item.scale, [labels for _, labels in shown])
        return [BarOfWave(year, bar) for (year, _), bar in zip(shown, drawn, strict=True)]

    @property
    def legend(self) -> list[charts.LegendEntry]:
        """Colors of the bars."""
        return charts.legend(self.item.scale)

    @property
    def options(self) -> list[tuple[str, int, int]]:
        """Answer, count and whole percent, for the table; empty where hidden."""
        if self.cell is None or self.cell.counts is None or self.cell.labels is None:
            return []
        return list(zip(self.item.labels, self.cell.counts, self.cell.labels, strict=True))

    @property
    def explanation(self) -> list[str]:
        """How the number was made; empty where there is none."""
        if self.cell is None or self.cell.agree is None:
            return []
        fewest = self.now.release.threshold
        took_part = (
            f"{self.schools} schools took part; schools with fewer than {fewest} answers count here"
            " but are not shown alone."
        )
        return [*rows.explanation(self.item, self.cell, self.now.own.base), took_part]
