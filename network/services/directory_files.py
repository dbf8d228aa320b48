"""Looking into the file of an import: its header, its years, its faulty rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import ccd, files

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
    """The header and every faulty row as it stood in the file, with the reason at its end."""
    table = table_of(directory_import)
    reasons: dict[int, list[str]] = {}
    for fault in directory_import.report.get("faulty", []):
        reasons.setdefault(fault["row"], []).append(fault["reason"])
    yield ["row", *table.header, "reason"]
    width = len(table.header)
    for number, cells in table.rows:
        if number in reasons:
            padded = [*cells, *[""] * (width - len(cells))][:width]
            yield [str(number), *padded, " ".join(reasons[number])]
