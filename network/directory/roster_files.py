"""The files of a OneRoster export (ZIP of CSV), by the standard's names of their columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from core.archive import BadArchive, names_in, unpack
from network.directory.mapping import ALIKE, plain
from network.directory.rows import Fault
from network.directory.tables import Unreadable, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST, ORGS, USERS, ROLES = "manifest.csv", "orgs.csv", "users.csv", "roles.csv"
# The only columns that are read, and the only ones of a copy that is kept.
FIELDS = {
    MANIFEST: ("propertyName", "value"),
    ORGS: ("sourcedId", "status", "name", "type", "identifier", "parentSourcedId"),
    USERS: (
        "sourcedId",
        "status",
        "enabledUser",
        "givenName",
        "familyName",
        "preferredGivenName",
        "preferredFamilyName",
        "email",
        "role",
        "orgSourcedIds",
        "primaryOrgSourcedId",
    ),
    ROLES: ("userSourcedId", "status", "roleType", "role", "beginDate", "endDate", "orgSourcedId"),
}


@dataclass(frozen=True)
class Line:
    """One row of one of the files, asked by the standard's names."""

    row: int
    cells: dict[str, str]
    columns: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def column(self, name: str) -> str:
        """What the file calls this column."""
        return self.columns.get(name, name)


@dataclass
class Files:
    """The parsed files of an export."""

    lines: dict[str, list[Line]]
    manifest: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_delta(self) -> bool:
        """Whether the file of users holds only what changed."""
        return self.manifest.get("file.users") == "delta"

    @property
    def has_roles(self) -> bool:
        """Since 1.2 roles have a file of their own; in 1.1 they stand in users.csv."""
        return ROLES in self.lines


def is_roster(content: bytes) -> bool:
    """Whether an archive has the files of an export, whatever is in them."""
    names = set(names_in(content))
    return "workbook.xml" not in names and bool(names & {USERS, MANIFEST})


def open_files(content: bytes) -> Files:
    """The files of an export as lines; what is missing or faulty is told."""
    try:
        members = unpack(content, wanted=FIELDS)
    except BadArchive as bad:
        raise Unreadable(str(bad)) from bad
    faults: list[Fault] = []
    lines = {name: list(_lines(name, data, faults)) for name, data in members.items()}
    manifest = {
        line["propertyName"].strip(): line["value"].strip().lower()
        for line in lines.get(MANIFEST, [])
    }
    for name in (USERS, ORGS):
        if name not in lines:
            raise Unreadable(f"The export has no {name}. Export users, orgs and roles together.")
    if manifest.get("oneroster.version") == "1.2" and ROLES not in lines:
        raise Unreadable("OneRoster 1.2 says in roles.csv who does what; the export has none.")
    return Files(lines, manifest, faults)


def _lines(name: str, data: bytes, faults: list[Fault]) -> Iterator[Line]:
    if not data.strip():
        return
    table = read_table(data, known=lambda row: len(_columns(name, row)))
    columns = _columns(name, table.header)
    needed = FIELDS[name][:1]
    if missing := [field for field in needed if field not in columns]:
        raise Unreadable(f"{name} has no column {missing[0]}: {', '.join(table.header)[:200]}.")
    places = {ours: table.header.index(theirs) for ours, theirs in columns.items()}
    for number, row in table.rows:
        if any(row[len(table.header) :]):
            told = f"The row has {len(row)} cells, the header has {len(table.header)}."
            faults.append(Fault(name, number, "", "", told))
            continue
        yield Line(number, {o: row[at] for o, at in places.items() if at < len(row)}, columns)


def _columns(name: str, header: list[str]) -> dict[str, str]:
    """The standard's names to the file's, misspelt ones included."""
    free = {plain(theirs): theirs for theirs in reversed(header)}
    found = {ours: free.pop(plain(ours)) for ours in FIELDS[name] if plain(ours) in free}
    for ours in FIELDS[name]:
        scored = [(fuzz.ratio(plain(ours), theirs), theirs) for theirs in free]
        best = max(scored, default=(0.0, ""))
        if ours not in found and best[0] >= ALIKE and "password" not in best[1]:
            found[ours] = free.pop(best[1])
    return found
