"""Follow-up work of surveys, handed over on commit."""

from __future__ import annotations

import logging

from celery import current_app, shared_task
from django.core.cache import cache
from kombu.exceptions import OperationalError
from redis import RedisError

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration

GATHER_SECONDS = 3

log = logging.getLogger(__name__)


@shared_task
def settle(administration_id: int) -> int:
    """Fold what is left of a closed administration, unless somebody may still send."""
    administration = Administration.objects.filter(pk=administration_id).first()
    return fold_sealed(administration, finish=True) if administration else 0


def fold_soon(administration_id: int) -> None:
    """Have what was sent folded soon; what comes within these seconds is one job.

    The answer is stored and the person waits: a broker that is down is tried once, and never costs
    them their receipt (Django's robust=True would do that for us, but fails on a partial); beat
    folds within a minute. SECURITY: only a hint, and no word in the log about the survey: the fold
    itself leaves alone what is too few.
    """
    try:
        if cache.add(f"fold-soon|{administration_id}", 1, timeout=GATHER_SECONDS):
            fold.apply_async((administration_id,), countdown=GATHER_SECONDS, retry=False)
    except (OperationalError, RedisError) as trouble:
        log.warning("A fold could not be queued, the clock will start it: %s", trouble)


@shared_task
def fold(administration_id: int) -> int:
    """Fold the units of one administration that have enough sealed answers."""
    administration = Administration.objects.filter(pk=administration_id).first()
    return fold_sealed(administration) if administration else 0


def release_soon() -> None:
    """Wake the job that releases, which the clock would start within a minute anyway."""
    current_app.send_task("surveys.jobs.release_closed")
