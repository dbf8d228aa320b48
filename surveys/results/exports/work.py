"""Rows under an agreement as long work: what a worker does once somebody has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.long_work import Outcome, Work, WorkRefused
from surveys.results.evaluators.extracts import Rows
from surveys.results.exports.layout import Format, Shape
from surveys.results.exports.package import too_large, write_package
from surveys.results.models import Agreement
from surveys.results.services import agreements

if TYPE_CHECKING:
    from pathlib import Path

    from network.long_work import Tell
    from network.models import ExportJob

KIND = "rows under an agreement"
NOT_IN_FORCE = "The agreement is not in force, or does not name you or this survey."


def run(job: ExportJob, folder: Path, tell: Tell) -> Outcome:
    """Write down that the rows leave, and make their file; both, or neither."""
    rows = _rows(job)
    if rows is None:
        raise WorkRefused(NOT_IN_FORCE)
    form, shape = Format(job.parameters["format"]), Shape(job.parameters["shape"])
    if refusal := too_large(rows, form, shape):
        raise WorkRefused(refusal)
    try:
        taken = agreements.take_rows(rows, form=form, shape=shape, by=job.asked_by)
    except agreements.NothingToTake as nothing:
        raise WorkRefused(str(nothing)) from nothing

    def told(done: int) -> None:
        tell(done, taken.rows)

    told(0)
    name = f"rows-{rows.agreement.pk}-{rows.administration.pk}-{shape}-{form}.zip"
    write_package(rows, form, shape, file=folder / name, folder=folder, told=told)
    told(taken.rows)
    return Outcome(folder / name, name, f"{taken.rows:,} rows, with codebook and README.")


def is_allowed(job: ExportJob) -> bool:
    """Only while the agreement is in force and names whoever asked, and the survey."""
    return _rows(job) is not None


def _rows(job: ExportJob) -> Rows | None:
    user = job.asked_by.user
    if user is None:
        return None
    agreement = Agreement.objects.used_by(user).filter(pk=job.parameters["agreement"]).first()
    if agreement is None:
        return None
    surveys = agreement.administrations.released().select_related("version__instrument")
    survey = surveys.filter(pk=job.parameters["administration"]).first()
    return Rows(agreement, survey) if survey else None


ROWS = Work(KIND, run, "rows", is_allowed)
