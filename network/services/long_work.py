"""Asking for long work, and forgetting what came of it."""

from __future__ import annotations

import shutil
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
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


def remove_lost_files() -> int:
    """Remove folders of files that no work names, with what is in them; how many.

    Their worker was killed between making a file and saying so, or between forgetting the work and
    its file; or whoever asked is gone, and the work with them. Safe to repeat.
    """
    place = Path(settings.MEDIA_ROOT)
    folders = [folder for folder in place.glob("work/[0-9]*/*/*") if _is_old(folder)]
    files = ExportJob.objects.exclude(file="").values_list("file", flat=True)
    named = {(place / file).parent for file in files}
    lost = [folder for folder in folders if folder not in named]
    for folder in lost:
        shutil.rmtree(folder)
    return len(lost)


def _is_old(folder: Path) -> bool:
    """Whether work that made it would be over: a file is named when it is in its place."""
    return time.time() - folder.stat().st_mtime > tasks.SECONDS_AT_MOST
