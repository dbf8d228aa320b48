"""A list of who was there, read: from a spreadsheet, or as meeting software writes it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_MOST = 1000
# How people and meeting software head these columns, in small letters without spaces and signs.
HEADINGS = {
    "email": ("email", "emailaddress", "useremail", "mail", "address"),
    "name": ("name", "fullname", "nameoriginalname", "participant", "displayname"),
    "first_name": ("firstname", "first", "givenname"),
    "last_name": ("lastname", "last", "surname", "familyname"),
    "here": ("here", "present", "attended", "attendance"),
    "late": ("minuteslate", "late", "lateminutes"),
    "early": ("minutesleftearly", "leftearly", "early", "earlyminutes"),
    "minutes": ("minutes", "minutespresent", "durationminutes", "totaldurationminutes"),
    "team": ("team", "camewith", "school"),
}
NO = ("no", "n", "0", "false", "absent", "not here", "not present")


class NotRows(Exception):
    """The text is not a list of people; the message says what is missing."""


class NoNumber(Exception):
    """A cell holds something else than minutes; `column` is its heading."""

    def __init__(self, column: str, typed: str) -> None:
        super().__init__(f"“{typed}” is no number of minutes. Write it in figures.")
        self.column = column


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    number: int  # as a spreadsheet counts, the header being 1
    cells: Mapping[str, str]

    @property
    def names(self) -> tuple[str, str]:
        """First and last name, however the list writes them."""
        if self.cells["first_name"] or self.cells["last_name"]:
            return self.cells["first_name"], self.cells["last_name"]
        last, comma, first = self.cells["name"].partition(",")
        if not comma:
            first, _, last = self.cells["name"].rpartition(" ")
        return first.strip(), last.strip()

    @property
    def name(self) -> str:
        """ "Tomas Albright"."""
        return " ".join(self.names).strip()

    @property
    def is_absent(self) -> bool:
        """Whether the list says that they were not there."""
        return self.cells["here"].casefold() in NO


def read_rows(text: str) -> list[Row]:
    """The lines of a pasted or uploaded list. Raises NotRows when it is none."""
    lines = text.replace("\0", "").lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(("\t", ";", ","), key=first.count)
    try:
        table = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error as error:
        raise NotRows(f"The list cannot be read: {error}. Save it as CSV again.") from error
    rows = [(number, cells) for number, cells in enumerate(table, start=1) if any(cells)]
    if not rows:
        raise NotRows("Nothing was pasted. Paste the rows, or choose a file.")
    places = _columns_of(rows[0][1])
    found = [Row(number, _cells(cells, places)) for number, cells in rows[1:]]
    if not found:
        raise NotRows("There is a header and no row under it. Paste the people too.")
    if len(found) > AT_MOST:
        raise NotRows(f"There are {len(found)} rows. Read up to {AT_MOST} people at once.")
    return found


def minutes_of(row: Row, session_minutes: int) -> tuple[int, int]:
    """Minutes late and left early. Minutes present say it too. Raises NoNumber."""
    late = _number(row, "late")
    if row.cells["early"] or not row.cells["minutes"]:
        return late, _number(row, "early")
    return late, max(0, session_minutes - late - _number(row, "minutes"))


def _number(row: Row, column: str) -> int:
    typed = row.cells[column]
    whole = typed.removesuffix(".0")
    if not whole:
        return 0
    if not (whole.isascii() and whole.isdecimal() and len(whole) < 5):
        raise NoNumber(column, typed)
    return int(whole)


def _columns_of(header: list[str]) -> dict[str, int]:
    plain = ["".join(c for c in cell.lower() if c.isalpha()) for cell in header]
    places = {
        name: next((plain.index(word) for word in words if word in plain), -1)
        for name, words in HEADINGS.items()
    }
    names = places["name"] >= 0 or min(places["first_name"], places["last_name"]) >= 0
    if places["email"] < 0 and not names:
        raise NotRows("The first row must name the columns, with Email or Name among them.")
    return places


def _cells(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in places.items()}
