"""From the rows of a table to a reading: what every reader does with each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells
from network.directory.mapping import fault_of, records
from network.directory.rows import BadCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading
    from network.directory.tables import Table


def fill(
    table: Table, mapping: Mapping[str, str], into: Reading, add: Callable[[Record], None]
) -> None:
    """Hand each record of the reading's year to `add`; a cell it refuses makes a faulty row.

    A list without years is one year.
    """
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
