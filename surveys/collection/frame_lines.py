"""A frame as lines of text or a workbook: what each line says, and which lines are faulty."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from core.encoding import decode
from network.directory.tables import WORKBOOK_STARTS, Unreadable, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MOST_STAFF = 5_000  # of one role at one school
MOST_LINES = 20_000
IRN_NAMES = ("irn", "school irn", "building irn")
TOTAL_NAMES = ("staff", "people", "total", "all together", "learners")
# Columns of our own template, and what other lists call them: read by people only.
OTHER_NAMES = ("school", "school name", "building", "district", "service center", "esc", "city")
PARTS = re.compile(r"[,;\t]")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says of one school; `staff` is None where it says nothing."""

    number: int
    irn: str
    staff: int | None
    by_role: dict[str, int]


@dataclass(slots=True)
class Reading:
    """All lines, the faults in sentences, and what was not used."""

    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def text_of(content: bytes) -> str:
    """A file as text; a workbook becomes lines. Raises NotText or Unreadable."""
    if not content.startswith(WORKBOOK_STARTS):
        return decode(content)[0]
    table = read_table(content, known=_known_to(()))
    return text_from([table.header, *(row for _, row in table.rows)])


def text_from(rows: Iterable[Iterable[object]]) -> str:
    """Rows as the text that `read_lines` takes."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read_lines(text: str, roles: Sequence[str]) -> Reading:
    """With a header the columns count by name, else by position. Raises Unreadable."""
    known = _known_to(roles)
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"These are more than {MOST_LINES:,} lines, which no frame has.")
    top = [line for line in text.splitlines() if line.strip()][:15]
    reading = Reading()
    if any(known(PARTS.split(line)) for line in top):
        rows = _by_name(text, roles, reading)
    else:
        rows = _by_position(text, roles, reading)
    seen: dict[str, int] = {}
    for line in rows:
        if line.irn in seen:
            reading.faults.append(
                f"Line {line.number}: IRN {line.irn} stands in line {seen[line.irn]} already."
            )
        else:
            seen[line.irn] = line.number
            reading.lines.append(line)
    return reading


def _by_name(text: str, roles: Sequence[str], reading: Reading) -> Iterator[Line]:
    table = read_table(text.encode(), known=_known_to(roles))
    names = [name.strip().casefold() for name in table.header]
    irn_at = _first(names, IRN_NAMES)
    if irn_at is None:
        raise Unreadable("There is no column IRN. Name the column with the identifiers so.")
    total_at = _first(names, TOTAL_NAMES)
    role_at = {role: names.index(role.casefold()) for role in roles if role.casefold() in names}
    used = {irn_at, total_at, *role_at.values()}
    for at, name in enumerate(names):
        if at not in used and name and name not in OTHER_NAMES:
            reading.notes.append(f"The column {table.header[at]} is not used.")
    if total_at is None and not role_at:
        raise Unreadable("There is no column with numbers. Name it Staff, or name role groups.")
    if text.count('"') % 2:
        # One that is not closed takes all lines below it into its cell, silently.
        reading.faults.append('A quotation mark (") is not closed. Remove it, or add the other.')
    for number, row in table.rows:
        cells = [*row, *([""] * (len(names) - len(row)))]
        groups = {role: (table.header[at], cells[at]) for role, at in role_at.items()}
        total = (table.header[total_at], cells[total_at]) if total_at is not None else ("", "")
        line = _line(number, cells[irn_at], groups, total, reading)
        if line is not None:
            yield line


def _by_position(text: str, roles: Sequence[str], reading: Reading) -> Iterator[Line]:
    for number, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        irn, *cells = [cell.strip() for cell in PARTS.split(written)]
        if len(cells) not in {1, len(roles)} or (not roles and len(cells) != 1):
            after = f"one number or {len(roles)}, one for each role group" if roles else "a number"
            reading.faults.append(f"Line {number}: after the IRN comes {after}.")
            continue
        is_total = len(cells) == 1 and len(roles) != 1
        groups = {} if is_total else {r: (r, c) for r, c in zip(roles, cells, strict=True)}
        line = _line(number, irn, groups, ("number", cells[0]) if is_total else ("", ""), reading)
        if line is not None:
            yield line


def _line(
    number: int,
    irn: str,
    groups: dict[str, tuple[str, str]],
    total: tuple[str, str],
    reading: Reading,
) -> Line | None:
    """One line with its cells checked; None, with a fault, when it cannot be used."""
    before = len(reading.faults)
    identifier = irn.strip().lstrip("'")
    if not (identifier.isascii() and identifier.isdecimal() and len(identifier) <= 6):
        shown = identifier[:20] or "empty"
        reading.faults.append(f"Line {number}, column IRN: {shown} is no number of six digits.")
    by_role = {r: _number(number, *cell, reading) for r, cell in groups.items()}
    staff = _number(number, *total, reading)
    if len(reading.faults) > before:
        return None
    counts = {role: count or 0 for role, count in by_role.items()}
    together = sum(counts.values())
    if together and staff not in (None, together):
        reading.faults.append(
            f"Line {number}: the role groups make {together}, the column {total[0]} says {staff}."
        )
        return None
    is_silent = staff is None and all(count is None for count in by_role.values())
    said = None if is_silent else (together or staff or 0)
    # Spreadsheets drop leading zeros; an IRN always has six digits.
    return Line(number, identifier.zfill(6), said, counts if together else {})


def _number(line: int, column: str, cell: str, reading: Reading) -> int | None:
    text = cell.strip().replace(",", "")  # 1,200, as the fault below writes numbers
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= MOST_STAFF:
        return int(text)
    shown = cell.strip()[:20]
    reading.faults.append(
        f"Line {line}, column {column}: {shown} is no whole number from 0 to {MOST_STAFF:,}."
    )
    return None


def _known(names: frozenset[str], row: Sequence[str]) -> int:
    """How many cells of a row are names of columns."""
    return sum(cell.strip().casefold() in names for cell in row)


def _known_to(roles: Sequence[str]) -> Callable[[Sequence[str]], int]:
    own = (role.casefold() for role in roles)
    return partial(_known, frozenset([*IRN_NAMES, *TOTAL_NAMES, *OTHER_NAMES, *own]))


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)
