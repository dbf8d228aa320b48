"""Changing, copying and deleting a survey that has not opened yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from core import clock
from network.models import Person, School
from network.services import activity
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import FrameIsFrozen
from surveys.collection.services.administrations import (
    hold,
    hold_draft,
    prepare_administration,
)
from surveys.collection.services.frames import FrameRow, set_school_frame
from surveys.collection.services.modes import refuse_other_modes

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from surveys.instruments.models import InstrumentVersion

TWICE_WITHIN = dt.timedelta(minutes=1)
KEPT_FOR = dt.timedelta(days=30)  # a draft that was put away
CHANGEABLE = (
    "version",
    "cohort",
    "title",
    "school_year",
    "wave",
    "opens_at",
    "closes_at",
    "mode",
    "reminders",
    "grace_hours",
    "threshold",
)


@transaction.atomic
def prepare_survey(
    *, earlier: Administration | None = None, by: Person, **facts: Any
) -> Administration:
    """A draft with these facts, and the frame of an earlier survey if there is one.

    The same within a minute is a second click on the same button and makes no second survey.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    twins = Administration.objects.kept().filter(
        **facts, created_by=by, created_at__gte=clock.now() - TWICE_WITHIN
    )
    if twin := twins.first():
        return twin
    administration = prepare_administration(**facts, by=by)
    if earlier:
        _take_frame(administration, earlier, by=by)
    return administration


@transaction.atomic
def change_administration(
    administration: Administration,
    *,
    version: InstrumentVersion,
    cohort: Cohort | None,
    title: str,
    school_year: str,
    wave: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    mode: str,
    reminders: str,
    grace_hours: int,
    threshold: int,
    by: Person | None,
) -> Administration:
    """Other settings before it opens. Saying the same twice changes nothing.

    The frame follows: another form may have other role groups, and on another opening day a
    district may belong to another service center. Raises FrameIsFrozen or ModeDoesNotFit.
    """
    held = hold_draft(administration)
    before = activity.facts_of(held, CHANGEABLE)
    had, opened_on = held.version.roles, timezone.localdate(held.opens_at)
    held.version, held.cohort, held.title = version, cohort, title
    held.school_year, held.wave, held.mode = school_year, wave, mode
    held.opens_at, held.closes_at = opens_at, closes_at
    held.reminders, held.grace_hours, held.threshold = reminders, grace_hours, threshold
    changes = activity.changes_since(held, before)
    if not changes:
        return held
    refuse_other_modes(held)
    held.full_clean(exclude=["created_by"])
    held.save(update_fields=CHANGEABLE)
    activity.record(held, "changed", f"{held} was changed.", by=by, changes=changes)
    if version.roles != had or timezone.localdate(opens_at) != opened_on:
        _take_frame(held, held, by=by)
    return held


@transaction.atomic
def remove_draft(administration: Administration, *, by: Person | None) -> Administration:
    """Put a draft away; it can be brought back for a time. A second call changes nothing.

    Raises FrameIsFrozen once it has opened: what was asked is never deleted.
    """
    held = hold(administration)
    if not held.is_draft:
        raise FrameIsFrozen("This survey has opened, so it is kept.")
    if held.removed_at is None:
        held.removed_at = clock.now()
        held.save(update_fields=["removed_at"])
        activity.record(held, "deleted", f"{held} was deleted before it opened.", by=by)
    return held


@transaction.atomic
def bring_back_draft(administration: Administration, *, by: Person | None) -> Administration:
    """Undo `remove_draft`; everything is as it was. A second call changes nothing."""
    held = hold(administration)
    if held.removed_at is not None:
        held.removed_at = None
        held.save(update_fields=["removed_at"])
        activity.record(held, "restored", f"{held} was brought back.", by=by)
    return held


def delete_removed() -> int:
    """Delete the drafts that nobody brought back for a month; how many. Safe to repeat."""
    removed = Administration.objects.filter(
        state=Administration.State.DRAFT, removed_at__lte=clock.now() - KEPT_FOR
    )
    count = removed.count()
    removed.delete()
    return count


def _take_frame(
    administration: Administration, earlier: Administration, *, by: Person | None
) -> int:
    """The schools of `earlier`; role groups only where this form has the same ones."""
    roles = set(administration.version.roles)
    units = earlier.units.filter(kind=FrameUnit.Kind.SCHOOL, organization__isnull=False)
    facts = {unit.organization_id: unit for unit in units if unit.organization_id}
    rows = []
    for school in School.objects.filter(pk__in=facts, merged_into=None):
        unit = facts[school.pk]
        by_role = unit.staff_by_role if set(unit.staff_by_role) <= roles else {}
        rows.append(FrameRow(school, unit.staff, by_role))
    if rows:
        set_school_frame(administration, rows=rows, by=by)
    return len(rows)
