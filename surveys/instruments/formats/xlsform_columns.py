"""The columns of an XLSForm sheet: which is which, in which language, and which are not ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import our_language
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.formats.words import in_short
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.instruments.formats.report import Report
    from surveys.instruments.formats.sheets import Sheet

# Other names of the same column.
SAME = {
    "list name": "list_name",
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "skippattern": "relevant",
    "calculate": "calculation",
    "requiredmsg": "required_message",
    "readonly": "read_only",
    "count": "repeat_count",
    "repeat count": "repeat_count",
}
IN_LANGUAGES = ("label", "hint")
HEADER_WITHIN = 15
_NAME = re.compile(r"(?P<name>[^:]+?) ?(?:::? ?(?P<language>.+))?\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """`language` as the file says it; "" where it names none."""

    at: int
    head: str
    name: str
    language: str


@dataclass
class Row:
    """A row of a sheet: cells by column, those that a reader used taken out one by one."""

    where: str
    cells: dict[Column, str]
    main: str  # the file's language that stands for English

    def take(self, name: str) -> str:
        """The cell of a column without a language."""
        for column in list(self.cells):
            if column.name == name:
                return self.cells.pop(column)
        return ""

    def peek(self, name: str) -> str:
        """The cell, which stays."""
        return next((cell for column, cell in self.cells.items() if column.name == name), "")

    def about(self, name: str, label: str) -> Row:
        """The row of a loop for one answer, which its words may name."""
        cells = {}
        for column, cell in self.cells.items():
            cell = cell.replace("%(label)s", label).replace("%(name)s", name)
            cells[column] = f"{cell}_{name}" if column.name == "name" else cell
        return Row(self.where, cells, self.main)

    def words(self, name: str) -> dict[str, str]:
        """A column's words in our languages; those in others stay."""
        found: dict[str, str] = {}
        for column in list(self.cells):
            if column.name != name:
                continue
            language = language_of(column.language, self.main)
            if language is not None and language not in found:
                found[language] = self.cells.pop(column)
        return found

    def left(self) -> Iterator[tuple[Column, str]]:
        """Cells that nobody used."""
        yield from self.cells.items()


def language_of(said: str, main: str) -> str | None:
    """Our code of a column's language; the file's main one stands where English does."""
    if said == main or not said:
        return ENGLISH
    return our_language(said)


def main_language(sheet_columns: list[Column], default: str) -> str:
    """English where there is some, else the default, else the first that there is."""
    said = [c.language for c in sheet_columns if c.name == "label"]
    for language in said:
        if language and our_language(language) == ENGLISH:
            return language
    if "" in said:
        return ""
    by_name = {language.casefold(): language for language in said}
    return by_name.get(default.casefold(), said[0] if said else "")


def columns_of(sheet: Sheet, needed: str, report: Report) -> tuple[list[Column], int]:
    """The columns, and the number of the row that holds their names; that row has `needed`."""
    for number, row in sheet.rows[:HEADER_WITHIN]:
        columns = list(_named(row))
        if any(column.name == needed for column in columns):
            return _once(columns, sheet, number, report), number
        words = in_short(" | ".join(cell for cell in row if cell), 200)
        report.left_out(f"{sheet.name}, row {number}", "row above the header", f"Not read: {words}")
    raise Unreadable(
        f"The sheet {sheet.name} has no column “{needed}”. Name its columns in the first row."
    )


def rows_of(
    sheet: Sheet, columns: list[Column], header: int, main: str, report: Report
) -> Iterator[Row]:
    """The rows under the header; a second header is told and passed over."""
    heads = {column.at: column.head.casefold() for column in columns}
    for number, cells in sheet.rows:
        if number <= header:
            continue
        where = f"{sheet.name}, row {number}"
        filled = {at: cell for at, cell in enumerate(cells) if cell}
        if len(filled) > 1 and all(heads.get(at) == cell.casefold() for at, cell in filled.items()):
            report.left_out(where, "row", "It repeats the names of the columns.")
            continue
        stray = [cell for at, cell in filled.items() if at not in heads]
        if stray:
            words = in_short(" | ".join(stray), 200)
            report.left_out(where, "cells outside the named columns", f"Not read: {words}")
        found = {column: filled[column.at] for column in columns if column.at in filled}
        if found:
            yield Row(where, found, main)


def _named(row: list[str]) -> Iterator[Column]:
    for at, head in enumerate(row):
        head = " ".join(head.split())
        match = _NAME.match(head)
        if match is None:
            continue
        name = match["name"].casefold()
        language = (match["language"] or "").strip()
        if name == "media" or name.startswith("bind"):
            name, language = head.casefold(), ""
        yield Column(at, head, SAME.get(name, name), language)


def _once(columns: list[Column], sheet: Sheet, header: int, report: Report) -> list[Column]:
    """The first of each name; what further ones hold is told."""
    kept: dict[tuple[str, str], Column] = {}
    for column in columns:
        key = (column.name, column.language.casefold())
        if key not in kept:
            kept[key] = column
            continue
        first = kept[key].at
        other = [
            f"row {number}: “{in_short(row[column.at], 60)}”"
            for number, row in sheet.rows
            if number > header and row[column.at] and row[column.at] != row[first]
        ]
        words = f"The column “{column.head}” is there twice, and only the first is read. "
        words += f"The second differs in {'; '.join(other)}." if other else "Both say the same."
        report.left_out(f"{sheet.name}, row {header}", "column", words)
    return list(kept.values())
