"""What the directory knows, looked up by the identifiers of a file's rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.models import Organization
from network.querysets.organization import OPERATING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.directory.rows import SchoolRow

BASE_FIELDS = (
    "name",
    "nces_id",
    "irn",
    "status",
    "street",
    "city",
    "state",
    "postal_code",
    "county",
    "phone",
    "email",
    "website",
)
OWN_FIELDS = {
    "esc": ("region",),
    "district": ("agency_type", "typology", "typology_version", "locale"),
    "school": ("agency_id", "school_type", "lowest_grade", "highest_grade"),
}
# Where the base table finds the columns that only one kind has.
PATHS = {
    "esc": "servicecenter__{}",
    "district": "district__{}",
    "school": "school__{}",
}
AGENCIES = ("esc", "district")


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
    edited: frozenset[str] = frozenset()
    listed_to: int | None = None
    is_merged: bool = False

    def is_edited(self, name: str) -> bool:
        """Whether somebody typed this field here; forms name a relation without its "_id"."""
        return name in self.edited or name.removesuffix("_id") in self.edited


@dataclass
class Directory:
    """What is known of some kinds, looked up by identifier. Read once per file."""

    by_pk: dict[int, Known]
    by_nces_id: dict[str, Known] = field(default_factory=dict)
    by_irn: dict[str, list[Known]] = field(default_factory=dict)
    # Whom earlier rows spoke of: the row, and the federal id it gave.
    taken: dict[object, int] = field(default_factory=dict)
    claimed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *kinds: str) -> Directory:
        """Everything the directory knows of these kinds, in one query."""
        own = {
            (kind, name): PATHS[kind].format(name) for kind in kinds for name in OWN_FIELDS[kind]
        }
        rows = Organization.objects.filter(kind__in=kinds).values(
            "pk",
            "kind",
            "edited_by_hand",
            "listed_to",
            "merged_into",
            *BASE_FIELDS,
            *own.values(),
        )
        found = cls({})
        for row in rows:
            facts = {name: row[name] for name in BASE_FIELDS}
            facts |= {n: str(row[path]) for (k, n), path in own.items() if k == row["kind"]}
            edited = frozenset(row["edited_by_hand"])
            is_merged = row["merged_into"] is not None
            known = Known(row["pk"], row["kind"], facts, edited, row["listed_to"], is_merged)
            found.add(known)
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
        same = [k for k in same if not (nces_id and (k.facts["nces_id"] or k.pk in self.claimed))]
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
            same = [known for known in same if known.facts["status"] in OPERATING] or same
        if len(same) > 1:
            raise Unmatched(column, irn, "Several organizations have this IRN. Add the NCES id.")
        return same[0] if same else None

    def newest_list(self, kind: str, *, before: int) -> int | None:
        """The year of the newest list of a kind before a year."""
        years = [k.listed_to for k in self.by_pk.values() if k.kind == kind and k.listed_to]
        return max((year for year in years if year < before), default=None)
