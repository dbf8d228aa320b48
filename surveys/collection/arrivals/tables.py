"""A file of answers as one plain table of text cells, whatever its format; rows stream by."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, Protocol

from core.encoding import NotText
from surveys.collection.arrivals.csv_file import CsvFile
from surveys.collection.arrivals.spss_file import SPSS_STARTS, SpssFile
from surveys.collection.arrivals.workbook_file import WORKBOOK_STARTS, WorkbookFile
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    Known = Callable[[Sequence[str]], int]

LARGEST = 100 * 1024 * 1024  # bytes
MOST_COLUMNS = 2_000
# Exports put titles above the header; further down it is data.
HEADER_WITHIN = 15


class File(Protocol):
    """What a format gives: its rows from the first, as often as asked for."""

    encoding: str
    total: int
    notes: list[str]
    labels: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, Sequence[tuple[float, float]]]

    def rows(self) -> Iterator[list[str]]:
        """All rows of text cells, the header and what stands above it included."""


@dataclass
class Table:
    """A header and the rows under it; row numbers are those that a spreadsheet shows."""

    file: File
    header: list[str]
    header_row: int
    # A name that several columns have, and what each of them is called here.
    doubled: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """About how many rows there are; for a progress bar."""
        return max(0, self.file.total - self.header_row)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold something, with their numbers."""
        for number, row in enumerate(self.file.rows(), start=1):
            if number > self.header_row and any(row):
                yield number, row


def open_table(
    path: Path, *, known: Known, header_row: int | None = None, sheet: str = ""
) -> Table:
    """The file as a table.

    `known` says how many cells of a row are names that the map knows; the row with most is the
    header, unless its number is given. Raises CannotBringIn in words.
    """
    file = _opened(path, known, sheet)
    top = list(islice(file.rows(), HEADER_WITHIN if header_row is None else header_row))
    if not any(any(row) for row in top):
        raise CannotBringIn("The file is empty. Choose a file with a header and rows under it.")
    if header_row is None:
        # Of two rows that know as many columns the upper one wins, but never an empty one.
        at = max(range(len(top)), key=lambda place: (known(top[place]), any(top[place]), -place))
    elif header_row > len(top):
        raise CannotBringIn(f"The map says row {header_row} is the header; there is no such row.")
    else:
        at = header_row - 1
    # On one line: a browser would send back another line break than it was given.
    names = [" ".join(name.split()) for name in top[at]]
    if len(names) > MOST_COLUMNS:
        raise CannotBringIn(f"The header has more than {MOST_COLUMNS:,} columns.")
    header, doubled = _told_apart(names)
    return Table(file, header, at + 1, doubled)


def _opened(path: Path, known: Known, sheet: str) -> File:
    if path.stat().st_size > LARGEST:
        raise CannotBringIn(
            "The file is larger than 100 MB. Leave out columns that are not needed, or split it."
        )
    with path.open("rb") as opened:
        start = opened.read(512)
    if start.startswith(WORKBOOK_STARTS):
        return WorkbookFile(path, known=known, sheet=sheet)
    if start.startswith(SPSS_STARTS):
        return SpssFile(path)
    try:
        return CsvFile(path, known=known)
    except NotText as refused:
        raise CannotBringIn(str(refused)) from refused


def _told_apart(names: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """A header without doubles: columns of one name are numbered, one without gets its place.

    The second is what the columns of one name are called now.
    """
    times, taken = Counter(names), set(names)
    doubled: defaultdict[str, list[str]] = defaultdict(list)
    header = []
    for place, name in enumerate(names, start=1):
        own = name or f"(column {place})"
        if name and times[name] > 1:
            numbered = (f"{name} ({number})" for number in count(1))
            own = next(one for one in numbered if one not in taken)
            taken.add(own)
            doubled[name].append(own)
        header.append(own)
    return header, dict(doubled)
