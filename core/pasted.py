"""A list of people pasted or uploaded as text: its lines, and which column is which."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DELIMITERS = ("\t", ";", ",")


class NotRows(Exception):
    """The text is not a list of people; the message says what is missing."""


def lines_of(text: str) -> list[tuple[int, list[str]]]:
    """Every line that holds something, with its number as a spreadsheet counts; the head first.

    Raises NotRows when there is none, or nothing under the head.
    """
    lines = text.replace("\0", "").lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        table = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error as error:
        raise NotRows(f"The list cannot be read: {error}. Save it as CSV again.") from error
    rows = [(number, cells) for number, cells in enumerate(table, start=1) if any(cells)]
    if not rows:
        raise NotRows("Nothing was pasted. Paste the rows, or choose a file.")
    return rows


def columns_of(head: Sequence[str], headings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands, -1 for none; headings are small letters alone."""
    plain = ["".join(c for c in cell.lower() if c.isalpha()) for cell in head]
    return {
        name: next((plain.index(word) for word in words if word in plain), -1)
        for name, words in headings.items()
    }


def cells_under(
    rows: Sequence[tuple[int, list[str]]], places: Mapping[str, int], *, at_most: int, doing: str
) -> list[tuple[int, dict[str, str]]]:
    """The lines under the head, cell by name. Raises NotRows for none and for too many.

    `doing` is what is done with people, as in "Invite".
    """
    if len(rows) < 2:
        raise NotRows("There is a header and no row under it. Paste the people too.")
    if len(rows) - 1 > at_most:
        raise NotRows(f"There are {len(rows) - 1} rows. {doing} up to {at_most} people at once.")
    return [(number, _named(cells, places)) for number, cells in rows[1:]]


def _named(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in places.items()}
