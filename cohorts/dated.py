"""What of a cohort has its own day, besides milestones: each app says what lies outside the cohort.

Nothing is moved by itself when a cohort's days change; its plan says what to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cohorts.models import Cohort

    Finder = Callable[[Cohort], Sequence["Outside"]]


class Outside(NamedTuple):
    """Something that is held before the first day of its cohort or after the last."""

    words: str  # what, and when
    url: str


_FINDERS: list[Finder] = []


def offer_dated(finder: Finder) -> None:
    """Let the plan of a cohort say what lies outside it; called from an app's offers.py."""
    _FINDERS.append(finder)


def outside(cohort: Cohort) -> list[Outside]:
    """Everything that lies outside the days of the cohort."""
    return [found for finder in _FINDERS for found in finder(cohort)]
