"""Follow-up work of surveys, handed over on commit."""

from __future__ import annotations

from celery import current_app, shared_task

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration


@shared_task
def settle(administration_id: int) -> int:
    """Fold what is left of a closed administration and shuffle its responses."""
    administration = Administration.objects.filter(pk=administration_id).first()
    return fold_sealed(administration, finish=True) if administration else 0


def release_soon() -> None:
    """Wake the job that releases, which the clock would start within a minute anyway."""
    current_app.send_task("surveys.jobs.release_closed")
