"""OneRoster 1.1 and 1.2 exports: which members of staff they name, and where those work.

Nothing else is taken: no students, no guardians, and no column that holds a password is ever read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from network.directory import cells, contacts
from network.directory.mapping import plain
from network.directory.roster_files import ORGS, ROLES, USERS, open_files
from network.directory.rows import BadCell, Fault, Reading, Roster, RosterOrg, RosterPerson

if TYPE_CHECKING:
    import datetime as dt
    from collections import Counter
    from collections.abc import Iterator

    from network.directory.roster_files import Files, Line

# Who works there; everybody else (students, parents, guardians, relatives) is left out.
STAFF = {
    "principal": "Principal",
    "districtadministrator": "District administrator",
    "siteadministrator": "Site administrator",
    "systemadministrator": "System administrator",
    "administrator": "Administrator",
    "teacher": "Teacher",
    "counselor": "Counselor",
    "aide": "Aide",
    "proctor": "Proctor",
}
UNDER_AGE = "student"
GONE = "tobedeleted"


@dataclass(frozen=True)
class HeldRole:
    """What somebody is, and where."""

    role: str
    org: str
    is_primary: bool
    ends_on: dt.date | None


def read(content: bytes, *, file: str, today: dt.date) -> Reading:
    """The staff of an export. Raises Unreadable when it cannot be read as a whole."""
    opened = open_files(content)
    reading = Reading(file=file, reader="oneroster", encoding="zip", faults=opened.faults)
    roster = reading.roster = Roster()
    for line in opened.lines[ORGS]:
        identifier, kind = cells.clean(line["identifier"]), line["type"].lower()
        name, parent = cells.clean(line["name"]), line["parentSourcedId"]
        roster.orgs[line["sourcedId"]] = RosterOrg(
            line.row, name, kind, identifier, parent, line.column("identifier")
        )
    roles = roles_of(opened)
    seen: dict[str, int] = {}
    for line in opened.lines[USERS]:
        reading.rows_read += 1
        try:
            _add(line, roles.get(line["sourcedId"], []), seen, roster, opened, today)
        except BadCell as bad:
            name = _name(line)
            reading.faults.append(Fault(USERS, line.row, bad.column, bad.value, bad.reason, name))
    reading.notes += _notes(opened, roster)
    return reading


def _add(
    line: Line,
    roles: list[HeldRole],
    seen: dict[str, int],
    roster: Roster,
    opened: Files,
    today: dt.date,
) -> None:
    held = [role for role in roles if role.role in STAFF]
    if not is_staff(roles):
        roster.left_out += 1
        roster.left_out_roles.update({role.role for role in roles} or {"no role"})
        return
    if opened.is_delta and not line["status"]:
        told = "A delta file says of each row whether it is active or tobedeleted; this one not."
        raise BadCell(line.column("status"), "", told)
    reason = _why_not(line, held, today)
    if reason:
        roster.not_imported.append((line.row, _name(line), reason))
        return
    email = contacts.email(line["email"], column=line.column("email"))
    if not email:
        told = "Without an e-mail address nobody can tell whether this person is known already."
        raise BadCell(line.column("email"), line["email"], told)
    for key in (line["sourcedId"], email):
        if (earlier := seen.setdefault(key, line.row)) != line.row:
            named = line.column("email" if key == email else "sourcedId")
            raise BadCell(named, key, f"Row {earlier} already speaks of this person.")
    roster.people.append(_person(line, held, email, opened, today))


def is_staff(roles: list[HeldRole]) -> bool:
    """Whether somebody works there and is no student anywhere."""
    return any(role.role in STAFF for role in roles) and not any(
        role.role == UNDER_AGE for role in roles
    )


def _why_not(line: Line, held: list[HeldRole], today: dt.date) -> str:
    if line["status"].lower() == GONE:
        return "The export says that this row is to be deleted."
    if line["enabledUser"].lower() in ("false", "0", "no"):
        return "The export says that this user is not enabled."
    if all(role.ends_on is not None and role.ends_on < today for role in held):
        return "Every role of this user has ended."
    return ""


def _person(
    line: Line, held: list[HeldRole], email: str, opened: Files, today: dt.date
) -> RosterPerson:
    current = [role for role in held if role.ends_on is None or role.ends_on >= today]
    order = list(STAFF)
    first = min(current, key=lambda role: (not role.is_primary, order.index(role.role)))
    orgs = [line["primaryOrgSourcedId"], first.org, *(role.org for role in current)]
    given, family = "givenName", "familyName"
    column = line.column(given)
    first_name, last_name = (
        cells.name(
            line[f"preferred{name[0].upper()}{name[1:]}"] or line[name],
            what="name",
            column=line.column(name),
            longest=60,
        )
        for name in (given, family)
    )
    if not first_name and not last_name:
        raise BadCell(column, line[given], "Fill in the name.")
    known = tuple(dict.fromkeys(filter(None, orgs)))
    where = line.column("primaryOrgSourcedId" if opened.has_roles else "orgSourcedIds")
    return RosterPerson(line.row, email, first_name, last_name, STAFF[first.role], known, where)


def _name(line: Line) -> str:
    return " ".join(f"{line['givenName']} {line['familyName']}".split())


def roles_of(opened: Files) -> dict[str, list[HeldRole]]:
    """What each user is: from roles.csv (1.2), or from users.csv itself (1.1)."""
    found: dict[str, list[HeldRole]] = {}
    if opened.has_roles:
        for line in opened.lines[ROLES]:
            if line["status"].lower() == GONE:
                continue
            try:
                ends_on = cells.day(line["endDate"][:10], what="day", column=line.column("endDate"))
            except BadCell as bad:
                opened.faults.append(Fault(ROLES, line.row, bad.column, bad.value, bad.reason))
                continue
            is_primary = line["roleType"].lower() == "primary"
            held = HeldRole(plain(line["role"]), line["orgSourcedId"], is_primary, ends_on)
            found.setdefault(line["userSourcedId"], []).append(held)
        return found
    for line in opened.lines[USERS]:
        orgs = [org.strip() for org in line["orgSourcedIds"].split(",")]
        held_here = [HeldRole(plain(line["role"]), org, False, None) for org in orgs]
        found.setdefault(line["sourcedId"], []).extend(held_here)
    return found


def _notes(opened: Files, roster: Roster) -> Iterator[str]:
    version = opened.manifest.get("oneroster.version")
    if not opened.manifest:
        kind = "1.2" if opened.has_roles else "1.1"
        yield f"The export has no manifest.csv; it was read as a whole export of version {kind}."
    elif version not in ("1.1", "1.2"):
        yield f"The manifest says version {version or 'nothing'}; 1.1 and 1.2 are known."
    if opened.is_delta:
        yield "This is a delta export: it holds only what changed, and says nothing of the others."
    for name in (ORGS, ROLES):
        if opened.manifest.get(f"file.{name[:-4]}") == "absent" and name in opened.lines:
            yield f"The manifest says that {name} is absent; it is there and was read."
    if roster.left_out:
        told = ", ".join(f"{role} {count:,}" for role, count in _by_count(roster.left_out_roles))
        yield f"{roster.left_out:,} users are no staff and were left out ({told})."


def _by_count(roles: Counter[str]) -> list[tuple[str, int]]:
    return sorted(roles.items(), key=lambda item: (-item[1], item[0]))
