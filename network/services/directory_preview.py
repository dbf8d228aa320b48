"""A dry run as people read it: the lines that need an eye, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.lists import Tab
from network.directory.columns import LIST_NAMES

if TYPE_CHECKING:
    from network.models import DirectoryImport

NOUNS = {
    "ccd_agencies": "agencies",
    "ccd_history": "agencies",
    "nces_schools": "schools",
    "oneroster": "people",
    "template": "records",
}
# Which lines each way of narrowing shows; what a line counts as besides is in its "also".
CHANGED = ("changed", "closed")


@dataclass(frozen=True)
class Preview:
    """What the page of an import shows of its report."""

    report: dict[str, Any]
    noun: str
    list_name: str
    shown: str

    @classmethod
    def of(cls, directory_import: DirectoryImport, shown: str) -> Preview:
        """The preview of a checked or written import."""
        reader = directory_import.reader
        found = cls(directory_import.report, NOUNS[reader], LIST_NAMES[reader], "all")
        keys = {tab.key for tab in found.tabs}
        return replace(found, shown=shown if shown in keys else "all")

    @property
    def added(self) -> int:
        return self._count("added")

    @property
    def closed(self) -> int:
        return self._count("closed")

    @property
    def updated(self) -> int:
        """Changed or closed."""
        return self._count("changed") + self.closed

    @property
    def same(self) -> int:
        return self._count("unchanged")

    @property
    def renamed(self) -> int:
        return self._count("renamed")

    @property
    def status_changed(self) -> int:
        return self._count("status_changed")

    @property
    def reopened(self) -> int:
        return self._count("reopened")

    @property
    def vanished(self) -> int:
        return self._count("vanished")

    @property
    def closing(self) -> int:
        """How many of those that vanished are closed for it."""
        return sum(bool(line["is_closing"]) for line in self.report.get("vanished", []))

    @property
    def kept(self) -> int:
        """Fields edited here that the file does not overwrite."""
        return self._count("kept")

    @property
    def faults(self) -> int:
        return len(self.report["faulty"])

    @property
    def to_write(self) -> int:
        return self.added + self.updated

    @property
    def has_news(self) -> bool:
        """Whether writing does anything: also that a newer list names the same is news."""
        news = self.report.get("listed_anew", 0) or self.report.get("events", 0)
        return bool(self.to_write or self.closing or news)

    @property
    def tabs(self) -> list[Tab]:
        """The ways of narrowing, each with its count; the rarer ones where there is something."""
        edited = len(self.report.get("kept", []))
        unimported = len(self.report.get("not_imported", []))
        rare = [
            Tab("renamed", "Renamed", self.renamed),
            Tab("status", "Status changed", self.status_changed),
            Tab("reopened", "Reopened", self.reopened),
            Tab("vanished", "Vanished", self.vanished),
            Tab("kept", "Edited here", edited),
            Tab("not_imported", "Not imported", unimported),
        ]
        return [
            Tab("all", "All", self.faults + edited + self.to_write + self.vanished + unimported),
            Tab("faults", "Faults", self.faults),
            Tab("changed", "Changed", self.updated),
            *(tab for tab in rare if tab.count),
            Tab("new", "New", self.added),
        ]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Faults first, then what is edited here, what changes, who vanished, what is new."""
        changes = self.report["changes"]
        changed = [line for line in changes if line["what"] in CHANGED]
        parts = {
            "faults": [{**fault, "what": "fault"} for fault in self.report["faulty"]],
            "kept": [{**line, "what": "kept"} for line in self.report.get("kept", [])],
            "changed": changed,
            "vanished": [{**line, "what": "vanished"} for line in self.report.get("vanished", [])],
            "not_imported": [
                {**line, "what": "not_imported"} for line in self.report.get("not_imported", [])
            ],
            "new": [line for line in changes if line["what"] == "added"],
        }
        if self.shown == "all":
            return [line for part in parts.values() for line in part]
        narrower = {"renamed": "renamed", "status": "status_changed", "reopened": "reopened"}
        if also := narrower.get(self.shown):
            return [line for line in changed if also in line.get("also", ())]
        return parts[self.shown]

    def _count(self, what: str) -> int:
        return int(self.report["counts"].get(what, 0))
