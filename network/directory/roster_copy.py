"""The copy of a OneRoster export that is kept: no passwords, no students, no other columns.

Row numbers stay those of the original, so that faults are found in it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from network.directory.oneroster import is_staff, roles_of
from network.directory.roster_files import FIELDS, ROLES, USERS, open_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.directory.roster_files import Files, Line


def staff_only(content: bytes) -> bytes:
    """The export with only the columns that are read, and of users who are no staff only a row
    with their role. Raises Unreadable when it cannot be read as a whole.
    """
    opened = open_files(content)
    roles = roles_of(opened)
    users = {line["sourcedId"]: line.row for line in opened.lines[USERS]}
    staff = {user for user in users if is_staff(roles.get(user, []))}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, lines in opened.lines.items():
            text = io.StringIO()
            csv.writer(text).writerows(_rows(name, lines, opened, staff, users))
            packed.writestr(name, text.getvalue())
    return target.getvalue()


def _rows(
    name: str, lines: list[Line], opened: Files, staff: set[str], users: dict[str, int]
) -> Iterator[list[str]]:
    header = FIELDS[name]
    by_row = {line.row: line for line in lines}
    ragged = {fault.row for fault in opened.faults if fault.file == name and not fault.column}
    yield list(header)
    for number in range(2, max([*by_row, *ragged, 1]) + 1):
        if number in ragged:
            yield [""] * len(header) + ["more cells than the header"]
        elif line := by_row.get(number):
            yield _cells(name, header, line, staff, users)
        else:
            yield []


def _cells(
    name: str, header: tuple[str, ...], line: Line, staff: set[str], users: dict[str, int]
) -> list[str]:
    own = {USERS: "sourcedId", ROLES: "userSourcedId"}.get(name)
    if own is None or line[own] in staff:
        return [line[field] for field in header]
    stands_for = f"left-out-{users.get(line[own], 0)}"
    kept = {own: stands_for, "role": line["role"]}
    return [kept.get(field, "") for field in header]
