"""Workbooks as tables of text, with what a table of text cannot show: merged cells, formulas."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from core.archive import ARCHIVE_START, names_in
from core.workbook import is_moderate
from surveys.instruments.formats.report import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

    # What calamine gives for a cell.
    Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

OLD_START = b"\xd0\xcf\x11\xe0"  # .xls, and what is locked by a password
LONGEST_CELL = 32_767  # as long as a spreadsheet allows
MOST_COLUMNS = 2_000
MOST_CELLS = 1_000_000  # of a sheet
UNPACKED_LIMIT = 50 * 1024 * 1024  # bytes; the largest form we know has not one
# What broken parts of a workbook raise; unknown encodings of their XML are lookup errors.
BROKEN = (
    *(LookupError, ValueError, ParseError, DefusedXmlException),
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Sheet:
    """A table; row and column numbers are those that a spreadsheet shows."""

    name: str
    rows: list[tuple[int, list[str]]]
    is_hidden: bool
    merged: tuple[str, ...]  # "A2:A5"
    formulas: tuple[str, ...]  # "C7"


@dataclass(frozen=True)
class Book:
    """A workbook. An old one (.xls) does not say which of its cells are formulas."""

    sheets: list[Sheet]
    has_macros: bool
    is_old: bool


def read_book(content: bytes) -> Book:
    """Every sheet as text. Raises Unreadable."""
    is_old = content.startswith(OLD_START)
    if not is_old:
        _refuse_others(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except CalamineError as broken:
        words = "The workbook cannot be opened: it is broken or locked by a password. "
        raise Unreadable(words + "Save it again as XLSX without a password.") from broken
    hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    formulas = {} if is_old else _formulas(content)
    sheets = [_sheet(one, one.name in hidden, formulas.get(one.name, ())) for one in found]
    macros = b"V\x00B\x00A\x00" in content if is_old else "vbaproject.bin" in names_in(content)
    return Book(sheets, macros, is_old)


def _refuse_others(content: bytes) -> None:
    names = names_in(content) if content.startswith(ARCHIVE_START) else []
    if "workbook.xml" not in names:
        raise Unreadable("This is no workbook. Choose an XLSForm that was saved as .xlsx or .xls.")
    if _unpacked(content) > UNPACKED_LIMIT or not is_moderate(content):
        words = "The workbook is broken, or unpacks to far more than any form."
        raise Unreadable(f"{words} Save only its sheets survey, choices and settings.")


def _unpacked(content: bytes) -> int:
    """How large the parts say they are; what lies about it ends at the check after this one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        return 0


def _sheet(sheet: CalamineSheet, is_hidden: bool, formulas: tuple[str, ...]) -> Sheet:
    if sheet.total_width > MOST_COLUMNS or sheet.total_height * sheet.total_width > MOST_CELLS:
        words = f"The sheet {sheet.name} is larger than any form."
        raise Unreadable(f"{words} Delete its empty rows and columns and save it again.")
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = sheet.merged_cell_ranges or []
    for (top, left), (bottom, right) in merged:
        if left == right:  # one name beside several rows is meant for each of them
            for row in rows[top + 1 : bottom + 1]:
                if left < len(row):
                    row[left] = row[left] or rows[top][left]
    return Sheet(
        sheet.name,
        [(number, row) for number, row in enumerate(rows, start=1) if any(row)],
        is_hidden,
        tuple(f"{_place(*start)}:{_place(*end)}" for start, end in merged),
        formulas,
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()  # as the spreadsheet shows it
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet stores 1 as 1.0
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()[:LONGEST_CELL]


def _place(row: int, column: int) -> str:
    """How a spreadsheet calls a cell; both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _formulas(content: bytes) -> dict[str, tuple[str, ...]]:
    """The cells that hold formulas, by the name of their sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {
                name: tuple(_formula_cells(packed, path)) for name, path in _paths(packed).items()
            }
    except BROKEN as broken:
        words = "The workbook is not built as workbooks are. Save it again as XLSX."
        raise Unreadable(words) from broken


def _paths(packed: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet lies in the file."""
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = fromstring(packed.read("xl/workbook.xml"))
    found = {}
    for sheet in book.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(LINK), "")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if path in packed.namelist():
            found[sheet.get("name", "")] = path
    return found


def _formula_cells(packed: zipfile.ZipFile, path: str) -> Iterator[str]:
    with packed.open(path) as part:
        for _, element in iterparse(part):
            if element.tag == f"{MAIN}c" and element.find(f"{MAIN}f") is not None:
                yield element.get("r", "?")
            if element.tag == f"{MAIN}row":
                element.clear()  # what was looked at need not stay in memory
