"""What an import did, or would do: plain data for people, JSON and the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.services.directory_writing import label, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from network.directory.rows import Reading
    from network.services.directory_entries import Entry
    from network.services.directory_history import Told
    from network.services.directory_matching import Known

COUNTED = ("added", "changed", "closed", "unchanged")
# A row may count as several of these besides, and who is not in the file has no row.
ALSO_COUNTED = ("renamed", "status_changed", "reopened", "vanished", "kept")
NOUNS = {"esc": "service centers", "district": "districts", "school": "schools"}


@dataclass
class Report:
    """The outcome of one file."""

    file: str
    reader: str
    encoding: str
    year: int | None
    rows: int
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((*COUNTED, *ALSO_COUNTED), 0)
    )
    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    faulty: list[dict[str, Any]] = field(default_factory=list)
    unconfirmed: list[dict[str, Any]] = field(default_factory=list)
    waiting: int = 0
    not_in_file: int = 0
    # Named by the newest earlier list and not by this one; some may be closed for it.
    vanished: list[dict[str, Any]] = field(default_factory=list)
    # Fields edited here that the file says otherwise, taken or kept.
    kept: list[dict[str, Any]] = field(default_factory=list)
    # Organizations for which this is now the newest list that names them.
    listed_anew: int = 0
    # Of lists of many years: what they tell, and how many events that adds or corrects.
    history: dict[str, Any] = field(default_factory=dict)
    events: int = 0
    # Staff whom an export names as gone.
    not_imported: list[dict[str, Any]] = field(default_factory=list)
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
        older = merged = 0
        for entry in entries:
            self.count(entry.what, NOUNS[entry.kind])
            for what in entry.also:
                self.counts[what] += 1
            self.listed_anew += entry.is_listed_anew
            older += entry.is_older
            merged += entry.known is not None and entry.known.is_merged
            if entry.what != "unchanged":
                self.changes.append(_change(entry, agency_names))
            if entry.edits:
                line = _kept(entry, agency_names)
                self.kept.append(line)
                self.counts["kept"] += len(line["kept"])
        self._note(older, "of a newer year in the directory; their facts stay as they are.")
        self._note(merged, "merged into another organization here; nothing of them changes.")

    def tell_vanished(self, missing: Iterable[Known], *, closing: Iterable[Known]) -> None:
        """Keep who is no longer listed, by name, and who of them would be closed for it."""
        closed = {known.pk for known in closing}
        for known in missing:
            self.vanished.append(
                {
                    "pk": known.pk,
                    "kind": known.kind,
                    "name": known.facts["name"],
                    "irn": known.facts["irn"],
                    "nces_id": known.facts["nces_id"],
                    "status": words("status", known.facts["status"]),
                    "listed_to": known.listed_to,
                    "is_closing": known.pk in closed,
                }
            )
        self.vanished.sort(key=_name)
        self.counts["vanished"] += len(self.vanished)
        if self.counts["vanished"] > self.rows / 5:
            self.notes.append(
                f"{self.counts['vanished']:,} would be missing, more than a fifth of this file's "
                "rows. Make sure that the file is the whole list."
            )

    def tell_history(
        self, reading: Reading, told: Told, *, gone: Sequence[Entry], closed: Collection[int]
    ) -> None:
        """Keep what the lists of many years tell, and who is no longer in the newest."""
        for entry in gone:
            self.vanished.append(
                {
                    # In a dry run what is new has no page yet.
                    "pk": entry.known.pk if entry.known else None,
                    "kind": entry.kind,
                    "name": entry.facts["name"],
                    "irn": entry.facts.get("irn", ""),
                    "nces_id": entry.nces_id,
                    "status": words("status", entry.facts.get("status", "")),
                    "listed_to": reading.history[entry.nces_id][-1].year,
                    "is_closing": entry.pk in closed,
                }
            )
        self.vanished.sort(key=_name)
        self.counts["vanished"] = len(self.vanished)
        years = {listing.year for listings in reading.history.values() for listing in listings}
        self.history = {
            "first_year": min(years),
            "last_year": max(years),
            "years": len(years),
            "agencies": len(reading.history),
            "listings": sum(map(len, reading.history.values())),
            "events": told.by_event,
        }
        self.events = told.added + told.corrected + told.taken_back

    def _note(self, count: int, words: str) -> None:
        if count:
            rows = "1 row is" if count == 1 else f"{count:,} rows are"
            self.notes.append(f"{rows} {words}")

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


def _name(line: dict[str, Any]) -> str:
    name: str = line["name"]
    return name


def _change(entry: Entry, agency_names: Mapping[str, str]) -> dict[str, Any]:
    facts = entry.facts
    known = entry.known.facts if entry.known else {}
    return {
        "row": entry.row,
        "what": entry.what,
        "also": entry.also,
        "kind": entry.kind,
        "name": facts["name"],
        "irn": facts.get("irn") or known.get("irn", ""),
        "nces_id": facts.get("nces_id") or known.get("nces_id", ""),
        "detail": _detail(entry, agency_names) if entry.what == "added" else "",
        "fields": [
            _field(name, old, new, agency_names) for name, (old, new) in entry.differences.items()
        ],
    }


def _kept(entry: Entry, agency_names: Mapping[str, str]) -> dict[str, Any]:
    facts = entry.known.facts if entry.known else entry.facts
    fields = [
        {**_field(name, ours, theirs, agency_names), "is_taken": taken}
        for name, (ours, theirs, taken) in entry.edits.items()
    ]
    return {
        "row": entry.row,
        "kind": entry.kind,
        "name": facts["name"],
        "irn": facts["irn"],
        "nces_id": facts["nces_id"],
        "fields": fields,
        "kept": [field["field"] for field in fields if not field["is_taken"]],
    }


def _field(name: str, old: str, new: str, agency_names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "field": name,
        "label": label(name),
        "old": _words(name, old, agency_names),
        "new": _words(name, new, agency_names),
    }


def _detail(entry: Entry, agency_names: Mapping[str, str]) -> str:
    facts = entry.facts
    if entry.kind == "school":
        low, high = facts["lowest_grade"], facts["highest_grade"]
        span = f"{low}–{high}" if low != high else low
        grades = f"grades {span}" if low else "grades not given"
        return f"{agency_names.get(facts['agency_id'], '')}, {grades}"
    told = words("agency_type", facts.get("agency_type", "")) or "Service center"
    status = facts["status"]
    return told if status == "open" else f"{told}, {words('status', status).lower()}"


def _words(name: str, value: str, agency_names: Mapping[str, str]) -> str:
    if name == "agency_id":
        return agency_names.get(value, "")
    return words(name, value)
