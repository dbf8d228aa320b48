"""A dry run as people read it: the lines that need an eye, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from network.directory.columns import LIST_NAMES

if TYPE_CHECKING:
    from network.models import DirectoryImport

NOUNS = {"ccd_agencies": "agencies", "nces_schools": "schools", "template": "records"}
SHOWN = ("all", "faults", "changed", "new")


@dataclass(frozen=True)
class Tab:
    """One way of narrowing the lines."""

    code: str
    title: str
    count: int


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
        return cls(
            directory_import.report,
            NOUNS[directory_import.reader],
            LIST_NAMES[directory_import.reader],
            shown if shown in SHOWN else "all",
        )

    @property
    def added(self) -> int:
        return int(self.report["counts"]["added"])

    @property
    def closed(self) -> int:
        return int(self.report["counts"]["closed"])

    @property
    def updated(self) -> int:
        """Changed or closed."""
        return int(self.report["counts"]["changed"]) + self.closed

    @property
    def same(self) -> int:
        return int(self.report["counts"]["unchanged"])

    @property
    def faults(self) -> int:
        return len(self.report["faulty"])

    @property
    def to_write(self) -> int:
        return self.added + self.updated

    @property
    def tabs(self) -> list[Tab]:
        """The ways of narrowing, each with its count."""
        return [
            Tab("all", "All", self.faults + self.to_write),
            Tab("faults", "Faults", self.faults),
            Tab("changed", "Changed", self.updated),
            Tab("new", "New", self.added),
        ]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Faults first, then what changes, then what is new."""
        changes = self.report["changes"]
        parts = {
            "faults": [{**fault, "what": "fault"} for fault in self.report["faulty"]],
            "changed": [line for line in changes if line["what"] in ("changed", "closed")],
            "new": [line for line in changes if line["what"] == "added"],
        }
        if self.shown == "all":
            return [line for part in parts.values() for line in part]
        return parts[self.shown]
