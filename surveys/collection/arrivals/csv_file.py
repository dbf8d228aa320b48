"""CSV files, line by line: encodings and delimiters found out, quirks told."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from core.encoding import NotText, encoding_of, lines_of
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
# Our own exports put an apostrophe before what a spreadsheet would run as a formula.
GUARDED = re.compile("'[=+\\-@\t\r]")
TOP = 15


class CsvFile:
    """A CSV file that is opened anew for each pass."""

    def __init__(self, path: Path, *, known: Callable[[Sequence[str]], int]) -> None:
        """Raises NotText."""
        self.path = path
        self.encoding = encoding_of(path)
        self.notes: list[str] = []
        self.labels: Mapping[str, Mapping[str, str]] = {}
        self.missing: Mapping[str, Sequence[tuple[float, float]]] = {}
        self.delimiter = self._delimiter(known)
        with path.open("rb") as file:
            self.total = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
        if self.encoding == "mixed":
            self.notes.append("The file mixes encodings; each line was read in its own.")

    def rows(self) -> Iterator[list[str]]:
        """All rows. Raises CannotBringIn where the file stops being CSV."""
        reader = csv.reader(
            lines_of(self.path, self.encoding), delimiter=self.delimiter, strict=True
        )
        number = 0
        try:
            for number, row in enumerate(reader, start=1):  # noqa: B007  told below
                yield [_plain(cell) for cell in row]
        except csv.Error as broken:
            raise CannotBringIn(
                f"After row {number} the file is no readable CSV: {broken}. Look for a quotation "
                "mark that is never closed, or that stands inside a cell."
            ) from broken
        except NotText as broken:
            raise CannotBringIn(str(broken)) from broken

    def _delimiter(self, known: Callable[[Sequence[str]], int]) -> str:
        """What parts the cells: what makes a header people know, else the most frequent sign."""
        top = list(islice(lines_of(self.path, self.encoding), TOP))
        return max(
            DELIMITERS,
            key=lambda sign: (
                max((known(_split(line, sign)) for line in top), default=0),
                sum(line.count(sign) for line in top),
            ),
        )


def _split(line: str, sign: str) -> list[str]:
    try:
        return [_plain(cell) for cell in next(csv.reader([line], delimiter=sign), [])]
    except csv.Error:
        return []


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell) else cell
