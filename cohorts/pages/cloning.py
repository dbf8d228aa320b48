"""What a clone would be, day by day, before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.cloning import Shifted, steps
from cohorts.rules.dates import Time, shift

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cohorts.models import Cohort


@dataclass(frozen=True)
class Part:
    """What one app takes along, in the order of its days."""

    title: str
    rows: Sequence[Shifted]


@dataclass(frozen=True)
class Preview:
    """Everything of a cohort with its old and its new day."""

    parts: list[Part]
    topics: list[str]

    @property
    def moved(self) -> int:
        """How many things could not keep their weekday."""
        return sum(bool(row.why) for part in self.parts for row in part.rows)


def preview(
    source: Cohort, *, starts_on: dt.date, ends_on: dt.date, closed_days: Iterable[dt.date]
) -> Preview:
    """The same days as services.clone_cohort would make."""
    new_day = shift(source.starts_on, Time(starts_on, ends_on, frozenset(closed_days)))
    own = [
        Shifted("First day", source.starts_on, starts_on),
        Shifted("Last day", source.ends_on, ends_on),
    ]
    due = [Shifted(one.name, one.due_on, *new_day(one.due_on)) for one in source.milestones.all()]
    offered = [Part(step.title, step.preview(source, new_day)) for step in steps()]
    parts = [Part("The cohort", own), Part("Milestones", due), *offered]
    return Preview(
        [part for part in parts if part.rows], [topic.title for topic in source.topics.all()]
    )
