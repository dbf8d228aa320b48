"""A list of people to invite, read: its header, its lines, and what a line becomes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from network.models import Organization
    from network.roles import Role

AT_MOST = 500
COLUMNS = ("email", "first_name", "last_name", "role", "organization", "ends_on")
# How people head these columns, without spaces and signs.
HEADINGS = {
    "email": ("email", "emailaddress", "mail", "address"),
    "first_name": ("firstname", "first", "givenname"),
    "last_name": ("lastname", "last", "surname", "familyname"),
    "role": ("role",),
    "organization": ("organization", "organisation", "irn", "school", "place", "where"),
    "ends_on": ("lastday", "until", "endson", "enddate", "to"),
}
LABELS = {
    "email": "E-mail",
    "first_name": "First name",
    "last_name": "Last name",
    "role": "Role",
    "organization": "Organization",
    "ends_on": "Last day",
}
WILL_BE_INVITED, HOLDS_IT, INVITED, TWICE, FAULT = "invite", "holds", "invited", "twice", "fault"


class NotRows(Exception):
    """The text is not a list of people; the message says what is missing."""


@dataclass(frozen=True)
class Row:
    """One line of the list and what becomes of it."""

    number: int  # as a spreadsheet counts, the header being 1
    cells: Mapping[str, str]
    outcome: str = FAULT
    column: str = ""  # of a fault
    reason: str = ""
    role: Role | None = None
    organization: Organization | None = None
    ends_on: dt.date | None = None


def read_rows(text: str) -> list[Row]:
    """The lines of a pasted or uploaded list. Raises NotRows when it is none."""
    lines = text.replace("\0", "").splitlines()
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
        raise NotRows(f"There are {len(found)} rows. Invite up to {AT_MOST} people at once.")
    return found


def _columns_of(header: list[str]) -> dict[str, int]:
    plain = ["".join(c for c in cell.lower() if c.isalpha()) for cell in header]
    places = {
        name: next((plain.index(word) for word in words if word in plain), -1)
        for name, words in HEADINGS.items()
    }
    required = [name for name in COLUMNS if name != "ends_on" and places[name] < 0]
    if required:
        missing = ", ".join(LABELS[name] for name in required)
        raise NotRows(f"The first row must name the columns. Missing: {missing}.")
    return places


def _cells(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in places.items()}
