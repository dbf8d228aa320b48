"""Workbooks (XLSX and XLS) as rows of text; formulas by their last value, macros never run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from itertools import islice
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from core.archive import ARCHIVE_START, names_in
from core.workbook import CELL_LIMIT, CHUNK, is_moderate
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet

    # What calamine gives for a cell.
    Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

WORKBOOK_STARTS = (ARCHIVE_START, b"\xd0\xcf\x11\xe0")
TOP = 15
FORMULAS = "Cells are formulas: the value they last had was taken."
ERRORS = "Cells show errors such as #N/A; they were read as empty."
# What a sheet has where a cell is one of these.
SIGNS = {b"<f>": FORMULAS, b"<f ": FORMULAS, b't="e"': ERRORS}
TOO_LARGE = "The workbook is broken or far too large. Save the sheet as CSV instead."


class WorkbookFile:
    """The sheet of a workbook whose header the map knows best, or the one it names."""

    encoding = "workbook"

    def __init__(
        self, path: Path, *, known: Callable[[Sequence[str]], int], sheet: str = ""
    ) -> None:
        """Raises CannotBringIn for what is no workbook, is broken, or unpacks to too much."""
        content = path.read_bytes()
        self.notes: list[str] = []
        self.labels: Mapping[str, Mapping[str, str]] = {}
        self.missing: Mapping[str, Sequence[tuple[float, float]]] = {}
        if content.startswith(ARCHIVE_START):
            self._look_inside(content)
        self.sheet = self._chosen(_sheets(content), known, sheet)
        self.total = self.sheet.total_height
        if self.sheet.merged_cell_ranges:
            self.notes.append("Cells are merged: what they say counts for the first of them alone.")

    def rows(self) -> Iterator[list[str]]:
        """All rows of the sheet; those above its first cell are empty."""
        for row in self.sheet.iter_rows():
            yield [_text(cell) for cell in row]

    def _look_inside(self, content: bytes) -> None:
        names = names_in(content)
        if names and "workbook.xml" not in names:
            shown = ", ".join(names[:5])
            raise CannotBringIn(f"This archive is no workbook: it holds {shown}. Unpack it first.")
        if not is_moderate(content):
            raise CannotBringIn(TOO_LARGE)
        if any(name.startswith("vbaproject") for name in names):
            self.notes.append("The workbook holds macros; they were not run.")
        self.notes += sorted(_signs_in(content))

    def _chosen(
        self,
        sheets: Sequence[CalamineSheet],
        known: Callable[[Sequence[str]], int],
        name: str,
    ) -> CalamineSheet:
        named = [sheet for sheet in sheets if sheet.name.casefold() == name.casefold()]
        if name and not named:
            shown = ", ".join(sheet.name for sheet in sheets)
            raise CannotBringIn(f"The workbook has no sheet {name}. Its sheets are {shown}.")
        chosen = named[0] if named else max(sheets, key=lambda sheet: _best(sheet, known))
        others = [sheet.name for sheet in sheets if sheet.name != chosen.name]
        if others:
            told = f"The sheet {chosen.name} was read, and not {', '.join(others)}."
            self.notes.append(told)
        return chosen


def _sheets(content: bytes) -> list[CalamineSheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
    except CalamineError as broken:
        raise CannotBringIn(
            "The workbook cannot be opened. Save the sheet as CSV instead."
        ) from broken
    if not found:
        raise CannotBringIn("The workbook has no sheet. Save the table as CSV instead.")
    if any(sheet.total_height * sheet.total_width > CELL_LIMIT for sheet in found):
        raise CannotBringIn(TOO_LARGE)
    return found


def _best(sheet: CalamineSheet, known: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """How many columns the map knows in the row with most of them; then the size."""
    top = ([_text(cell) for cell in row] for row in islice(sheet.iter_rows(), TOP))
    return max((known(row) for row in top), default=0), sheet.total_height


def _signs_in(content: bytes) -> set[str]:
    """What is told of formulas and errors."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            if part.filename.lower().startswith("xl/worksheets/sheet"):
                with packed.open(part) as opened:
                    rest = b""
                    while chunk := opened.read(CHUNK):
                        found |= {words for sign, words in SIGNS.items() if sign in rest + chunk}
                        rest = chunk[-4:]
    return found


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.replace("\0", "").strip()  # PostgreSQL has no such character
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet stores 4 as 4.0
    if isinstance(cell, dt.date | dt.datetime):
        return cell.isoformat()
    return str(cell)
