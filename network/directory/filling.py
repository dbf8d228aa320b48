"""From the rows of a table to a reading: what every reader does with each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells
from network.directory.mapping import fault_of, records
from network.directory.rows import BadCell
from network.directory.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading


# By these columns an organization is found: a row without a digit in any of them is no data.
IDS = ("leaid", "ncessch", "nces_id", "irn", "agency_irn", "service_center_irn")
# How far below the header a second header, units or labels may stand.
LABELS_WITHIN = 3


def fill(
    table: Table,
    mapping: Mapping[str, str],
    into: Reading,
    add: Callable[[Record], None],
    *,
    own_id: str = "",
) -> None:
    """Hand each record of the reading's year to `add`; a cell it refuses makes a faulty row.

    A list without years is one year. `own_id` is the column that says whom a row is about: also a
    faulty row names somebody, who is therefore not missing.
    """
    table = without_labels(table, mapping, into)
    into.mentioned |= _mentioned(table, mapping, own_id, year=into.year)
    for record in records(table, mapping, file=into.file, faults=into.faults):
        try:
            if mapping.get("year"):
                year = cells.year(record["year"], column=record.header("year"))
                if year != into.year:
                    continue
            into.rows_read += 1
            add(record)
        except BadCell as bad:
            into.faults.append(fault_of(record, bad, file=into.file))


def _mentioned(
    table: Table, mapping: Mapping[str, str], own_id: str, *, year: int | None
) -> set[str]:
    if not mapping.get(own_id):
        return set()
    place = table.header.index(mapping[own_id])
    at = table.header.index(mapping["year"]) if mapping.get("year") else None
    return {
        bare(row[place])
        for _, row in table.rows
        if place < len(row) and (at is None or "".join(row[at : at + 1]).startswith(str(year)))
    }


def bare(identifier: str) -> str:
    """An identifier as a spreadsheet may have left it: without leading zeros."""
    return identifier.strip().lstrip("0")


def without_labels(table: Table, mapping: Mapping[str, str], into: Reading) -> Table:
    """The table without a second header, rows of units, and headers that come again further down.

    Each row that is stepped over is told.
    """
    named = [mapping[name] for name in IDS if mapping.get(name)]
    places = [table.header.index(name) for name in named]
    top = {number for number, _ in table.rows[:LABELS_WITHIN]}
    kept, skipped = [], []
    for number, row in table.rows:
        ids = "".join(row[place] for place in places if place < len(row))
        is_label = number in top and ids and not any(map(str.isdigit, ids))
        if row == table.header or is_label:
            skipped.append(number)
        else:
            kept.append((number, row))
    for number in skipped:
        into.notes.append(f"Row {number} holds names of columns or units, no data; left out.")
    return Table(table.header, kept, table.encoding)
