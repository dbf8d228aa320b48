"""What a reader understood of a file, and what became of each thing in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from surveys.instruments.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping


class Unreadable(Refusal):
    """The file is no form that we can read; the message says what to do."""


class Outcome(StrEnum):
    """What became of one thing in a file."""

    TAKEN = "taken"
    CHANGED = "changed"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a file: `where` it stands, `what` it is, and in `words` what it became or
    why it did not.
    """

    where: str
    what: str
    outcome: Outcome
    words: str

    def as_json(self) -> dict[str, str]:
        """For machines."""
        return {
            "where": self.where,
            "what": self.what,
            "outcome": self.outcome.value,
            "words": self.words,
        }


@dataclass
class Report:
    """Lines in the order of the file; nothing of a file goes without one."""

    lines: list[Line] = field(default_factory=list)

    def taken(self, where: str, what: str, words: str) -> None:
        """It is in the form as it stands in the file."""
        self.lines.append(Line(where, what, Outcome.TAKEN, words))

    def changed(self, where: str, what: str, words: str) -> None:
        """It is in the form, but not as it stands in the file."""
        self.lines.append(Line(where, what, Outcome.CHANGED, words))

    def left_out(self, where: str, what: str, words: str) -> None:
        """It is not in the form, and this is why."""
        self.lines.append(Line(where, what, Outcome.LEFT_OUT, words))


@dataclass(frozen=True)
class Understood:
    """A form as `load_form` takes it, with `scales`, and the report of how it came to be."""

    format: str  # "XLSForm", for people
    form: Mapping[str, Any]
    report: tuple[Line, ...]

    def with_outcome(self, outcome: Outcome) -> list[Line]:
        """The lines of one outcome, in order."""
        return [line for line in self.report if line.outcome == outcome]
