"""Asking for long work, and forgetting what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from network import tasks
from network.models import ExportJob

if TYPE_CHECKING:
    from network.models import Person


def ask_for(*, kind: str, title: str, parameters: dict[str, Any], by: Person) -> ExportJob:
    """Have it done soon. Asked twice while it is under way, it is done once."""
    same = ExportJob.objects.unfinished().filter(kind=kind, parameters=parameters, asked_by=by)
    if (asked := same.first()) is not None:
        return asked
    try:
        with transaction.atomic():
            job = ExportJob.objects.create(
                kind=kind, title=title[:250], parameters=parameters, asked_by=by
            )
    except IntegrityError:  # two clicks at once
        return same.get()
    job.refresh_from_db()
    transaction.on_commit(tasks.take_up_soon)
    return job


@transaction.atomic
def forget_past_keeping() -> int:
    """Remove what was finished long ago, with its file; how many."""
    jobs = list(ExportJob.objects.past_keeping().select_for_update(skip_locked=True))
    for job in jobs:
        if name := job.file.name:
            transaction.on_commit(partial(job.file.storage.delete, name))
        job.delete()
    return len(jobs)
