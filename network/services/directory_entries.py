"""A file's rows beside what the directory knows: which is new, which differs, which is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.querysets.organization import OPERATING
from network.services.directory_matching import BASE_FIELDS, OWN_FIELDS, Unmatched

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from network.directory.rows import AgencyRow, SchoolRow
    from network.models import Person
    from network.services.directory_matching import Directory, Known


@dataclass(frozen=True)
class Orders:
    """What the operator decided about a file, and who the operator is."""

    by: Person | None = None
    # Agencies of type 4 that nobody has confirmed: guess by name instead of waiting.
    may_guess: bool = False
    # Fields edited by hand for which the file's value was chosen, by row.
    accepted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    accepts_all: bool = False
    # Close what the newest earlier list named and this one does not.
    closes_missing: bool = False

    def accepts(self, row: int, name: str) -> bool:
        """Whether a hand edit gives way to the file."""
        return self.accepts_all or name in self.accepted.get(str(row), ())


@dataclass
class Entry:
    """One row, as the directory would hold it afterwards, and as it holds it now."""

    row: int
    kind: str
    facts: dict[str, str]
    known: Known | None = None
    pk: int = 0
    # The list's school year, and whether the directory already knows a newer one.
    year: int | None = None
    is_older: bool = False
    # The federal id that the row gave, whatever becomes of its other facts.
    nces_id: str = ""
    # Fields edited here that the file says otherwise: ours, the file's, and whether that is taken.
    edits: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    @property
    def differences(self) -> dict[str, tuple[str, str]]:
        """Fields whose value would change: now, and then."""
        if self.known is None:
            return {}
        now = {**self.known.facts, "kind": self.known.kind}
        then = {**self.facts, "kind": self.kind}
        return {name: (now.get(name, ""), to) for name, to in then.items() if now.get(name) != to}

    @property
    def what(self) -> str:
        """ "added", "changed", "closed" or "unchanged"."""
        if self.known is None:
            return "added"
        differences = self.differences
        if not differences:
            return "unchanged"
        return "closed" if differences.get("status", ("", ""))[1] == "closed" else "changed"

    @property
    def also(self) -> list[str]:
        """What else a changed row counts as."""
        differences = self.differences
        found = ["renamed"] if "name" in differences else []
        if "status" in differences:
            found.append("status_changed")
            if is_reopening(*differences["status"]):
                found.append("reopened")
        return found

    @property
    def may_close(self) -> bool:
        """Whether it is not closed yet, and nobody said here what its status is."""
        is_edited = self.known is not None and self.known.is_edited("status")
        return self.facts.get("status") not in ("closed", "merged") and not is_edited

    @property
    def is_listed_anew(self) -> bool:
        """Whether this list is the newest that names the organization."""
        if self.year is None or self.is_older:
            return False
        before = self.known.listed_to if self.known else None
        return before is None or before < self.year

    @property
    def accepted(self) -> set[str]:
        """Fields that are no longer as edited here."""
        return {name for name, (_, _, taken) in self.edits.items() if taken}


def is_reopening(before: str, after: str) -> bool:
    """From closed or inactive to operating, or the list says so itself."""
    return after in OPERATING and (before in ("closed", "inactive") or after == "reopened")


def entry_of(
    row: AgencyRow | SchoolRow, *, kind: str, known: Known | None, year: int | None
) -> Entry:
    """The row as an entry, with the defaults that a new organization starts with."""
    facts = dict(row.facts)
    if known is None:
        blank = dict.fromkeys((*BASE_FIELDS, *OWN_FIELDS[kind]), "")
        facts = {**blank, "status": "open", **_defaults(kind), **facts}
    pk = known.pk if known else 0
    return Entry(row.row, kind, facts, known, pk, year, nces_id=row.facts.get("nces_id", ""))


def settle(entry: Entry, directory: Directory, orders: Orders) -> Entry:
    """Refuse a second row about the same organization; leave what the file may not overwrite."""
    _take(entry, directory)
    known = entry.known
    if known is None:
        return entry
    entry.is_older = bool(entry.year and known.listed_to and entry.year < known.listed_to)
    if entry.is_older or known.is_merged:
        entry.kind, entry.facts = known.kind, {**known.facts}
        return entry
    for name, (ours, theirs) in entry.differences.items():
        if known.is_edited(name):
            taken = orders.accepts(entry.row, name)
            entry.edits[name] = (ours, theirs, taken)
            if not taken:
                entry.facts[name] = ours
    return entry


def _take(entry: Entry, directory: Directory) -> None:
    nces_id = entry.nces_id
    key = entry.known.pk if entry.known else (nces_id or "irn " + entry.facts["irn"])
    if (earlier := directory.taken.setdefault(key, entry.row)) != entry.row:
        value = nces_id or entry.facts.get("irn", "")
        reason = f"Row {earlier} already speaks of this organization."
        raise Unmatched("nces_id", value, reason)
    if entry.known and nces_id:
        # From now on this federal id means this organization, and its IRN alone no other.
        directory.claimed[entry.pk] = nces_id
        directory.by_nces_id[nces_id] = entry.known


def vanished(
    directory: Directory, entries: Sequence[Entry], *, year: int, mentioned: Collection[str]
) -> list[Known]:
    """Who stood in the newest earlier list of the kinds of this file, and is not in it."""
    named = {entry.pk for entry in entries}
    newest = {
        kind: directory.newest_list(kind, before=year) for kind in {entry.kind for entry in entries}
    }
    return [
        known
        for known in directory.by_pk.values()
        if known.listed_to
        and known.listed_to == newest.get(known.kind)
        and known.pk not in named
        and not known.is_merged
        and known.facts["nces_id"].lstrip("0") not in mentioned
    ]


def not_named(
    directory: Directory, entries: Sequence[Entry], *, told_already: Collection[Known]
) -> int:
    """Open organizations with a federal id that the file does not name. Absence closes nothing."""
    named = {entry.pk for entry in entries} | {known.pk for known in told_already}
    return sum(
        1
        for known in directory.by_pk.values()
        if known.pk not in named
        and known.facts["nces_id"]
        and known.facts["status"] in OPERATING
        and not known.is_merged
    )


def _defaults(kind: str) -> dict[str, str]:
    if kind == "district":
        return {"agency_type": "regular"}
    return {"school_type": "traditional"} if kind == "school" else {}
