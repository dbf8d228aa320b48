"""Rows as CSV text, in pieces large enough to be compressed and written at once."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from core.csv import csv_lines, safe_cell
from surveys.results.exports.layout import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from surveys.results.exports.layout import Layout
    from surveys.results.exports.reading import Line

LINES_AT_ONCE = 1000
END = "\r\n"


def pieces(
    layout: Layout, lines: Iterable[Line], *, told: Callable[[int], None], is_for_people: bool
) -> Iterator[str]:
    """The head and all lines. For people's spreadsheets with a mark of its encoding, and with an
    apostrophe before what would be run as a formula; not for our own next step."""
    head = [variable.name for variable in layout.variables]
    yield "".join(csv_lines([head])) if is_for_people else ",".join(head) + END
    write = _wide if layout.shape == Shape.WIDE else _long(layout)
    fronts = _Fronts(is_safe=is_for_people)
    waiting: list[str] = []
    for line in lines:
        waiting.append(write(line, f"{line.number},{fronts.of(line)}"))
        if len(waiting) == LINES_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
            told(line.number)
    yield "".join(waiting)


def _wide(line: Line, front: str) -> str:
    return f"{front}{','.join(line.cells)}{END}"


def _long(layout: Layout) -> Callable[[Line, str], str]:
    names = [f"{answer.name}," for answer in layout.answers]

    def write(line: Line, front: str) -> str:
        return "".join(
            [f"{front}{name}{cell}{END}" for name, cell in zip(names, line.cells, strict=True)]
        )

    return write


class _Fronts:
    """The facts of a line as text, written out once for each group of rows."""

    def __init__(self, *, is_safe: bool) -> None:
        self._is_safe = is_safe
        self._written: dict[object, str] = {}

    def of(self, line: Line) -> str:
        front = self._written.get(line.key)
        if front is None:
            front = self._written[line.key] = self._text(line.key)
        return front if line.link is None else f"{front}{line.link},"

    def _text(self, key: Iterable[object]) -> str:
        cells = [safe_cell(cell) if self._is_safe else cell for cell in key]
        if not cells:
            return ""
        out = io.StringIO()
        csv.writer(out, lineterminator=",").writerow(cells)
        return out.getvalue()
