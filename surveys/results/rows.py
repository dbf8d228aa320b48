"""Released figures as the rows that pages draw: words, bars on one zero line, intervals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from core import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from surveys.results.figures import BaseFigures, ItemFigures, UnitFigures
    from surveys.results.readers import AskedItem, Line

HIDDEN_CODE = -96  # the same in every export (disclosure.md 3)
ORDERS = {"asked": "As asked", "high": "Highest agreement", "low": "Lowest agreement"}


def hidden_words(threshold: int) -> str:
    """The one mark in words, for small cells and for those that protect them."""
    return f"hidden: fewer than {threshold} here or beside it"


def percent_text(cell: ItemFigures | None) -> str:
    """ "44%", "90% or more" for a coded cell, empty where the percent is hidden."""
    if cell is None:
        return ""
    if cell.coded is not None:
        return cell.coded.replace(" %", "%")
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
class ItemRow:
    """One item of one unit, with the network's percent beside it."""

    item: AskedItem
    cell: ItemFigures | None
    bar: charts.AnswersBar | None
    network: str

    @property
    def percent(self) -> str:
        """As printed; empty where it is hidden."""
        return percent_text(self.cell)

    @property
    def interval(self) -> str:
        """As printed."""
        return interval_text(self.cell)

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this item is told here."""
        return self.cell is None

    @property
    def hides_percent(self) -> bool:
        """Whether the number of answers is told, but no percent."""
        return self.item.has_percent and not self.percent

    @property
    def parts(self) -> list[int | None]:
        """Percent of each option for the table; None where the bars are hidden."""
        if self.cell is None or self.cell.labels is None:
            return [None] * len(self.item.labels)
        return list(self.cell.labels)


@dataclass(frozen=True, slots=True)
class Section:
    """Items of a page of the form that share a scale, and so one zero line."""

    title: str
    scale: charts.Scale
    rows: tuple[ItemRow, ...]

    @property
    def legend(self) -> list[charts.LegendEntry]:
        """Colors of the bars."""
        return charts.legend(self.scale)

    @property
    def zero(self) -> float | None:
        """Where the zero line of all its bars stands."""
        return next((row.bar.zero for row in self.rows if row.bar is not None), None)

    @property
    def left_word(self) -> str:
        """The answer left of zero."""
        return self.scale.options[self.scale.disagree - 1] if self.scale.disagree else ""

    @property
    def right_word(self) -> str:
        """The answer right of zero."""
        return self.scale.options[-self.scale.agree] if self.scale.agree else ""

    @property
    def shows_neutral(self) -> bool:
        """Whether some row fills the column of the middle answer."""
        return self.scale.neutral and self.zero is not None

    @property
    def hides_bars(self) -> bool:
        """Whether a shown item has no bars: they need more answers than a percent."""
        return any(row.cell is not None and row.bar is None for row in self.rows)

    @property
    def favorable_words(self) -> str:
        """What the percents count."""
        return self.rows[0].item.favorable_words


def sections(
    items: Iterable[AskedItem], own: UnitFigures, network: UnitFigures | None, order: str = "asked"
) -> list[Section]:
    """The items of a form by section, bars on a common zero line in each."""
    return [
        _section(title, list(group), own, network, order)
        for (title, _), group in groupby(items, key=_section_of)
    ]


def _section_of(item: AskedItem) -> tuple[str, tuple[str, ...]]:
    return item.section, item.labels


def _section(
    title: str,
    items: Sequence[AskedItem],
    own: UnitFigures,
    network: UnitFigures | None,
    order: str,
) -> Section:
    ordered = in_order(items, own.items, order)
    cells = [own.items[item.code] for item in ordered]
    spread = [cell.labels for cell in cells if cell is not None and cell.labels is not None]
    bars = iter(charts.diverging(items[0].scale, spread))
    rows = []
    for item, cell in zip(ordered, cells, strict=True):
        bar = next(bars) if cell is not None and cell.labels is not None else None
        beside = percent_text(network.items[item.code]) if network is not None else ""
        rows.append(ItemRow(item, cell, bar, f"network {beside}" if beside else ""))
    return Section(title, items[0].scale, tuple(rows))


def in_order(
    items: Sequence[AskedItem], cells: Mapping[str, ItemFigures | None], order: str
) -> list[AskedItem]:
    """As asked, or by percent; what is hidden comes last, in the order of the form."""
    if order not in {"high", "low"}:
        return list(items)
    sign = -1 if order == "high" else 1
    shown = []
    for item in items:
        cell = cells[item.code]
        if cell is not None and cell.percent_1 is not None:
            shown.append((sign * cell.percent_1, item))
    by_percent = [item for _, item in sorted(shown, key=_first)]
    return by_percent + [item for item in items if item not in by_percent]


def _first(pair: tuple[float, AskedItem]) -> float:
    return pair[0]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in a list: its percent with interval, or the mark."""

    line: Line
    under: str
    compare: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether no percent of this unit is told."""
        return not percent_text(self.line.cell)

    @property
    def answered(self) -> str:
        """ "64 of 84", empty where participation is hidden."""
        return "" if self.line.base is None else answered_text(self.line.base)

    @property
    def percent(self) -> str:
        """As printed."""
        return percent_text(self.line.cell)

    @property
    def interval_words(self) -> str:
        """As printed."""
        return interval_text(self.line.cell)

    @property
    def interval(self) -> charts.Interval | None:
        """Dot and line; None where the percent is hidden or coded."""
        cell = self.line.cell
        if cell is None or cell.percent_1 is None:
            return None
        drawn = charts.interval(cell.percent_1, cell.low_1, cell.high_1, self.compare)
        # Rounding the rounded decimal again could print another whole percent.
        return replace(drawn, percent=self.percent, text=self.interval_words)


def explanation(item: AskedItem, cell: ItemFigures, base: BaseFigures | None) -> list[str]:
    """How the number came about, in sentences; only for a cell with a plain percent."""
    people = "person" if cell.agree == 1 else "people"
    said = [
        f"{cell.agree} {people} answered “{item.favorable_words}”. {cell.agree} of {cell.n} valid"
        f" answers is {cell.percent_1}%, shown as {cell.percent}% (half is rounded up)."
    ]
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
