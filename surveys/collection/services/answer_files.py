"""Files of answers between their upload and their survey: kept, mapped, checked, brought in."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock
from network.services import activity
from surveys.collection.arrivals.guessing import guess
from surveys.collection.arrivals.mapping import plan_of
from surveys.collection.arrivals.reading import Reader
from surveys.collection.arrivals.tables import open_table
from surveys.collection.arrivals.values import plain
from surveys.collection.models import Administration, AnswerFile
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services.administrations import hold
from surveys.collection.services.arrivals import Source, bring_in, dry_run, form_for, unheard
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.core.files.uploadedfile import UploadedFile

    from network.models import Person
    from surveys.collection.arrivals.mapping import Plan
    from surveys.collection.arrivals.report import Report
    from surveys.collection.arrivals.tables import Table
    from surveys.collection.services.arrivals import Tell
    from surveys.instruments.models import Instrument
    from surveys.instruments.questionnaire import Questionnaire

KEPT_FOR = dt.timedelta(days=7)  # a file that nobody brings in


def keep_file(
    instrument: Instrument, file: UploadedFile[Any], *, told: dict[str, Any] | None, by: Person
) -> AnswerFile:
    """Keep an upload with the columns guessed, or with a map that came along.

    Raises CannotBringIn for what is no table, and for a map that does not fit form and file.
    """
    form = questionnaire_of(form_for(instrument, told or {}))
    name = Path(file.name or "answers").name[:200]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        with path.open("wb") as written:
            for chunk in file.chunks():
                written.write(chunk)
        if told is None:
            told = guess(open_table(path, known=_known(form)), form)
            told["title"] = f"{instrument}, {Path(name).stem}"[:120]
            told["missing"] = ["NA"]
        else:
            _refuse_misfit(plan_of(told, form), path, form)
    kept = AnswerFile(instrument=instrument, file_name=name, told=told, uploaded_by=by)
    file.seek(0)
    kept.file.save(name, file, save=False)
    kept.save()
    activity.record(instrument, "uploaded", f"Answers were uploaded from {name}.", by=by)
    return kept


def choose_columns(kept: AnswerFile, *, told: dict[str, Any]) -> AnswerFile:
    """Another map; what an earlier dry run said is over. Raises CannotBringIn."""
    kept.told, kept.report = told, None
    with TemporaryDirectory() as folder:
        table_of(kept, Path(folder))  # a header that is not there could not be corrected later
    kept.save(update_fields=["told", "report"])
    return kept


def check_file(kept: AnswerFile, *, tell: Tell = unheard) -> Report:
    """The dry run, whose report is kept. Raises CannotBringIn."""
    with TemporaryDirectory() as folder:
        source = Source(_on_disk(kept, Path(folder)), kept.file_name)
        report = dry_run(kept.instrument, source, kept.told, tell=tell)
    kept.report = report.as_dict()
    kept.save(update_fields=["report"])
    return report


@transaction.atomic
def bring_file_in(
    kept: AnswerFile, *, folder: Path, by: Person, tell: Tell = unheard
) -> tuple[Administration, Report]:
    """Make the survey of a checked file; the file is gone then. Raises as `bring_in` does.

    Nothing but what the check has shown is written: if map, form or schools were changed
    meanwhile, it is refused.
    """
    held = _held(kept)
    source = Source(_on_disk(held, folder), held.file_name)
    administration, report = bring_in(held.instrument, source, held.told, by=by, tell=tell)
    if report.as_dict() != held.report:
        raise CannotBringIn(
            "Since the file was checked, its columns, the form or the schools were changed. "
            "Check it again."
        )
    _drop(held)
    held.administration, held.file, held.report = administration, "", report.as_dict()
    for fault in held.report["faults"]:
        fault["value"] = ""  # SECURITY: what somebody wrote goes with the file
    held.save()
    return administration, report


@transaction.atomic
def remove_file(kept: AnswerFile) -> None:
    """Delete an upload with its file. Raises CannotBringIn if it was brought in."""
    held = _held(kept)
    _drop(held)
    held.delete()


def forget_files() -> int:
    """Delete uploads that nobody brought in for a week; how many. Safe to repeat."""
    forgotten = 0
    for kept in AnswerFile.objects.waiting().filter(uploaded_at__lte=clock.now() - KEPT_FOR):
        with suppress(CannotBringIn):  # brought in at this moment
            remove_file(kept)
            forgotten += 1
    return forgotten


@transaction.atomic
def take_back(administration: Administration, *, by: Person | None) -> None:
    """Delete a survey that was brought in, before anything of it is released.

    Raises CannotBringIn for any other.
    """
    held = hold(administration)
    if held.imported_at is None or held.releases.exists():
        raise CannotBringIn("Only a survey that was brought in and has no figures is taken back.")
    words = f"The answers of {held}, from {held.imported_from}, were taken back."
    activity.record(held.version.instrument, "took back", words, by=by)
    held.delete()


def _held(kept: AnswerFile) -> AnswerFile:
    """The upload, for us alone. Raises CannotBringIn if it was brought in or deleted."""
    held = AnswerFile.objects.waiting().select_for_update().filter(pk=kept.pk).first()
    if held is None:
        raise CannotBringIn(f"{kept} was brought in or deleted before.")
    return held


def _refuse_misfit(plan: Plan, path: Path, form: Questionnaire) -> None:
    """Columns that are not there, and labels that lead nowhere. Raises CannotBringIn."""
    table = open_table(path, known=plan.known, header_row=plan.header_row, sheet=plan.sheet)
    Reader(table, plan, form, schools={})


def table_of(kept: AnswerFile, folder: Path) -> Table:
    """The file as a table, with the header where the map says. Raises CannotBringIn."""
    known = _known(questionnaire_of(form_for(kept.instrument, kept.told)), kept.told)
    return open_table(
        _on_disk(kept, folder),
        known=known,
        header_row=kept.told.get("header_row"),
        sheet=kept.told.get("sheet", ""),
    )


def _known(
    form: Questionnaire, told: dict[str, Any] | None = None
) -> Callable[[Sequence[str]], int]:
    """How many cells of a row are codes or wordings of the form, or columns that a map names."""
    names = {plain(words) for question in form for words in (question.code, question.wording)}
    for own in (told or {}).get("items", {}).values():
        names.add(plain(own if isinstance(own, str) else own.get("column", "")))

    def known(cells: Sequence[str]) -> int:
        return len({plain(cell) for cell in cells} & names)

    return known


def _on_disk(kept: AnswerFile, folder: Path) -> Path:
    """A copy that may be read as often as needed, whatever keeps the files."""
    path = folder / "answers"
    with kept.file.open("rb") as stored, path.open("wb") as written:
        shutil.copyfileobj(stored, written)
    return path


def _drop(kept: AnswerFile) -> None:
    if name := kept.file.name:
        transaction.on_commit(partial(kept.file.storage.delete, name))
