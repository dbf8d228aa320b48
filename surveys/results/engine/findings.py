"""What an audit reports: where a rule is broken, never by how many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be published as it stands. People read it and logs keep it."""

    rule: str
    unit: str
    item: str | None = None

    def __str__(self) -> str:
        return f"{self.unit}{f', {self.item}' if self.item else ''}: {self.rule}"
