"""Work of surveys that the clock starts. Each may run twice at once, and again after a crash."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from celery import shared_task

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration
from surveys.collection.open_links import clear_empty_seats
from surveys.collection.services import close_past_window, delete_removed, forget_opt_outs
from surveys.collection.services import remind as remind_of
from surveys.collection.services.answer_files import forget_files
from surveys.results.engine.counts import WrongCounts
from surveys.results.refusals import TooFewChanged
from surveys.results.services import (
    AuditStoppedRelease,
    correct_release,
    hold_correction,
    refuse_release,
    release_administration,
)
from surveys.results.services import set_words_apart as apart
from surveys.results.services.agreements import tell_of_ends

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveys.results.models import Release

logger = logging.getLogger(__name__)


@shared_task
def turn_windows() -> int:
    """Close the surveys whose time is over, and clear seats that nobody used."""
    closed = 0
    for administration in Administration.objects.past_window():
        closed += not close_past_window(administration).is_open
    clear_empty_seats()
    return closed


@shared_task
def fold_responses() -> int:
    """Fold the units that have enough sealed answers; of closed surveys everything.

    A closed one waits while somebody who has begun may still send; after that, what was never sent
    is deleted.
    """
    folded = 0
    for administration in Administration.objects.open():
        folded += fold_sealed(administration)
    for administration in Administration.objects.unsettled():
        folded += fold_sealed(administration, finish=True)
    return folded


@shared_task
def set_words_apart() -> int:
    """Make open answers of settled surveys rows of their own, for a person to read."""
    waiting = Administration.objects.with_words_to_set_apart()
    return sum(apart(administration) for administration in waiting)


@shared_task
def release_closed() -> int:
    """Release what was asked for, and convening feedback, which nobody has to ask for."""
    for administration in Administration.objects.unsettled():
        fold_sealed(administration, finish=True)
    return sum(
        _released(administration, release)
        for waiting, release in (
            (Administration.objects.waiting_for_release(), release_administration),
            (Administration.objects.waiting_for_correction(), correct_release),
        )
        for administration in waiting
    )


def _released(administration: Administration, release: Callable[..., Release]) -> bool:
    """Whether it worked; if not, nothing is published and whoever asked is told why."""
    try:
        release(administration, by=administration.release_requested_by)
    except TooFewChanged as waits:
        hold_correction(administration, because=waits)
    except (AuditStoppedRelease, WrongCounts) as stopped:
        # A person has to look, and the next survey must not wait.
        refuse_release(administration, because=stopped)
        logger.error("Administration %s: %s", administration.pk, stopped)
    else:
        return True
    return False


@shared_task
def remind() -> int:
    """Queue the reminders that are due, to those who have not answered."""
    return sum(remind_of(administration) for administration in Administration.objects.open())


@shared_task
def forget() -> int:
    """Delete codes of learners after 90 days, drafts put away a month ago, files left a week."""
    return forget_opt_outs() + delete_removed() + forget_files()


@shared_task
def tell_of_agreements() -> int:
    """Mail before agreements on data end, and afterwards; each message once."""
    return tell_of_ends()
