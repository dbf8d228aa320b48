"""Work of surveys that the clock starts. Each may run twice at once, and again after a crash."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task

from core import clock
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration, Draft
from surveys.collection.services import close_administration
from surveys.collection.services import remind as remind_of
from surveys.results.services import (
    AuditStoppedRelease,
    refuse_release,
    release_administration,
)

logger = logging.getLogger(__name__)

# What somebody began and did not send is kept this long after the close, as the form says.
GRACE = dt.timedelta(hours=24)


@shared_task
def turn_windows() -> int:
    """Close the surveys whose time is over, and forget what was never sent to closed ones."""
    closed = 0
    for administration in Administration.objects.past_window():
        close_administration(administration, by=None)
        closed += 1
    Draft.objects.abandoned(clock.now() - GRACE).delete()
    return closed


@shared_task
def fold_responses() -> int:
    """Fold the units that have enough sealed answers; of closed surveys everything."""
    folded = 0
    for administration in Administration.objects.open():
        folded += fold_sealed(administration)
    for administration in Administration.objects.unsettled():
        folded += fold_sealed(administration, finish=True)
    return folded


@shared_task
def release_closed() -> int:
    """Release what was asked for, and convening feedback, which nobody has to ask for."""
    for administration in Administration.objects.unsettled():
        fold_sealed(administration, finish=True)
    released = 0
    for administration in Administration.objects.waiting_for_release():
        try:
            release_administration(administration, by=administration.release_requested_by)
        except AuditStoppedRelease as stopped:
            # Nothing is published; a person has to look, and the next survey must not wait.
            refuse_release(administration, because=stopped)
            logger.error("Administration %s: %s", administration.pk, stopped)
        else:
            released += 1
    return released


@shared_task
def remind() -> int:
    """Queue the reminders that are due, to those who have not answered."""
    return sum(remind_of(administration) for administration in Administration.objects.open())
