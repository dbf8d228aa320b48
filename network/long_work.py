"""Work that takes longer than a page may: an app offers how it is done, in its `offers.py`.

Somebody asks for it, a worker does it beside the site, a page shows how far it is, and whoever
asked fetches the file. `run` is called in one transaction with the word that it is done: a worker
that falls in the middle has done nothing, and the work begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from network.models import ExportJob

KEPT_SECONDS = 24 * 60 * 60

Tell = Callable[[int, int], None]


class WorkRefused(Exception):
    """It cannot be done and will not be by another try; the message is for whoever asked."""


@dataclass(frozen=True)
class Outcome:
    """What came of it: a file in the folder that `run` was given, and/or words and an address."""

    file: Path | None = None
    file_name: str = ""
    words: str = ""
    url: str = ""


# Takes the job, an empty folder that is gone afterwards, and what to call with done and total.
Run = Callable[["ExportJob", Path, Tell], Outcome]


@dataclass(frozen=True)
class Work:
    """A kind of work. `noun` is what is counted; `is_allowed` is asked at every fetch of the file
    and before the work, because rights end."""

    kind: str
    run: Run
    noun: str = "rows"
    is_allowed: Callable[[ExportJob], bool] | None = None


_works: dict[str, Work] = {}


def offer_work(work: Work) -> None:
    """Register a kind of long work."""
    _works[work.kind] = work


def work_of(job: ExportJob) -> Work:
    """How a job is done."""
    return _works[job.kind]


def is_allowed(job: ExportJob) -> bool:
    """Whether whoever asked may still have it."""
    work = work_of(job)
    return work.is_allowed is None or work.is_allowed(job)


def tell_progress(pk: int, done: int, total: int) -> None:
    """Say how far a job is; beside the database, where nobody sees an open transaction."""
    cache.set(_key(pk), (done, total), timeout=KEPT_SECONDS)


def progress_of(pk: int) -> tuple[int, int]:
    """How much is done, and of how much; nothing of nothing when nobody has said."""
    found: tuple[int, int] = cache.get(_key(pk)) or (0, 0)
    return found


def _key(pk: int) -> str:
    return f"long-work|{pk}"
