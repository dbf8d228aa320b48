"""CSV text and workbooks as one plain table of text cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from network.directory.encoding import decode
from network.directory.workbook import is_moderate

if TYPE_CHECKING:
    from collections.abc import Callable

    # What calamine gives for a cell.
    Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

ARCHIVE_START = b"PK\x03\x04"
WORKBOOK_STARTS = (ARCHIVE_START, b"\xd0\xcf\x11\xe0")
DELIMITERS = (",", ";", "\t", "|")
# Exports put titles above the header; further down it is data.
HEADER_WITHIN = 15


class Unreadable(Exception):
    """The file cannot be opened as a table."""


@dataclass(frozen=True)
class Table:
    """A header and the rows under it; row numbers are those that a spreadsheet shows."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str


def read_table(content: bytes, *, known: Callable[[list[str]], int]) -> Table:
    """The table in a CSV or XLSX file.

    `known` says how many columns of a row it knows by name: the row with most is the header.
    """
    if content.startswith(WORKBOOK_STARTS):
        return max(
            (_table(rows, "workbook", known) for rows in _sheets(content)),
            key=lambda table: known(table.header),
        )
    text, encoding = decode(content)
    return _table(_csv_rows(text), encoding, known)


def _table(rows: list[list[str]], encoding: str, known: Callable[[list[str]], int]) -> Table:
    if not any(any(row) for row in rows):
        raise Unreadable("The file is empty. Choose a file with a header and rows under it.")
    top = rows[:HEADER_WITHIN]
    # Of two rows that know as many columns the upper one wins: max keeps the first.
    at = max(range(len(top)), key=lambda index: (known(top[index]), any(top[index]) and -index))
    header = _unique(rows[at])
    return Table(
        header,
        [(n, row) for n, row in enumerate(rows, start=1) if n > at + 1 and any(row)],
        encoding,
    )


def _unique(header: list[str]) -> list[str]:
    """A second column of one name gets a number, so that each can be chosen."""
    seen: dict[str, int] = {}
    names = []
    for name in header:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _csv_rows(text: str) -> list[list[str]]:
    start = text[:4000]
    delimiter = max(DELIMITERS, key=start.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as broken:
        raise Unreadable(f"The file is not a readable CSV list: {broken}.") from broken


def _sheets(content: bytes) -> list[list[list[str]]]:
    if content.startswith(ARCHIVE_START) and not is_moderate(content):
        raise Unreadable("The workbook is broken or far too large. Save the list as CSV instead.")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            book.get_sheet_by_index(index).to_python(skip_empty_area=False)
            for index in range(len(book.sheet_names))
        ]
    except CalamineError as broken:
        raise Unreadable("The workbook cannot be opened. Save the list as CSV instead.") from broken
    return [[[_text(cell) for cell in row] for row in sheet] for sheet in sheets]


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet stores 71530 as 71530.0
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
