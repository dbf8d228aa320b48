"""A cohort again at other dates: its plan, and never its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.cloning import steps
from cohorts.models import Cohort, CohortTopic, Milestone
from cohorts.rules.dates import shift
from cohorts.services.cohort import last_day, locked_cohort, open_cohort
from cohorts.services.milestone import time_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from network.models import Organization, Person


@transaction.atomic
def clone_cohort(
    source: Cohort,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    closed_days: Iterable[dt.date],
    home: Organization,
    by: Person | None,
) -> Cohort:
    """Open the cohort again with its topics, milestones and whatever other apps take along.

    All or nothing. Pressing twice makes one: the second press gets the clone of the first. Raises
    CohortNameTaken.
    """
    source = locked_cohort(source.pk)
    made = source.clones.filter(name__iexact=name, starts_on=starts_on).first()
    if made is not None:
        return made
    copy = open_cohort(
        source.offering,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        closed_days=closed_days,
        home=home,
        cloned_from=source,
        by=by,
    )
    new_day = shift(source.starts_on, time_of(copy))
    CohortTopic.objects.bulk_create(
        CohortTopic(
            cohort=copy, place=topic.place, title=topic.title, component_id=topic.component_id
        )
        for topic in source.topics.all()
    )
    Milestone.objects.bulk_create(
        Milestone(
            cohort=copy,
            phase=one.phase,
            name=one.name,
            rule=one.rule,
            number=one.number,
            due_on=new_day(one.due_on)[0],
        )
        for one in source.milestones.all()
    )
    for step in steps():
        step.make(source, copy, new_day, by)
    return copy


def last_day_of_clone(source: Cohort, starts_on: dt.date) -> dt.date:
    """As long as the offering says, or as many days as the cohort has where it differs from it."""
    months = source.offering.length_months
    if source.ends_on == last_day(source.starts_on, months=months):
        return last_day(starts_on, months=months)
    return starts_on + (source.ends_on - source.starts_on)
