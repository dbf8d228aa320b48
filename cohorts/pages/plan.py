"""The plan of a cohort in words: topics, milestones with what counts as reached, closed days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts import dated
from cohorts.pages.standing import words_of
from cohorts.rules.dates import spans_of

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.dated import Outside
    from cohorts.models import Cohort, CohortTopic, Milestone


@dataclass(frozen=True)
class Planned:
    """A milestone, and what counts as reached."""

    milestone: Milestone
    words: str


@dataclass(frozen=True)
class Plan:
    """Everything that the plan of a cohort holds."""

    topics: list[CohortTopic]
    milestones: list[Planned]
    closed: list[tuple[dt.date, dt.date]]
    outside: list[Outside]


def plan_of(cohort: Cohort) -> Plan:
    """By a fixed number of queries, however much is planned."""
    return Plan(
        topics=list(cohort.topics.select_related("component")),
        milestones=[Planned(one, words_of(one)) for one in cohort.milestones.all()],
        closed=spans_of(cohort.closed_days),
        outside=dated.outside(cohort),
    )
