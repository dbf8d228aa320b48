"""The table that a results page is downloaded as: what is shown, and the code where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.collection.models import FrameUnit
from surveys.results import rows
from surveys.results.models import ReleasedUnit
from surveys.results.readers import AskedItem, figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.results.figures import ItemFigures, UnitFigures
    from surveys.results.page import ResultsPage

Kind = FrameUnit.Kind
HEAD = (
    "level", "name", "section", "code", "item", "staff asked", "forms sent", "n", "skipped",
    "does not apply", "answers that agree", "percent", "percent with one decimal", "interval low",
    "interval high", "mean",
)  # fmt: skip


def table(page: ResultsPage) -> Iterator[list[object]]:
    """The page's unit and those listed under it, for every item. A hidden figure is −96."""
    options = max(len(item.labels) for item in page.items)
    yield [*HEAD, *(f"option {place + 1}" for place in range(options)), "options", "note"]
    for unit, own in _places(page):
        for item in page.items:
            cell = own.items[item.code]
            yield [
                Kind(unit.kind).label,
                unit.name,
                item.section,
                item.code,
                item.wording,
                *_numbers(item, own, cell, options),
                " / ".join(item.labels),
                rows.hidden_words(page.release.threshold) if _hides(item, cell) else "",
            ]


def _places(page: ResultsPage) -> Iterator[tuple[FrameUnit, UnitFigures]]:
    yield page.unit, page.own
    listed = [row.line.pk for row in page.inside]
    found = ReleasedUnit.objects.filter(unit__in=listed, release=page.release).select_related(
        "unit"
    )
    by_unit = {row.unit_id: row for row in found}
    for pk in listed:
        yield by_unit[pk].unit, figures_of(by_unit[pk])


def _hides(item: AskedItem, cell: ItemFigures | None) -> bool:
    """Whether any figure of the row is hidden."""
    if cell is None or cell.counts is None:
        return True
    return item.has_percent and cell.agree is None


def _numbers(
    item: AskedItem, own: UnitFigures, cell: ItemFigures | None, options: int
) -> list[object]:
    """From staff to the last option, in the order of the head."""
    hidden = rows.HIDDEN_CODE
    base = own.base
    taken_part = [hidden, hidden] if base is None else [base.staff, base.submitted]
    spare = [""] * (options - len(item.labels))
    if cell is None:
        return [*taken_part, *[hidden] * (9 + len(item.labels)), *spare]
    bars = [hidden] * (len(item.labels) + 1) if cell.counts is None else [cell.mean, *cell.counts]
    return [*taken_part, cell.n, cell.skipped, cell.na, *_percent(item, cell), *bars, *spare]


def _percent(item: AskedItem, cell: ItemFigures) -> list[object]:
    """Agreeing answers, percent, percent with one decimal, and both ends of the interval."""
    if not item.has_percent:
        return [""] * 5
    if cell.agree is None:
        coded = rows.percent_text(cell)
        return [rows.HIDDEN_CODE, coded or rows.HIDDEN_CODE, *[rows.HIDDEN_CODE] * 3]
    ends = ["" if end is None else end for end in (cell.low_1, cell.high_1)]
    return [cell.agree, cell.percent, cell.percent_1, *ends]
