"""Why something about a form cannot be done, in words that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Refusal(Exception):
    """A rule of surveys says no; the message is the sentence to show."""


class NotReady(Refusal):
    """The form cannot be asked with yet; `reasons` are sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("The form is not ready: " + " ".join(self.reasons))


class IsFrozen(Refusal):
    """A survey opened with this version, so its wording is fixed."""

    def __init__(self) -> None:
        super().__init__(
            "A survey has opened with this version, so it stays as it is. Make a new version."
        )


class ListInUse(Refusal):
    """A fixed version uses this list of answers."""

    def __init__(self) -> None:
        super().__init__(
            "A form that was opened uses this list, so it stays as it is. Make a new list."
        )


class CodeIsFixed(Refusal):
    """The item was asked under this code before."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} was asked before under this code, so the code stays.")


class CodeTaken(Refusal):
    """Another question, version or instrument has this code."""


class HasNewerVersion(Refusal):
    """There is a version that can still be changed."""


class ConditionBreaks(Refusal):
    """A condition would name a question that comes later, or none."""


class SectionHasQuestions(Refusal):
    """Only an empty section can be removed."""


class NoSuchPlace(Refusal):
    """The section is not one of this version."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same thing since the page was opened."""


class AlreadyDecided(Refusal):
    """A decision about a version that was opened stays."""
