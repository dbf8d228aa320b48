"""Checking and bringing in files of answers as long work, with a bar that shows how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.long_work import Outcome, Work, WorkRefused
from surveys.collection.models import AnswerFile
from surveys.collection.refusals import Refusal
from surveys.collection.services.answer_files import bring_file_in, check_file

if TYPE_CHECKING:
    from pathlib import Path

    from network.long_work import Tell
    from network.models import ExportJob

CHECK = "check answers"
BRING_IN = "bring answers in"


def check(job: ExportJob, folder: Path, tell: Tell) -> Outcome:
    """The dry run of a large file."""
    kept = _file(job)
    try:
        report = check_file(kept, tell=tell)
    except Refusal as refusal:
        raise WorkRefused(str(refusal)) from refusal
    words = f"{report.counted:,} of {report.rows:,} rows would count. Nothing is written yet."
    return Outcome(words=words, url=kept.get_absolute_url())


def write(job: ExportJob, folder: Path, tell: Tell) -> Outcome:
    """The survey."""
    kept = _file(job)
    try:
        administration, report = bring_file_in(kept, folder=folder, by=job.asked_by, tell=tell)
    except Refusal as refusal:
        raise WorkRefused(str(refusal)) from refusal
    words = f"{report.counted:,} answers are in “{administration}”."
    return Outcome(words=words, url=administration.get_absolute_url())


def is_allowed(job: ExportJob) -> bool:
    """Whether whoever asked may still bring answers in."""
    user = job.asked_by.user
    return user is not None and AnswerFile.objects.run_by(user).exists()


def _file(job: ExportJob) -> AnswerFile:
    kept = AnswerFile.objects.waiting().filter(pk=job.parameters["file"]).first()
    if kept is None:
        raise WorkRefused("The file was brought in or deleted meanwhile.")
    return kept


CHECKING = Work(CHECK, check, "rows", is_allowed)
BRINGING = Work(BRING_IN, write, "rows", is_allowed)
