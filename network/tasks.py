"""Doing long work, one piece at a time: two exports must not keep the mails waiting."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from celery import shared_task
from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis import RedisError

from core import clock
from network import long_work
from network.models import ExportJob

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.long_work import Outcome

ATTEMPTS = 3
SECONDS_AT_MOST = 3000  # less than the broker waits before it hands a task out again
TOLD_EVERY = 0.25  # seconds
ONE_AT_A_TIME = 5_113_211
GIVEN_UP = "It was tried three times and did not work. Ask for it again, or tell the state office."
NO_LONGER = "You may no longer have this. Ask who runs it."

log = logging.getLogger(__name__)


class _Made(File):  # type: ignore[type-arg]  # not generic at run time
    """Moved into its place rather than copied: a full disk leaves no half of it there."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def take_up_soon() -> None:
    """Have waiting work taken up. A broker that is down costs nobody their page: the clock knocks
    within a minute."""
    try:
        take_up.apply_async(retry=False)
    except (OperationalError, RedisError) as trouble:
        log.warning("Long work could not be queued, the clock will start it: %s", trouble)


@shared_task(time_limit=SECONDS_AT_MOST)
def take_up() -> int:
    """Do the piece that waits longest; 1 if there was one.

    It is claimed in one transaction, and done in another that holds its row locked and writes down
    that it is done. A worker that is killed leaves a claimed row that nobody holds, and the next
    one takes it again.
    """
    with _our_turn() as is_ours:
        pk = _claim() if is_ours else None
        if pk is None:
            return 0
        _do(pk)
    take_up_soon()
    return 1


@transaction.atomic
def _claim() -> int | None:
    """The id of the next piece; none when nothing waits."""
    job = ExportJob.objects.unfinished().select_for_update(skip_locked=True).first()
    if job is None:
        return None
    if job.attempts >= ATTEMPTS:
        _finish(job, ExportJob.State.FAILED, GIVEN_UP)
    job.attempts += 1
    if job.is_under_way:
        job.state, job.started_at = ExportJob.State.RUNNING, clock.now()
    job.save(update_fields=["attempts", "state", "started_at"])
    return job.pk


@transaction.atomic
def _do(pk: int) -> None:
    """Do a claimed piece. What `run` wrote goes when it is refused."""
    running = ExportJob.objects.filter(pk=pk, state=ExportJob.State.RUNNING)
    job = running.select_for_update(skip_locked=True, of=("self",)).first()
    if job is None:
        return
    try:
        with transaction.atomic(), tempfile.TemporaryDirectory(dir=_bench()) as folder:
            if not long_work.is_allowed(job):
                raise long_work.WorkRefused(NO_LONGER)
            outcome = long_work.work_of(job).run(job, Path(folder), _teller(job))
            _keep(job, outcome)
    except long_work.WorkRefused as refused:
        _finish(job, ExportJob.State.FAILED, str(refused))


def _bench() -> Path:
    """Where work lies while it is done; what a killed worker left there is thrown away first.

    Nobody else works there meanwhile: it is our turn.
    """
    bench = Path(settings.MEDIA_ROOT) / "work" / "under-way"
    shutil.rmtree(bench, ignore_errors=True)
    bench.mkdir(parents=True)
    return bench


def _teller(job: ExportJob) -> long_work.Tell:
    """What `run` calls as often as it likes."""
    told_at = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        job.done, job.total = done, total
        if done >= total or time.monotonic() - told_at > TOLD_EVERY:
            told_at = time.monotonic()
            long_work.tell_progress(job.pk, done, total)

    return tell


def _keep(job: ExportJob, outcome: Outcome) -> None:
    if outcome.file is not None:
        job.file_name = outcome.file_name
        with outcome.file.open("rb") as made:
            job.file.save(outcome.file_name, _Made(made), save=False)
    job.url = outcome.url
    _finish(job, ExportJob.State.DONE, outcome.words)


def _finish(job: ExportJob, state: ExportJob.State, words: str) -> None:
    job.state, job.words, job.finished_at = state, words[:500], clock.now()
    job.save()


@contextmanager
def _our_turn() -> Iterator[bool]:
    """Whether no other worker does long work. Held over both transactions: whoever came between
    would count one attempt twice. It goes with the connection of a worker that falls."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
