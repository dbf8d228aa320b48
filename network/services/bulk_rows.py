"""A list of people to invite, read: its header, its lines, and what a line becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.pasted import NotRows, cells_under, columns_of, lines_of

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
    rows = lines_of(text)
    places = columns_of(rows[0][1], HEADINGS)
    lacking = [name for name in COLUMNS if name != "ends_on" and places[name] < 0]
    if lacking:
        missing = ", ".join(LABELS[name] for name in lacking)
        raise NotRows(f"The first row must name the columns. Missing: {missing}.")
    under = cells_under(rows, places, at_most=AT_MOST, doing="Invite")
    return [Row(number, cells) for number, cells in under]
