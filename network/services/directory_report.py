"""What an import did, or would do: plain data for people, JSON and the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.models import District, Organization, School
from network.services.directory_writing import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.directory.rows import Reading
    from network.services.directory_matching import Entry

COUNTED = ("added", "changed", "closed", "unchanged")
NOUNS = {"esc": "service centers", "district": "districts", "school": "schools"}

# The words of coded values, so that a change reads "Open" and not "open".
CODES: dict[str, dict[str, str]] = {
    "status": dict(Organization.Status.choices),
    "kind": dict(Organization.Kind.choices),
    "agency_type": dict(District.AgencyType.choices),
    "school_type": dict(School.SchoolType.choices),
}


@dataclass
class Report:
    """The outcome of one file."""

    file: str
    reader: str
    encoding: str
    year: int | None
    rows: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    faulty: list[dict[str, Any]] = field(default_factory=list)
    unconfirmed: list[dict[str, Any]] = field(default_factory=list)
    waiting: int = 0
    not_in_file: int = 0
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, reading: Reading) -> Report:
        """An empty report about a file that was read."""
        return cls(
            file=reading.file,
            reader=reading.reader,
            encoding=reading.encoding,
            year=reading.year,
            rows=reading.rows_read,
            faulty=[fault.as_dict() for fault in reading.faults],
            notes=list(reading.notes),
        )

    def count(self, what: str, noun: str) -> None:
        """Count one row."""
        self.counts[what] += 1
        self.by_kind.setdefault(noun, dict.fromkeys(COUNTED, 0))[what] += 1

    def tell(self, entries: Iterable[Entry], agency_names: Mapping[str, str]) -> None:
        """Count entries, and keep in words what each that differs would become."""
        for entry in entries:
            self.count(entry.what, NOUNS[entry.kind])
            if entry.what != "unchanged":
                self.changes.append(_change(entry, agency_names))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; faults in the order of the file."""
        return {
            **self.__dict__,
            "faulty": sorted(self.faulty, key=_row),
            "changes": sorted(self.changes, key=_row),
        }


def _row(line: dict[str, Any]) -> int:
    row: int = line["row"]
    return row


def _change(entry: Entry, agency_names: Mapping[str, str]) -> dict[str, Any]:
    facts = entry.facts
    known = entry.known.facts if entry.known else {}
    return {
        "row": entry.row,
        "what": entry.what,
        "kind": entry.kind,
        "name": facts["name"],
        "irn": facts.get("irn") or known.get("irn", ""),
        "nces_id": facts.get("nces_id") or known.get("nces_id", ""),
        "detail": _detail(entry, agency_names) if entry.what == "added" else "",
        "fields": [
            {
                "field": name,
                "label": label(name),
                "old": _words(name, old, agency_names),
                "new": _words(name, new, agency_names),
            }
            for name, (old, new) in entry.differences.items()
        ],
    }


def _detail(entry: Entry, agency_names: Mapping[str, str]) -> str:
    facts = entry.facts
    if entry.kind == "school":
        low, high = facts["lowest_grade"], facts["highest_grade"]
        span = f"{low}–{high}" if low != high else low
        grades = f"grades {span}" if low else "grades not given"
        return f"{agency_names.get(facts['agency_id'], '')}, {grades}"
    words = CODES["agency_type"].get(facts.get("agency_type", ""), "Service center")
    closed = "" if facts["status"] == "open" else f", {CODES['status'][facts['status']].lower()}"
    return f"{words}{closed}"


def _words(name: str, value: str, agency_names: Mapping[str, str]) -> str:
    if name == "agency_id":
        return agency_names.get(value, "")
    return CODES.get(name, {}).get(value, value)
