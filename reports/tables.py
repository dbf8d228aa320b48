"""The tables of an overview as downloads: what the page shows, and the code where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.pages import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.overview import Overview, PlaceRow

FIGURES = (
    "staff asked",
    "forms sent",
    "response rate",
    "n",
    "answers that agree",
    "percent",
    "percent with one decimal",
    "interval low",
    "interval high",
    "note",
)


def centers_table(shown: Overview) -> Iterator[list[object]]:
    """One row per service center, and the network."""
    yield ["service center", "schools", "item", *FIGURES]
    for place in [*shown.centers, shown.whole]:
        yield [place.row.line.name, place.schools, *_figures(shown, place)]


def schools_table(shown: Overview) -> Iterator[list[object]]:
    """One row per school of the frame, shown or hidden."""
    yield ["school", "service center", "item", *FIGURES]
    for place in shown.schools:
        yield [place.row.line.name, place.center, *_figures(shown, place)]


def _figures(shown: Overview, place: PlaceRow) -> list[object]:
    hidden = rows.HIDDEN_CODE
    line = place.row.line
    base, cell = line.base, line.cell
    taken_part = [hidden] * 3 if base is None else [base.staff, base.submitted, base.rate_1]
    percent: list[object] = [hidden, place.row.percent or hidden, *[hidden] * 3]
    note = rows.hidden_words(shown.now.release.threshold)
    if cell is not None and cell.agree is not None:
        ends = ["" if end is None else end for end in (cell.low_1, cell.high_1)]
        percent = [cell.agree, cell.percent, cell.percent_1, *ends]
        note = ""
    n = hidden if cell is None else cell.n
    return [shown.finding.item.code, *taken_part, n, *percent, note]
