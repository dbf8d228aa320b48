"""Which column of a file is which of ours: guessed from the header, corrected by the operator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from network.directory.columns import COLUMNS, LIST_NAMES, LISTS, Column
from network.directory.rows import BadCell, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.directory.tables import Table

# Below this likeness (0 to 100) a misspelt header is no longer taken for ours.
ALIKE = 86
# Below this one it is not even suggested.
A_LITTLE_ALIKE = 60
# Short names are alike by accident.
LONG_ENOUGH = 5
# In place of a column: what all rows are. "=district" under `record` makes every row a district.
CONSTANT = "="


class WrongHeader(Exception):
    """The header is not that of any list we read."""


def plain(header: str) -> str:
    """ "LEA_NAME" and "Lea name [District] 2019-20" are both "leaname"."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\[.*$", "", header.lower()))


def _names_of(column: Column) -> tuple[str, ...]:
    return (plain(column.name), *column.others)


_KNOWN = {name for columns in LISTS.values() for column in columns for name in _names_of(column)}


def known_names(cells: list[str]) -> int:
    """How many cells of a row are names of columns; finds the header under a preamble."""
    return len({plain(cell) for cell in cells} & _KNOWN)


def guess(header: list[str], reader: str) -> dict[str, str]:
    """Our column name to the file's header, as far as it can be guessed."""
    free = {plain(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for column in COLUMNS[reader]:
        name = next((name for name in _names_of(column) if name in free), None)
        if name is not None:
            found[column.name] = free.pop(name)
    for column in COLUMNS[reader]:
        if column.name not in found and (name := _alike(column, list(free), ALIKE)):
            found[column.name] = free.pop(name)
    return found


def _alike(column: Column, names: list[str], least: float) -> str | None:
    scored = [
        (fuzz.ratio(name, ours), name)
        for name in names
        for ours in _names_of(column)
        if len(name) >= LONG_ENOUGH and len(ours) >= LONG_ENOUGH
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= least else None


def guess_reader(header: list[str]) -> str:
    """Which list this is. Raises WrongHeader when less than half of any list's needs are there."""
    for reader in LISTS:
        if not missing_columns(guess(header, reader), reader):
            return reader
    best = max(LISTS, key=lambda reader: _share_found(header, reader))
    if _share_found(header, best) <= 1 / 2:
        raise WrongHeader(_explain(header))
    return best


def _share_found(header: list[str], reader: str) -> float:
    needed = sum(column.is_required for column in LISTS[reader])
    return 1 - len(missing_columns(guess(header, reader), reader)) / needed


def missing_columns(mapping: Mapping[str, str], reader: str) -> list[Column]:
    """The required columns that nobody has found yet."""
    return [c for c in COLUMNS[reader] if c.is_required and not mapping.get(c.name)]


def check(mapping: Mapping[str, str], reader: str, header: list[str]) -> None:
    """Raise WrongHeader when the mapping leaves out what is needed or names what is not there."""
    named = {theirs for theirs in mapping.values() if not theirs.startswith(CONSTANT)}
    gone = sorted(named - set(header) - {""})
    if gone:
        raise WrongHeader(f"The file has no column named {', '.join(gone)}.")
    if missing := missing_columns(mapping, reader):
        names = " and ".join(f"“{column.label}”" for column in missing)
        raise WrongHeader(
            f"Which column holds {names}?{_suggestions(missing, set(header) - named)} "
            f"The file's columns are {', '.join(filter(None, header))}."
        )


def _suggestions(missing: list[Column], free: set[str]) -> str:
    plain_names = {plain(name): name for name in sorted(free)}
    found = [_alike(column, list(plain_names), A_LITTLE_ALIKE) for column in missing]
    names = [f"“{plain_names[name]}”" for name in found if name]
    return f" Perhaps {' and '.join(names)}." if names else ""


def _explain(header: list[str]) -> str:
    lists = "; ".join(
        f"{LIST_NAMES[reader]} ({', '.join(c.name for c in columns if c.is_required)}, …)"
        for reader, columns in LISTS.items()
    )
    shown = ", ".join(filter(None, header))[:200]
    if any(re.fullmatch(r"\d{4,12}", cell) for cell in header):
        return (
            f"The file begins with data, not with the names of its columns: {shown}. Put a row of "
            f"names above it. Expected columns: {lists}."
        )
    return f"The header is not that of a directory list: {shown}. Expected columns: {lists}."


@dataclass(frozen=True)
class Record:
    """One row of a file, asked by our column names."""

    row: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def header(self, column: str) -> str:
        """What the file calls this column; our name when it has none."""
        return self.headers.get(column) or column


def records(
    table: Table, mapping: Mapping[str, str], *, file: str, faults: list[Fault]
) -> Iterator[Record]:
    """The rows as records. A row with more cells than the header is a fault, not a guess."""
    fixed = {o: t.removeprefix(CONSTANT) for o, t in mapping.items() if t.startswith(CONSTANT)}
    places = {o: table.header.index(t) for o, t in mapping.items() if t and o not in fixed}
    width = len(table.header)
    for number, cells in table.rows:
        if any(cells[width:]):
            reason = f"The row has {len(cells)} cells, the header has {width}."
            faults.append(Fault(file, number, "", cells[width] or cells[-1], reason))
            continue
        values = {
            ours: cells[place] if place < len(cells) else "" for ours, place in places.items()
        }
        yield Record(number, {**values, **fixed}, mapping)


def fault_of(record: Record, bad: BadCell, *, file: str) -> Fault:
    """The fault of a row, with the name that lets people find it."""
    return Fault(file, record.row, bad.column, bad.value, bad.reason, record["name"])
