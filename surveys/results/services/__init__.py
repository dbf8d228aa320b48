"""What changes results: releases and what leads to them."""

from surveys.results.services.gathering import tree_of, unit_id
from surveys.results.services.releasing import (
    AnswersWaiting,
    AuditStoppedRelease,
    NotClosed,
    checked_figures,
    refuse_findings,
    refuse_release,
    release_administration,
)

__all__ = [
    "AnswersWaiting",
    "AuditStoppedRelease",
    "NotClosed",
    "checked_figures",
    "refuse_findings",
    "refuse_release",
    "release_administration",
    "tree_of",
    "unit_id",
]
