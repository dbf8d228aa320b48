"""Changing many teams of a cohort at once, and taking all of that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import transaction

from cohorts.models import Enrollment, EnrollmentChange, MilestoneMark
from cohorts.services.cohort import CohortFull, of_place
from cohorts.services.enrollment import CannotBecome, ChangedSince, change_status, undo_change
from cohorts.services.marking import mark_reached, take_mark_back
from core import clock
from network.models import SupportAssignment
from network.services import activity
from network.services.relations import AlreadySupports, assign_support

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cohorts.models import DesignTeam, Milestone
    from network.models import Person


class Done(TypedDict):
    """What a change made, by ids: enough to take it back. Kept in the session."""

    marks: list[int]
    supports: list[int]
    statuses: list[int]


def is_empty(done: Done) -> bool:
    """Whether nothing was different before."""
    return not (done["marks"] or done["supports"] or done["statuses"])


@transaction.atomic
def mark_many(
    teams: Sequence[DesignTeam], *, milestone: Milestone, on: dt.date, by: Person | None
) -> Done:
    """Note for several teams that they reached a milestone; those noted before stay as they are.

    Raises NotByHand and NotYetThen.
    """
    marks = [mark_reached(milestone, team=team, on=on, by=by) for team in teams]
    return Done(marks=[mark.pk for mark in marks if mark], supports=[], statuses=[])


@transaction.atomic
def support_many(teams: Sequence[DesignTeam], *, specialist: Person, by: Person | None) -> Done:
    """Let a specialist support the places of several teams from today on.

    Places that they support already stay as they are.
    """
    made = []
    for place in {team.place.pk: team.place for team in teams}.values():
        mine = SupportAssignment.objects.filter(specialist=specialist, organization=place.pk)
        if mine.current().exists():
            continue
        try:
            given = assign_support(specialist, organization=place, starts_on=clock.today(), by=by)
        except AlreadySupports:  # from a day to come
            continue
        made.append(given.pk)
    return Done(marks=[], supports=made, statuses=[])


@transaction.atomic
def set_status_of_many(
    teams: Sequence[DesignTeam], *, status: str, reason: str, by: Person | None
) -> Done:
    """Give the places of several teams another status from today on, all or none.

    Places of that status stay as they are. Raises as change_status, naming the place.
    """
    changed = []
    for team in {team.place.pk: team for team in teams}.values():
        place = Enrollment.objects.get(cohort=team.cohort_id, **of_place(team.place))
        if place.status == status:
            continue
        place = change_status(place, to=status, on=clock.today(), reason=reason, by=by)
        newest = place.changes.order_by("-pk").first()
        if newest is None:  # it is written with every change
            raise CannotBecome(f"{place.place} has no history to go on from.")
        changed.append(newest.pk)
    return Done(marks=[], supports=[], statuses=changed)


@transaction.atomic
def take_back(done: Done, *, by: Person | None) -> int:
    """Undo what a change made; how much of it was still as it was left. Safe to repeat.

    What somebody changed since then stays.
    """
    undone = 0
    marks = MilestoneMark.objects.filter(pk__in=done["marks"]).select_related("milestone", "team")
    for mark in marks:
        take_mark_back(mark.milestone, team=mark.team, by=by)
        undone += 1
    supports = SupportAssignment.objects.filter(pk__in=done["supports"], ends_on=None)
    for support in supports.select_related("specialist", "organization"):
        words = f"{support.specialist} does not support {support.organization} after all."
        activity.record(support.organization, "took back", words, by=by)
        support.delete()
        undone += 1
    changes = EnrollmentChange.objects.filter(pk__in=done["statuses"])
    for change in changes.select_related("enrollment"):
        try:
            undo_change(change.enrollment, change=change.pk, by=by)
        except (ChangedSince, CohortFull):
            continue
        undone += 1
    return undone
