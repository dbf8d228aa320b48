"""A list of who was there, read: from a spreadsheet, or as meeting software writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.pasted import NotRows, cells_under, columns_of, lines_of

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
    rows = lines_of(text)
    places = columns_of(rows[0][1], HEADINGS)
    names = places["name"] >= 0 or min(places["first_name"], places["last_name"]) >= 0
    if places["email"] < 0 and not names:
        raise NotRows("The first row must name the columns, with Email or Name among them.")
    under = cells_under(rows, places, at_most=AT_MOST, doing="Read")
    return [Row(number, cells) for number, cells in under]


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
