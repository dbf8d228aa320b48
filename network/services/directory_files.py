"""Looking into the file of an import: its header, its years, its faulty rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import ccd, files
from network.directory.tables import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.directory.tables import Table
    from network.models import DirectoryImport


def content_of(directory_import: DirectoryImport) -> bytes:
    """The bytes that were uploaded."""
    with directory_import.file.open("rb") as uploaded:
        content: bytes = uploaded.read()
    return content


def table_of(directory_import: DirectoryImport) -> Table:
    """The file as a table. It was readable when it was uploaded."""
    return files.open_table(content_of(directory_import))


def years_in(directory_import: DirectoryImport, table: Table) -> list[int]:
    """The school years the list holds; none when no column of it is a year."""
    column = directory_import.mapping.get("year")
    if not column or column not in table.header:
        return []
    return ccd.years(table, {"year": column})


def faulty_rows(directory_import: DirectoryImport) -> Iterator[list[str]]:
    """The header and every faulty row as it stood in the file, with row, column and reason.

    Corrected, the file can be uploaded as it is: columns of an earlier such file are not doubled,
    and cells beyond the header stay beyond it, so that nothing moves under another name.
    """
    if directory_import.reader == directory_import.Reader.ONEROSTER:
        yield from _faults_of_people(directory_import)
        return
    table = table_of(directory_import)
    faults: dict[int, list[dict[str, str]]] = {}
    for fault in directory_import.report.get("faulty", []):
        faults.setdefault(fault["row"], []).append(fault)
    width = len(table.header)
    told = tuple(table.header[-len(ADDED) :]) == ADDED
    own = width - len(ADDED) if told else width
    yield [*table.header[:own], *ADDED]
    for number, cells in table.rows:
        if number in faults:
            padded = [*cells, *[""] * (width - len(cells))]
            columns = " and ".join(filter(None, (fault["column"] for fault in faults[number])))
            reasons = " ".join(fault["reason"] for fault in faults[number])
            yield [*padded[:own], str(number), columns, reasons, *padded[width:]]


def _faults_of_people(directory_import: DirectoryImport) -> Iterator[list[str]]:
    """An export is corrected where it came from; its rows are not handed out again."""
    yield ["file", "row", "name", "column", "value", "reason"]
    for fault in directory_import.report.get("faulty", []):
        told = (fault[key] for key in ("file", "row", "name", "column", "value", "reason"))
        yield [str(value) for value in told]
