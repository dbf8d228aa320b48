"""The items of a form by section, in the order that was asked for, bars on one zero line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from core import charts
from surveys.results.pages.rows import ItemRow, bars, legend

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.pages.readers import AskedItem
    from surveys.results.pages.rows import Beside

ORDERS = {"asked": "As asked", "high": "Highest first", "low": "Lowest first"}


@dataclass(frozen=True, slots=True)
class Section:
    """Items of a page of the form that share a list of answers, and so one zero line."""

    title: str
    rows: tuple[ItemRow, ...]

    @property
    def item(self) -> AskedItem:
        """Any of them: all share the list of answers."""
        return self.rows[0].item

    @property
    def scale(self) -> charts.Scale:
        """The list of answers."""
        return self.item.scale

    @property
    def has_percent(self) -> bool:
        """Whether some answers count as agreement."""
        return self.item.has_percent

    @property
    def legend(self) -> list[charts.LegendEntry]:
        """Colors of the bars."""
        return legend(self.item)

    @property
    def has_bars(self) -> bool:
        """Whether any bar is drawn."""
        return any(row.bar is not None for row in self.rows)

    @property
    def axis(self) -> list[charts.Tick]:
        """Words over the dots, where no bar is drawn but percents are."""
        dots = not self.has_bars and any(row.dot is not None for row in self.rows)
        return charts.axis() if dots else []

    @property
    def zero(self) -> float | None:
        """Where the zero line of all its bars stands; None without bars or without a zero."""
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
    def percent_words(self) -> str:
        """What the percents count: "Weekly or most days", or the most frequent answer."""
        if not self.has_percent:
            return "Most frequent"
        words = self.item.favorable_words
        return f"{words[:1].upper()}{words[1:]}"


def sections(
    items: Iterable[AskedItem], own: UnitFigures, beside: Sequence[Beside], order: str = "asked"
) -> list[Section]:
    """The items of a form by section, bars on a common zero line in each.

    Where a section asks with several lists of answers, each list has a part and a title of its own.
    """
    parts = [(title, list(group)) for (title, _), group in groupby(items, key=_section_of)]
    titles = Counter(title for title, _ in parts)
    return [
        _section(
            _titled(title, group[0]) if titles[title] > 1 else title, group, own, beside, order
        )
        for title, group in parts
    ]


def _titled(title: str, item: AskedItem) -> str:
    """ "Conditions, not started to district-wide"."""
    return f"{title}, {item.labels[0].lower()} to {item.labels[-1].lower()}"


def _section_of(item: AskedItem) -> tuple[str, tuple[str, ...]]:
    return item.section, item.labels


def _section(
    title: str,
    items: Sequence[AskedItem],
    own: UnitFigures,
    beside: Sequence[Beside],
    order: str,
) -> Section:
    ordered = in_order(items, own.items, order)
    cells = [own.items[item.code] for item in ordered]
    drawn = bars(items[0], cells)
    rows = []
    for item, cell, bar in zip(ordered, cells, drawn, strict=True):
        said = tuple(words for one in beside if (words := one.said(item, cell)))
        rows.append(ItemRow(item, cell, bar, said))
    return Section(title, tuple(rows))


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
