"""Rows right under the header that say what columns are, and not what people answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory.rows import BadCell
from surveys.collection.arrivals.values import USUAL_MARKS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.collection.arrivals.columns import Column


def headers_among(
    top: Sequence[Sequence[str]], columns: Sequence[Column], header: Sequence[str]
) -> int:
    """How many of the first rows are further headers.

    Up to a row with an export's own ids, a wording or the columns' own names; and a row in which
    words stand under several questions and none of them is an answer.
    """
    said = [at for at, cells in enumerate(top) if _says_what_columns_are(cells, columns, header)]
    headers = said[-1] + 1 if said else 0
    while headers < len(top) and _answers_nothing(top[headers], columns):
        headers += 1
    return headers


def _says_what_columns_are(
    cells: Sequence[str], columns: Sequence[Column], header: Sequence[str]
) -> bool:
    if any('"ImportId"' in cell for cell in cells):
        return True
    said = [plain(cell) for cell in cells]
    wordings = {plain(column.question.wording) for column in columns}
    if any(cell in wordings for cell in said if cell):
        return True
    return any(cell and cell == plain(name) for cell, name in zip(said, header, strict=False))


def _answers_nothing(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    told = [
        (column, cells[column.place])
        for column in columns
        if column.question.slot is not None
        and column.place < len(cells)
        and plain(cells[column.place]) not in USUAL_MARKS
    ]
    # A single odd cell is a fault of its row.
    return len(told) > 1 and not any(
        _is_answer(column, cell) or _is_number(cell) for column, cell in told
    )


def _is_answer(column: Column, cell: str) -> bool:
    try:
        column.cells.read(cell, column.plan.column)
    except BadCell:
        return False
    return True


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
