"""Milestones of a cohort: dated from its offering's plan, and one by one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import Cohort, Milestone, PlannedMilestone
from cohorts.rules.dates import Time
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person


class OutsideTheCohort(Exception):
    """The day lies before the cohort's first or after its last."""


class MilestoneMarked(Exception):
    """Teams are marked as having reached it; taking it away would lose their marks."""


def time_of(cohort: Cohort) -> Time:
    """Its first and last day, and the days on which nothing of it is put."""
    return Time(cohort.starts_on, cohort.ends_on, frozenset(cohort.closed_days))


@transaction.atomic
def date_milestones(cohort: Cohort, *, by: Person | None) -> list[Milestone]:
    """Give the cohort what its offering plans and it does not have yet, on days that are free.

    Safe to repeat: what has the same name is there.
    """
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    there = set(cohort.milestones.values_list("name", flat=True))
    planned = PlannedMilestone.objects.filter(phase__offering=cohort.offering_id)
    made = [
        Milestone(cohort=cohort, due_on=due_on(cohort, one), phase=one.phase.name, **_facts(one))
        for one in planned.select_related("phase")
        if one.name not in there
    ]
    Milestone.objects.bulk_create(made)
    if made:
        words = f"{len(made)} milestone{'' if len(made) == 1 else 's'} got a day."
        activity.record(cohort, "dated", words, by=by)
    return made


def due_on(cohort: Cohort, planned: PlannedMilestone) -> dt.date:
    """The day of a planned milestone in the cohort, or the next one that is free."""
    aimed = cohort.starts_on + dt.timedelta(days=planned.due_after)
    return time_of(cohort).free_day(aimed)[0]


@transaction.atomic
def write_milestone(
    cohort: Cohort, *, milestone: Milestone | None, by: Person | None, **facts: Any
) -> Milestone:
    """Add a milestone, or change one. Pressing twice adds one. Raises OutsideTheCohort."""
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    refuse_outside(cohort, facts["due_on"])
    if milestone is None:
        made, is_new = cohort.milestones.get_or_create(**facts)
        if is_new:
            words = f"The milestone “{made}” was added, due {activity.in_words(made.due_on)}."
            activity.record(cohort, "added", words, by=by)
        return made
    milestone = cohort.milestones.get(pk=milestone.pk)  # a form may have written into this one
    if changes := activity.save_changes(milestone, facts):
        words = f"The milestone “{milestone}” was changed."
        activity.record(cohort, "changed", words, by=by, changes=changes)
    return milestone


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: Person | None) -> None:
    """Take a milestone away. Safe to repeat. Raises MilestoneMarked."""
    locked = (
        Milestone.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=milestone.pk)
        .first()
    )
    if locked is None:
        return
    if marks := locked.marks.count():
        teams = "1 team is" if marks == 1 else f"{marks} teams are"
        raise MilestoneMarked(f"{teams} marked as having reached “{locked}”. Take the marks first.")
    locked.delete()
    activity.record(locked.cohort, "removed", f"The milestone “{locked}” was removed.", by=by)


def refuse_outside(cohort: Cohort, day: dt.date) -> None:
    """Raises OutsideTheCohort with the days between which to choose."""
    if not cohort.starts_on <= day <= cohort.ends_on:
        first, last = (activity.in_words(end) for end in (cohort.starts_on, cohort.ends_on))
        raise OutsideTheCohort(f"{cohort} runs from {first} to {last}. Choose a day between.")


def _facts(planned: PlannedMilestone) -> dict[str, Any]:
    return {name: getattr(planned, name) for name in ("name", "rule", "number")}
