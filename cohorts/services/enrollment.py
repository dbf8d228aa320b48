"""What becomes of a place in a cohort: paused, completed, left, come back; and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import Enrollment
from cohorts.rules import enrollment as rule
from cohorts.services.cohort import (
    CohortFull,
    enroll,
    has_free_place,
    locked_cohort,
    note_change,
    withdraw,
)
from cohorts.services.team import OutsideCohort
from core.templatetags.house import long_day
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

Status = Enrollment.Status


class CannotBecome(Exception):
    """The place has a status from which this one does not follow."""


class ReasonMissing(Exception):
    """Pausing and leaving say why, for whoever reads the history."""


class BeforeTheLast(Exception):
    """The day lies before that of the newest change."""


class ChangedSince(Exception):
    """Only the newest change can be taken back."""


@transaction.atomic
def change_status(
    enrollment: Enrollment, *, to: str, on: dt.date, by: Person | None, reason: str = ""
) -> Enrollment:
    """Give a place another status from a day on. Safe to repeat: it has the status then already.

    Raises CannotBecome, ReasonMissing, OutsideCohort, BeforeTheLast, and CohortFull when one that
    left comes back to a cohort that is full.
    """
    found = _locked(enrollment)
    if found.status == to:
        return found
    _refuse_wrong(found, to, on, reason)
    if to == Status.WITHDRAWN:
        return withdraw(found, on=on, reason=reason, by=by)
    if found.status == Status.WITHDRAWN:
        return enroll(found.cohort, place=found.place, on=on, by=by)
    words = f"{found.place}: {Status(to).label.lower()} in {found.cohort}"
    _write(found, to, ends_on=on if to in rule.IS_OVER else None, words=words, by=by)
    note_change(found, on=on, by=by, reason=reason)
    return found


@transaction.atomic
def begin_place(enrollment: Enrollment, *, on: dt.date) -> bool:
    """Make an accepted place active; whether it was still to begin. One that left stays away."""
    if _locked(enrollment).status != Status.ACCEPTED:
        return False
    change_status(enrollment, to=Status.ACTIVE, on=on, by=None)
    return True


@transaction.atomic
def undo_change(enrollment: Enrollment, *, change: int, by: Person | None) -> Enrollment:
    """Take the newest change of a place back; the place has the status of before. Safe to repeat.

    Raises ChangedSince when another came after it, and CohortFull when the place was given away.
    """
    found = _locked(enrollment)
    history = list(found.changes.order_by("-pk"))
    if change not in {row.pk for row in history}:
        return found  # a second click
    if history[0].pk != change or len(history) == 1:
        raise ChangedSince("Something else happened since. Change the status instead.")
    newest, before = history[:2]
    if found.status == Status.WITHDRAWN and not has_free_place(found.cohort):
        raise CohortFull(f"{found.cohort} has no place left.")
    ends_on = before.on if before.status in rule.IS_OVER else None
    words = f"{found.place} is {before.get_status_display().lower()} in {found.cohort} again"
    _write(found, before.status, ends_on=ends_on, words=words, by=by)
    newest.delete()
    return found


def _refuse_wrong(found: Enrollment, to: str, on: dt.date, reason: str) -> None:
    place, cohort = found.place, found.cohort
    if not rule.may_become(found.status, to):
        is_now = found.get_status_display().lower()
        raise CannotBecome(f"{place} is {is_now} in {cohort}; that is not followed by this.")
    if to in rule.NEEDS_A_REASON and not reason.strip():
        raise ReasonMissing("Say why, in a few words. Whoever reads the history will ask.")
    if on > cohort.ends_on:
        raise OutsideCohort(f"{cohort} ends on {long_day(cohort.ends_on)}. Choose a day before.")
    newest = found.changes.order_by("-pk").first()
    last = newest.on if newest else found.starts_on
    if on < last:
        raise BeforeTheLast(f"The last change was on {long_day(last)}. Choose that day or later.")


def _write(
    found: Enrollment, status: str, *, ends_on: dt.date | None, words: str, by: Person | None
) -> None:
    changes = activity.save_changes(found, {"status": status, "ends_on": ends_on})
    activity.record(found.cohort, "changed", f"{words}.", by=by, changes=changes)


def _locked(enrollment: Enrollment) -> Enrollment:
    """The row as it is now; a second click waits here, at the cohort, as who enrolls does."""
    locked_cohort(enrollment.cohort_id)
    rows = Enrollment.objects.select_for_update(of=("self",))
    return rows.select_related("cohort__offering", "school", "district").get(pk=enrollment.pk)
