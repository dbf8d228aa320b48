"""How much a workbook would unpack to, found out before anything unpacks it.

A file of a few kilobytes may hold gigabytes, and two cells in opposite corners make a sheet of
seventeen thousand million: the reader would take the whole server with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_LIMIT = 300 * 1024 * 1024  # bytes, all parts together
CELL_LIMIT = 5_000_000  # rows times columns of one sheet
CHUNK = 1 << 20
# Where a row or cell stands: r="12", r="AB12".
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
LONGEST_PLACE = 40  # bytes that two chunks share, so that no place is cut in two


def is_moderate(content: bytes) -> bool:
    """Whether a workbook (XLSX) may be opened; False as well for what is no such workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if "xl/workbook.xml" not in packed.namelist():
                return False
            if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                return False
            sheets = [part for part in parts if part.filename.lower().startswith("xl/worksheets/")]
            return all(_cells(packed, sheet) <= CELL_LIMIT for sheet in sheets)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return False


def _cells(packed: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> int:
    """The last row that a sheet names, times its last column."""
    rows, columns = 1, 1
    for text in _chunks(packed, sheet):
        for letters, number in PLACE.findall(text):
            rows = max(rows, int(number))
            columns = max(columns, _column(letters))
    return rows * columns


def _chunks(packed: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(sheet) as part:
        rest = b""
        while chunk := part.read(CHUNK):
            yield rest + chunk
            rest = chunk[-LONGEST_PLACE:]


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27; no letters 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
