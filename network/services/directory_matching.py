"""A file's rows beside what the directory knows: which is new, which differs, which is at fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.models import AgencyDecision, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.directory.rows import AgencyRow, Reading, SchoolRow

BASE_FIELDS = ("name", "nces_id", "irn", "city", "state", "status")
OWN_FIELDS = {
    "esc": ("region",),
    "district": ("agency_type", "typology", "typology_version"),
    "school": ("agency_id", "school_type", "lowest_grade", "highest_grade"),
}
# Where the base table finds the columns that only one kind has.
PATHS = {
    "esc": "servicecenter__{}",
    "district": "district__{}",
    "school": "school__{}",
}
AGENCIES = ("esc", "district")

# Old lists cut names: "EDUC SRV C". A guess all the same, which the operator confirms.
_SERVICE_CENTER = re.compile(
    r"\besc\b|\beduc\w*\.?\s+(?:service|serv|srvc?|svc|sv)\b", re.IGNORECASE
)


class Unmatched(Exception):
    """A row that cannot be placed; becomes a fault."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


@dataclass
class Known:
    """An organization of the directory, as far as files speak of it."""

    pk: int
    kind: str
    facts: dict[str, str]


@dataclass
class Entry:
    """One row, as the directory would hold it afterwards, and as it holds it now."""

    row: int
    kind: str
    facts: dict[str, str]
    known: Known | None = None
    pk: int = 0

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


@dataclass
class Directory:
    """What is known of some kinds, looked up by identifier. Read once per file."""

    by_pk: dict[int, Known]
    by_nces_id: dict[str, Known] = field(default_factory=dict)
    by_irn: dict[str, list[Known]] = field(default_factory=dict)
    taken: dict[object, int] = field(default_factory=dict)

    @classmethod
    def of(cls, *kinds: str) -> Directory:
        """Everything the directory knows of these kinds, in one query."""
        own = {
            (kind, name): PATHS[kind].format(name) for kind in kinds for name in OWN_FIELDS[kind]
        }
        rows = Organization.objects.filter(kind__in=kinds).values(
            "pk", "kind", *BASE_FIELDS, *own.values()
        )
        found = cls({})
        for row in rows:
            facts = {name: row[name] for name in BASE_FIELDS}
            facts |= {n: str(row[path]) for (k, n), path in own.items() if k == row["kind"]}
            found.add(Known(row["pk"], row["kind"], facts))
        return found

    def add(self, known: Known) -> None:
        self.by_pk[known.pk] = known
        if known.facts["nces_id"]:
            self.by_nces_id[known.facts["nces_id"]] = known
        if known.facts["irn"]:
            self.by_irn.setdefault(known.facts["irn"], []).append(known)

    def find(self, facts: Mapping[str, str], *, column: str) -> Known | None:
        """The organization a row speaks of: by NCES id, else by IRN. A name is never a key."""
        nces_id = facts.get("nces_id", "")
        if nces_id and (known := self.by_nces_id.get(nces_id)):
            return known
        same = self.by_irn.get(facts.get("irn", ""), [])
        # State ids are given anew: with another federal id it is another organization.
        same = [k for k in same if not (nces_id and k.facts["nces_id"])]
        return self._only(same, facts.get("irn", ""), column=column)

    def agency(self, row: SchoolRow) -> Known:
        """The agency that runs a school. Raises Unmatched when the directory has none."""
        value = row.agency_nces_id or row.agency_irn
        if row.agency_nces_id:
            known = self.by_nces_id.get(row.agency_nces_id)
        else:
            known = self._only(self.by_irn.get(value, []), value, column=row.agency_column)
        if known is None:
            reason = f"The agency {value} is not in the directory. Import the agencies first."
            raise Unmatched(row.agency_column, value, reason)
        return known

    def agency_by_irn(self, irn: str, *, kind: str, what: str, column: str) -> Known:
        """The one service center or district with this IRN."""
        same = [known for known in self.by_irn.get(irn, []) if known.kind == kind]
        known = self._only(same, irn, column=column)
        if known is None:
            raise Unmatched(column, irn, f"The {what} {irn} is not in the directory.")
        return known

    def _only(self, same: list[Known], irn: str, *, column: str) -> Known | None:
        if len(same) > 1:  # a closed one keeps its number when it is given away again
            same = [known for known in same if known.facts["status"] == "open"] or same
        if len(same) > 1:
            raise Unmatched(column, irn, "Several organizations have this IRN. Add the NCES id.")
        return same[0] if same else None

    def take(self, entry: Entry, *, column: str) -> Entry:
        """Refuse a second row about the same organization."""
        facts = entry.facts
        key = entry.known.pk if entry.known else (facts.get("nces_id") or "irn " + facts["irn"])
        if (earlier := self.taken.setdefault(key, entry.row)) != entry.row:
            value = facts.get("nces_id") or facts.get("irn", "")
            raise Unmatched(column, value, f"Row {earlier} already speaks of this organization.")
        return entry


def looks_like_service_center(name: str) -> bool:
    """The guess by name for a federal service agency (type 4)."""
    return _SERVICE_CENTER.search(name) is not None


@dataclass
class Kinds:
    """What agencies of CCD type 4 are: decided once, or known, or guessed by name."""

    decided: dict[str, bool]
    may_guess: bool
    # Agencies that nobody has confirmed, with the answer taken or offered for each.
    unconfirmed: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def remembered(cls, reading: Reading, *, may_guess: bool) -> Kinds:
        """The decisions about the agencies of one file."""
        ids = [row.facts["nces_id"] for row in reading.agencies if row.kind is None]
        made = AgencyDecision.objects.filter(nces_id__in=ids)
        return cls(dict(made.values_list("nces_id", "is_service_center")), may_guess)

    def of(self, row: AgencyRow, known: Known | None) -> str | None:
        """ "esc" or "district"; None while it waits for the operator's word."""
        if row.kind is not None:
            return row.kind
        nces_id = row.facts["nces_id"]
        if nces_id in self.decided:
            return "esc" if self.decided[nces_id] else "district"
        is_center = known.kind == "esc" if known else looks_like_service_center(row.facts["name"])
        self.unconfirmed.append(
            {
                "nces_id": nces_id,
                "name": row.facts["name"],
                "is_service_center": is_center,
                "is_known": known is not None,
            }
        )
        if known is None and not self.may_guess:
            return None
        return "esc" if is_center else "district"


def entry_of(row: AgencyRow | SchoolRow, *, kind: str, known: Known | None) -> Entry:
    """The row as an entry, with the defaults that a new organization starts with."""
    facts = dict(row.facts)
    if known is None:
        blank = dict.fromkeys((*BASE_FIELDS, *OWN_FIELDS[kind]), "")
        facts = {**blank, "status": "open", **_defaults(kind), **facts}
    return Entry(row.row, kind, facts, known, known.pk if known else 0)


def _defaults(kind: str) -> dict[str, str]:
    if kind == "district":
        return {"agency_type": "regular"}
    return {"school_type": "traditional"} if kind == "school" else {}


def not_named(directory: Directory, entries: Iterable[Entry]) -> int:
    """Open organizations with a federal id that the file does not name. Absence closes nothing."""
    named = {entry.pk for entry in entries}
    return sum(
        1
        for known in directory.by_pk.values()
        if known.pk not in named and known.facts["nces_id"] and known.facts["status"] == "open"
    )
