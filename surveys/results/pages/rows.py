"""Released figures of one unit as the rows that pages draw: percents, intervals, bars in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import charts, stacks
from surveys.results.engine.statistics import agreeing, item_nonresponse, percent_agree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.results.engine.figures import BaseFigures, ItemFigures, UnitFigures
    from surveys.results.pages.readers import AskedItem

HIDDEN_CODE = -96  # the same in every export (disclosure.md 3)


def hidden_words(threshold: int) -> str:
    """The one mark in words, for small cells and for those that protect them."""
    return f"hidden: fewer than {threshold} here or beside it"


def percent_text(cell: ItemFigures | None) -> str:
    """ "44%", "90% or more" for a coded cell, empty where the percent is hidden."""
    if cell is None:
        return ""
    if cell.coded is not None:
        return cell.coded
    return "" if cell.percent is None else f"{cell.percent}%"


def interval_text(cell: ItemFigures | None) -> str:
    """ "42–47", in words where everyone answered, empty where there is none."""
    if cell is None or cell.agree is None:
        return ""
    if cell.low is None or cell.high is None:
        return "everyone answered" if cell.census else ""
    return f"{cell.low}–{cell.high}"


def answered_text(base: BaseFigures) -> str:
    """ "64 of 84"."""
    return f"{base.submitted} of {base.staff}"


@dataclass(frozen=True, slots=True)
class Beside:
    """Another unit whose figures stand beside one's own: the own service center, the network."""

    name: str
    figures: UnitFigures

    def said(self, item: AskedItem, own: ItemFigures | None) -> str:
        """ "network 44%", "network hidden"; of a list without agreement, its share of the answer
        that is most frequent here.
        """
        cell = self.figures.items[item.code]
        if item.has_percent:
            found = percent_text(cell)
        elif own is None or own.labels is None:
            return ""
        else:
            found = most_frequent(item, cell, own)[1]
        return f"{self.name} {found or 'hidden'}"


def most_frequent(
    item: AskedItem, cell: ItemFigures | None, by: ItemFigures | None = None
) -> tuple[str, str]:
    """The answer given most often (or that of `by`) and its percent; empty where hidden."""
    if cell is None or cell.counts is None or cell.labels is None:
        return "", ""
    counts = (by.counts if by is not None else None) or cell.counts
    top = [at for at, count in enumerate(counts) if count == max(counts)]
    words = " and ".join(item.labels[at] for at in top)
    return words, f"{sum(cell.labels[at] for at in top)}%"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of one unit, with the percents of the units beside it."""

    item: AskedItem
    cell: ItemFigures | None
    bar: charts.AnswersBar | None
    beside: tuple[str, ...]

    @property
    def percent(self) -> str:
        """As printed; of a list without agreement, of the most frequent answer."""
        if self.item.has_percent:
            return percent_text(self.cell)
        return most_frequent(self.item, self.cell)[1]

    @property
    def interval(self) -> str:
        """As printed; of a list without agreement, the most frequent answer instead."""
        if self.item.has_percent:
            return interval_text(self.cell)
        return most_frequent(self.item, self.cell)[0]

    @property
    def dot(self) -> charts.Interval | None:
        """Percent and interval drawn in the place of a hidden bar."""
        if self.bar is not None or self.cell is None or self.cell.percent_1 is None:
            return None
        return charts.interval(self.cell.percent_1, self.cell.low_1, self.cell.high_1)

    @property
    def compare(self) -> str:
        """ "network 44%": the widest comparison stands beside the interval."""
        return self.beside[-1] if self.beside else ""

    @property
    def closer(self) -> str:
        """ "service center 44%", under it."""
        return self.beside[0] if len(self.beside) > 1 else ""

    @property
    def any_percent(self) -> int | None:
        """The wider figure of lists that have one, as any agreement; told with the bars."""
        if self.cell is None or self.cell.counts is None or not self.item.any_favorable:
            return None
        return percent_agree(agreeing(self.cell.counts, self.item.any_favorable), self.cell.n)

    @property
    def missing(self) -> str:
        """ "2 skipped, 5 not applicable"; empty where everybody answered."""
        if self.cell is None:
            return ""
        said = [(self.cell.skipped, "skipped"), (self.cell.na, "not applicable")]
        return ", ".join(f"{count} {words}" for count, words in said if count)

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this item is told here."""
        return self.cell is None

    @property
    def hides_percent(self) -> bool:
        """Whether the number of answers is told, but no percent."""
        return not self.percent

    @property
    def parts(self) -> list[int | None]:
        """Percent of each option for the table; None where the bars are hidden."""
        if self.cell is None or self.cell.labels is None:
            return [None] * len(self.item.labels)
        return list(self.cell.labels)


def legend(item: AskedItem) -> list[charts.LegendEntry]:
    """Colors of an item's bars."""
    return charts.legend(item.scale) if item.has_percent else stacks.legend(item.labels)


def bars(item: AskedItem, cells: Iterable[ItemFigures | None]) -> list[charts.AnswersBar | None]:
    """A bar for each cell that shows its spread, all of one list of answers."""
    spreads = [None if cell is None else cell.labels for cell in cells]
    shown = [spread for spread in spreads if spread is not None]
    if item.has_percent:
        drawn = iter(charts.diverging(item.scale, shown))
    else:
        drawn = iter(stacks.stacked(item.labels, shown))
    return [None if spread is None else next(drawn) for spread in spreads]


def explanation(item: AskedItem, cell: ItemFigures, base: BaseFigures | None) -> list[str]:
    """How the number came about, in sentences; only for a cell with a plain percent."""
    people = "person" if cell.agree == 1 else "people"
    said = [
        f"{cell.agree} {people} answered “{item.favorable_words}”. {cell.agree} of {cell.n} valid"
        f" answers is {cell.percent_1}%, shown as {cell.percent}% (half is rounded up)."
    ]
    if base is not None and cell.skipped:
        share = item_nonresponse(cell.skipped, base.submitted)
        said.append(f"{cell.skipped} of {base.submitted} who answered skipped it ({share}%).")
    if item.neutral is not None:
        said.append(
            f"Blank answers are left out; “{item.labels[item.neutral - 1].lower()}” counts."
        )
    else:
        said.append("Blank answers are left out.")
    if cell.census:
        said.append("Everybody in the frame answered, so there is no interval.")
    elif cell.low_1 is not None and base is not None:
        said.append(
            f"The 95% interval {cell.low_1}–{cell.high_1} is Wilson’s, corrected for a frame of"
            f" {base.staff}."
        )
    return said
