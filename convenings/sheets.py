"""Attendance of a session on paper, and as a table for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenings.pages import checkin
from core.pdf import pdf_of
from network.services.activity import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenings.models import Session

HEAD = (
    "Last name",
    "First name",
    "Email",
    "School",
    "Team",
    "Here",
    "Minutes late",
    "Minutes left early",
    "Minutes present",
    "How",
    "Marked",
)
EMPTY_LINES = 10  # for those who are not on the list


def lines_of(session: Session) -> Iterator[list[object]]:
    """Head and rows, so headed that the file can be changed and read in again."""
    yield list(HEAD)
    for entry in checkin.by_name(session):
        person, mark = entry.person, entry.mark
        row: list[object] = [person.last_name, person.first_name, person.email, entry.school]
        row += [str(entry.team or ""), "yes" if mark else "no"]
        if mark is not None:
            mark.session = session  # spares a query for each
            row += [mark.late_minutes, mark.early_minutes, mark.minutes]
            row += [mark.get_way_display(), in_words(mark.marked_at)]
        yield row


def sheet_of(session: Session) -> bytes:
    """To sign: everybody expected by name, with their school, and lines for others."""
    expected = [entry for entry in checkin.by_name(session) if entry.is_in["all"]]
    return pdf_of(
        "convenings/sheet.typ",
        {
            "title": f"{session.convening}: {session.region}",
            "author": "PL Network",
            "facts": f"{session.when} · {session.where}",
            "people": [
                {
                    "name": f"{entry.person.last_name}, {entry.person.first_name}",
                    "school": entry.school,
                }
                for entry in expected
            ],
            "empty": EMPTY_LINES,
        },
    )
