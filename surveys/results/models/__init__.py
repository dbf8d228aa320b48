"""What results keep: releases, people's own words, and what evaluators agreed to."""

from surveys.results.models.agreement import Agreement, Extract
from surveys.results.models.release import Basis, Release, ReleasedComment, ReleasedUnit
from surveys.results.models.words import Coding, OpenAnswer, Quote, Tag

__all__ = [
    "Agreement",
    "Basis",
    "Coding",
    "Extract",
    "OpenAnswer",
    "Quote",
    "Release",
    "ReleasedComment",
    "ReleasedUnit",
    "Tag",
]
