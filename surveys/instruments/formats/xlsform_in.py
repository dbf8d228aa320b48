"""XLSForm workbooks: the sheets survey, choices and settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from surveys.instruments.formats import xlsform_rows
from surveys.instruments.formats.asked import our_language
from surveys.instruments.formats.draft import Draft
from surveys.instruments.formats.lists import Choice
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.formats.sheets import read_book
from surveys.instruments.formats.words import in_short
from surveys.instruments.formats.xlsform_columns import (
    IN_LANGUAGES,
    columns_of,
    language_of,
    main_language,
    rows_of,
)
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH

if TYPE_CHECKING:
    from surveys.instruments.formats.report import Line, Report, Understood
    from surveys.instruments.formats.sheets import Book, Sheet
    from surveys.instruments.formats.xlsform_columns import Column

FORMAT = "XLSForm"
PIPED = re.compile(r"\$\{[^{}]*\}")
# Columns that are read; what they hold and we cannot keep is told row by row.
UNDERSTOOD = (
    *("type", "name", "list_name", "required", "relevant", "appearance"),
    *("constraint", "parameters"),
)
READ = ("survey", "choices", "settings", "external_choices")
SETTINGS = ("form_title", "form_id", "default_language", "version", "title", "id_string")


@dataclass
class Lists:
    """The choices of the workbook by the name of their list, and whether another sheet has them."""

    where: dict[tuple[str, bool], str] = field(default_factory=dict)
    choices: dict[tuple[str, bool], list[Choice]] = field(default_factory=dict)


def read_xlsform(content: bytes, name: str = "") -> Understood:
    """Raises Unreadable where the workbook is no form."""
    book = read_book(content)
    draft = Draft(FORMAT, PIPED)
    sheets = _sheets(book, draft.report)
    settings = _settings(sheets.get("settings"), draft.report)
    survey = sheets["survey"]
    columns, header = columns_of(survey, "type", draft.report)
    main = main_language(columns, settings.get("default_language", ""))
    _tell_columns(survey, columns, header, main, draft, is_choices=False)
    default = settings.get("default_language", "")
    if not main and default and our_language(default) != ENGLISH:
        words = f"Words without a language are in {default}; they stand in the place of English."
        draft.report.changed(f"{survey.name}, row {header}", "language", words)
    lists = Lists()
    for sheet in ("choices", "external_choices"):
        if sheet in sheets:
            _choices(sheets[sheet], main, draft, lists, is_external=sheet != "choices")
    rows = rows_of(survey, columns, header, main, draft.report)
    used = xlsform_rows.read_rows(draft, rows, lists)
    for key, choices in lists.choices.items():
        if key not in used:
            labels = ", ".join(choice.words.get(ENGLISH) or choice.name for choice in choices)
            words = f"No question that is asked uses it: {in_short(labels, 500)}"
            draft.report.left_out(lists.where[key], f"list of answers “{key[0]}”", words)
    draft.report.lines.sort(key=partial(_place, [sheet.name for sheet in book.sheets]))
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return draft.finish(
        code=settings.get("form_id") or settings.get("id_string") or stem,
        name={ENGLISH: settings.get("form_title") or settings.get("title") or stem},
        source=f"Read from an XLSForm{f', {name}' if name else ''}.",
    )


def _sheets(book: Book, report: Report) -> dict[str, Sheet]:
    """The sheets that are read, by their name in small letters; every other one is told."""
    found: dict[str, Sheet] = {}
    for sheet in book.sheets:
        name = sheet.name.strip().casefold()
        if name in READ and name not in found and (sheet.rows or name == "survey"):
            found[name] = sheet
    others = [sheet for sheet in book.sheets if sheet not in found.values()]
    if "survey" not in found and len(book.sheets) == len(others) == 1:
        found["survey"] = others.pop()
        words = "The only sheet is read as the sheet survey."
        report.changed("Workbook", f"sheet {found['survey'].name}", words)
    if "survey" not in found:
        names = ", ".join(sheet.name for sheet in book.sheets)
        raise Unreadable(f"No sheet of the workbook is named survey. It has {names}.")
    for sheet in book.sheets:
        where, what = "Workbook", f"sheet {sheet.name}"
        if sheet in others:
            words = (
                "It is empty."
                if not sheet.rows
                else (f"An XLSForm has no such sheet; its {len(sheet.rows)} rows are not read.")
            )
            report.left_out(where, what, words)
            continue
        if sheet.is_hidden:
            report.changed(where, what, "The sheet is hidden, and it is read.")
        if sheet.merged:
            words = f"Merged: {_few(sheet.merged)}. What stands beside several rows is read in each"
            report.changed(where, what, f"{words}; otherwise in the first cell.")
        if sheet.formulas:
            words = f"Formulas in {_few(sheet.formulas)}: read as what they showed when last saved."
            report.changed(where, what, words)
    if book.has_macros:
        report.left_out("Workbook", "macros", "Macros are never run or kept.")
    if book.is_old:
        words = "An .xls file does not tell which cells are formulas; what they showed is read."
        report.changed("Workbook", "old format", words)
    return found


def _settings(sheet: Sheet | None, report: Report) -> dict[str, str]:
    """The first row of the sheet settings, each cell told."""
    if sheet is None:
        return {}
    if not sheet.rows:
        report.left_out("Workbook", "sheet settings", "It is empty.")
        return {}
    (_, head), *below = sheet.rows
    names = [" ".join(cell.casefold().split()).replace(" ", "_") for cell in head]
    found: dict[str, str] = {}
    for row_number, row in below:
        where = f"{sheet.name}, row {row_number}"
        for name, cell in zip(names, row, strict=False):
            if not cell:
                continue
            if row_number != below[0][0] or not name or name in found:
                report.left_out(where, name or "cell without a name", f"Not read: {in_short(cell)}")
                continue
            found[name] = cell
            _tell_setting(where, name, cell, report)
    return found


def _tell_setting(where: str, name: str, cell: str, report: Report) -> None:
    said = f"“{in_short(cell)}”"
    if name in ("form_title", "title"):
        report.taken(where, name, f"The name of the instrument: {said}.")
    elif name in ("form_id", "id_string"):
        report.taken(where, name, f"The code of the instrument comes from {said}.")
    elif name == "default_language":
        report.taken(where, name, f"Words without a language are in {said}.")
    elif name == "version":
        report.left_out(where, name, f"Versions are counted here from 1; the file says {said}.")
    else:
        report.left_out(where, name, f"A setting that we do not have: {said}.")


def _tell_columns(
    sheet: Sheet, columns: list[Column], header: int, main: str, draft: Draft, *, is_choices: bool
) -> None:
    """Which languages are read, and which columns stay empty."""
    where = f"{sheet.name}, row {header}"
    filled = {at for number, row in sheet.rows if number > header for at, c in enumerate(row) if c}
    empty, read, unlike = [], [], []
    for column in columns:
        if column.at not in filled:
            empty.append(column.head)
        elif column.name in IN_LANGUAGES and column.language:
            _tell_language(where, column, main, draft)
        elif column.name in (*UNDERSTOOD, *IN_LANGUAGES):
            read.append(column.head)
        elif not is_choices:  # those of choices are told with what they say
            unlike.append(column.head)
    report = draft.report
    for tell, heads, words in (
        (report.taken, read, "Read row by row."),
        (report.left_out, unlike, "We have nothing like it; what it says is told row by row."),
        (report.left_out, empty, "Empty in every row."),
    ):
        if heads:
            plural = "s" if len(heads) > 1 else ""
            tell(where, f"column{plural} {', '.join(heads)}", words)


def _tell_language(where: str, column: Column, main: str, draft: Draft) -> None:
    """A column of words: whether we ask in its language."""
    language = language_of(column.language, main)
    what = f"column {column.head}"
    if language is None:
        words = f"We ask in {' and '.join(IN_ENGLISH.values())} only."
        draft.report.left_out(where, what, words)
    elif language == ENGLISH and our_language(column.language) != ENGLISH:
        words = "There are no words in English; these stand in their place until translated."
        draft.report.changed(where, what, words)
    else:
        draft.report.taken(where, what, f"The words in {IN_ENGLISH[language]}.")
    if language and column.name == "label" and language not in draft.languages:
        draft.languages.append(language)


def _choices(sheet: Sheet, main: str, draft: Draft, lists: Lists, *, is_external: bool) -> None:
    """The lists of a sheet; further columns of it filter answers, which we cannot."""
    if not sheet.rows:
        draft.report.left_out("Workbook", f"sheet {sheet.name}", "It is empty.")
        return
    columns, header = columns_of(sheet, "list_name", draft.report)
    _tell_columns(sheet, columns, header, main, draft, is_choices=True)
    others: dict[Column, list[str]] = {}
    for row in rows_of(sheet, columns, header, main, draft.report):
        name, choice = row.take("list_name"), row.take("name")
        words = row.words("label")
        if not name:
            draft.report.left_out(row.where, "answer", f"It is in no list: “{choice}”.")
            continue
        key = (name, is_external)
        if not choice and not words:
            draft.report.left_out(row.where, f"answer of {name}", "It has no name and no words.")
        else:
            first = lists.choices.setdefault(key, [])
            first.append(Choice(choice or words.get(ENGLISH, ""), words))
            lists.where.setdefault(key, row.where)
        for column, cell in row.left():
            if column.name not in IN_LANGUAGES:  # else of a language that is told at its column
                others.setdefault(column, []).append(f"{choice}: {cell}")
    for column, cells in others.items():
        told = f"Every answer is offered, by its words alone: {in_short('; '.join(cells), 2000)}"
        draft.report.left_out(f"{sheet.name}, row {header}", f"column {column.head}", told)


def _place(sheets: list[str], line: Line) -> tuple[int, int]:
    """Lines of the workbook first, then sheet by sheet and row by row."""
    sheet, _, row = line.where.rpartition(", row ")
    return sheets.index(sheet) if sheet in sheets else -1, int(row) if row.isdecimal() else 0


def _few(places: tuple[str, ...]) -> str:
    shown = ", ".join(places[:20])
    return shown if len(places) <= 20 else f"{shown} and {len(places) - 20} more"
