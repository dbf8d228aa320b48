"""CSV text and workbooks as one plain table of text cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from core.archive import ARCHIVE_START, names_in
from core.encoding import decode
from core.workbook import CELL_LIMIT, is_moderate

if TYPE_CHECKING:
    from collections.abc import Callable

    # What calamine gives for a cell.
    Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

WORKBOOK_STARTS = (ARCHIVE_START, b"\xd0\xcf\x11\xe0")
DELIMITERS = (",", ";", "\t", "|")
# Hundreds are usual, thousands are not; as text a file may not unpack to more than a workbook may.
MOST_COLUMNS = 2_000
LONGEST_CELL = 100_000
# Our own exports put an apostrophe before what a spreadsheet would run as a formula.
GUARDED = re.compile("'[=+\\-@\t\r]")
# Exports put titles above the header; further down it is data.
HEADER_WITHIN = 15


# What our file of faulty rows adds to each of them.
ADDED = ("row", "column", "reason")


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
    return _table(_csv_rows(text, known), encoding, known)


def _table(rows: list[list[str]], encoding: str, known: Callable[[list[str]], int]) -> Table:
    if not any(any(row) for row in rows):
        raise Unreadable("The file is empty. Choose a file with a header and rows under it.")
    top = rows[:HEADER_WITHIN]
    # Of two rows that know as many columns the upper one wins: max keeps the first.
    at = max(range(len(top)), key=lambda index: (known(top[index]), any(top[index]) and -index))
    header = _unique(_own(rows[at]))
    return Table(
        header,
        [(n, row) for n, row in enumerate(rows, start=1) if n > at + 1 and any(row)],
        encoding,
    )


def _own(header: list[str]) -> list[str]:
    """The header without nameless cells at the end of our own file of faults: in a workbook all
    rows are equally long, and what stood beyond the header shall stand beyond it again.
    """
    named = header[:]
    while named and not named[-1]:
        named.pop()
    return named if tuple(named[-len(ADDED) :]) == ADDED else header


def _unique(header: list[str]) -> list[str]:
    """A second column of one name gets a number, so that each can be chosen."""
    seen: dict[str, int] = {}
    names = []
    for name in header:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _csv_rows(text: str, known: Callable[[list[str]], int]) -> list[list[str]]:
    delimiter = _delimiter(text, known)
    _refuse_bombs(text, delimiter)
    return [[_unguarded(cell.strip()) for cell in row] for row in _parsed(text, delimiter)]


def _delimiter(text: str, known: Callable[[list[str]], int]) -> str:
    """What parts the cells: the sign that makes a header people know, else the most frequent."""
    top = "\n".join(text[:20_000].splitlines()[:HEADER_WITHIN])
    return max(
        DELIMITERS,
        key=lambda sign: (
            max((known(line.split(sign)) for line in top.splitlines()), default=0),
            top.count(sign),
        ),
    )


def _refuse_bombs(text: str, delimiter: str) -> None:
    """A file of a few megabytes may hold millions of columns; counted before anything is built."""
    if text.count(delimiter) + text.count("\n") > CELL_LIMIT:
        raise Unreadable(f"The file has more than {CELL_LIMIT:,} cells. Split the list.")
    if any(line.count(delimiter) > MOST_COLUMNS for line in text.splitlines()):
        raise Unreadable(f"A row has more than {MOST_COLUMNS:,} columns, which no list has.")


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise Unreadable(
            "The file is not a readable CSV list: a cell has no end or is longer than "
            f"{LONGEST_CELL:,} characters. Look for a quotation mark that is never closed."
        ) from broken
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise Unreadable(f"A cell is longer than {LONGEST_CELL:,} characters, which no list has.")
    return rows


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def _sheets(content: bytes) -> list[list[list[str]]]:
    if content.startswith(ARCHIVE_START):
        _refuse_other_archives(content)
    if content.startswith(ARCHIVE_START) and not is_moderate(content):
        raise Unreadable("The workbook is broken or far too large. Save the list as CSV instead.")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
    except CalamineError as broken:
        raise Unreadable("The workbook cannot be opened. Save the list as CSV instead.") from broken
    if any(sheet.total_height * sheet.total_width > CELL_LIMIT for sheet in found):
        raise Unreadable("The workbook is broken or far too large. Save the list as CSV instead.")
    if not found:
        raise Unreadable("The workbook has no sheet. Save the list as CSV instead.")
    sheets = [sheet.to_python(skip_empty_area=False) for sheet in found]
    return [[[_text(cell) for cell in row] for row in sheet] for sheet in sheets]


def _refuse_other_archives(content: bytes) -> None:
    names = names_in(content)
    if names and "workbook.xml" not in names:
        shown = ", ".join(names[:5])
        raise Unreadable(
            f"This archive is neither a workbook nor a OneRoster export: it holds {shown}. "
            "Unpack it and upload the list itself."
        )


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet stores 71530 as 71530.0
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
