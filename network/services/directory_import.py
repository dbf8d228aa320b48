"""Importing directory files: upload, choose, check, write; the command line does all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import connection, transaction

from core import clock
from network.directory import files
from network.directory.files import Choices
from network.directory.mapping import guess
from network.directory.tables import Unreadable
from network.models import AgencyDecision, DirectoryImport
from network.services import activity
from network.services.directory_entries import Orders
from network.services.directory_files import content_of
from network.services.directory_report import COUNTED
from network.services.directory_rows import carry_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import Person
    from network.services.directory_report import Report

# Any number that nobody else takes: imports wait for each other, dry runs included.
ONE_IMPORT_AT_A_TIME = 7_204_001
# Agencies come before the schools that name them.
ORDER = {"ccd_history": 0, "ccd_agencies": 0, "template": 1, "nces_schools": 2, "oneroster": 3}


class DecisionsNeeded(Exception):
    """Some agencies may be service centers or career centers, and nobody has said which."""


class NothingChecked(Exception):
    """An import is written after its dry run, never before."""


@transaction.atomic
def start_import(
    content: bytes, *, file_name: str, by: Person | None, reader: str = ""
) -> DirectoryImport:
    """Keep an uploaded file, with the guess of what it is. Raises one of files.Refused."""
    chosen = reader
    if chosen in ("", DirectoryImport.Reader.ONEROSTER):
        reader, content = files.identify(content)
        if chosen and reader != chosen:
            raise Unreadable("This is no OneRoster export: those are ZIP files of CSV files.")
    mapping = {}
    if reader != DirectoryImport.Reader.ONEROSTER:
        mapping = guess(files.open_table(content).header, reader)
    started = DirectoryImport(
        reader=reader, file_name=file_name[-200:], mapping=mapping, uploaded_by=by
    )
    # The name on disk is ours: an uploaded name may hold anything.
    started.file.save("directory-list", ContentFile(content), save=True)
    activity.record(started, "uploaded", f"{started.file_name} was uploaded.", by=by)
    return started


@transaction.atomic
def choose(
    directory_import: DirectoryImport,
    *,
    mapping: Mapping[str, str],
    year: int | None,
    puts_zeros_back: bool,
    is_history: bool = False,
) -> DirectoryImport:
    """Take the operator's columns and year for an import that is not written yet."""
    chosen = _locked(directory_import)
    if chosen.state != DirectoryImport.State.APPLIED:
        if is_history:
            chosen.reader = DirectoryImport.Reader.CCD_HISTORY
        elif chosen.reader == DirectoryImport.Reader.CCD_HISTORY:
            chosen.reader = DirectoryImport.Reader.CCD_AGENCIES
        chosen.mapping = {ours: theirs for ours, theirs in mapping.items() if theirs}
        chosen.year = year
        chosen.puts_zeros_back = puts_zeros_back
        chosen.state = DirectoryImport.State.UPLOADED
        chosen.save(update_fields=["reader", "mapping", "year", "puts_zeros_back", "state"])
    return chosen


@transaction.atomic
def read_as(directory_import: DirectoryImport, *, reader: str) -> DirectoryImport:
    """Take the operator's word for which list it is, and guess its columns anew."""
    chosen = _locked(directory_import)
    if chosen.state != DirectoryImport.State.APPLIED:
        chosen.reader = reader
        chosen.mapping = guess(files.open_table(content_of(chosen)).header, reader)
        chosen.state = DirectoryImport.State.UPLOADED
        chosen.save(update_fields=["reader", "mapping", "state"])
    return chosen


@transaction.atomic
def decide(
    directory_import: DirectoryImport,
    *,
    accepted: Mapping[str, Sequence[str]] | None = None,
    closes_missing: bool | None = None,
) -> DirectoryImport:
    """Take the operator's word on fields edited by hand and on who is no longer listed."""
    decided = _locked(directory_import)
    if decided.state != DirectoryImport.State.APPLIED:
        if accepted is not None:
            decided.accepted = {row: list(names) for row, names in accepted.items() if names}
        if closes_missing is not None:
            decided.closes_missing = closes_missing
        decided.state = DirectoryImport.State.UPLOADED
        decided.save(update_fields=["accepted", "closes_missing", "state"])
    return decided


@transaction.atomic
def confirm_agencies(
    directory_import: DirectoryImport, *, centers: Mapping[str, bool], by: Person | None
) -> None:
    """Remember what agencies of CCD type 4 are. Each is asked once, ever."""
    for nces_id, is_center in centers.items():
        AgencyDecision.objects.update_or_create(
            nces_id=nces_id, defaults={"is_service_center": is_center, "decided_by": by}
        )
    count = sum(centers.values())
    summary = f"{count} service centers confirmed among {len(centers)} service agencies."
    activity.record(directory_import, "confirmed", summary, by=by)


@transaction.atomic
def check_import(directory_import: DirectoryImport) -> DirectoryImport:
    """Do a dry run and keep its report. Raises one of files.Refused when the file cannot be read.

    An import that is written already keeps the report of what was written.
    """
    checked = _locked(directory_import)
    if checked.state == DirectoryImport.State.APPLIED:
        return checked
    reading = files.read(content_of(checked), file=checked.file_name, choices=_choices(checked))
    with transaction.atomic():
        _wait_for_other_imports()
        report = carry_out(reading, _orders(checked, by=None))
        transaction.set_rollback(True)
    checked.report = report.as_dict()
    checked.year = reading.year
    checked.state = DirectoryImport.State.CHECKED
    checked.save(update_fields=["report", "year", "state"])
    return checked


@transaction.atomic
def apply_import(directory_import: DirectoryImport, *, by: Person | None) -> DirectoryImport:
    """Write a checked import, in one transaction. Safe to repeat: the second time does nothing.

    Raises NothingChecked before a dry run, DecisionsNeeded while agencies wait for a word.
    """
    applied = _locked(directory_import)
    if applied.state == DirectoryImport.State.APPLIED:
        return applied
    if applied.state != DirectoryImport.State.CHECKED:
        raise NothingChecked("Check the file before it is written.")
    _wait_for_other_imports()
    reading = files.read(content_of(applied), file=applied.file_name, choices=_choices(applied))
    report = carry_out(reading, _orders(applied, by=by))
    if report.waiting:
        raise DecisionsNeeded(f"Say what these {report.waiting} agencies are first.")
    applied.report = report.as_dict()
    applied.state = DirectoryImport.State.APPLIED
    applied.applied_at = clock.now()
    applied.save(update_fields=["report", "state", "applied_at"])
    summary = f"{written(report.counts)} rows of {applied.file_name} were written."
    activity.record(applied, "written", summary, by=by)
    return applied


@dataclass(frozen=True)
class Source:
    """A file for the command line."""

    name: str
    content: bytes


@transaction.atomic
def import_files(
    sources: Sequence[Source],
    *,
    year: int | None,
    commit: bool,
    confirm_guesses: bool = False,
    closes_missing: bool = False,
    accepts_all: bool = False,
    by: Person | None = None,
    choices: Choices | None = None,
) -> list[Report]:
    """Import several files at once, agencies before schools; nothing stays without `commit`.

    All or nothing: a file that is refused (files.Refused) leaves the directory untouched. What
    nobody has decided about agencies of type 4 is guessed by name and listed in the report. What
    was edited here by hand stays, unless `accepts_all`.
    """
    orders = Orders(by=by, may_guess=True, accepts_all=accepts_all, closes_missing=closes_missing)
    alone = len(sources) == 1
    choices = choices or Choices(year=year, year_must_be_there=alone, today=clock.today())
    readings = [files.read(source.content, file=source.name, choices=choices) for source in sources]
    _wait_for_other_imports()
    reports = []
    for reading in sorted(readings, key=_place):
        report = carry_out(reading, orders)
        if confirm_guesses:
            _remember(report, by=by)
        reports.append(report)
    transaction.set_rollback(not commit)
    return reports


def written(counts: Mapping[str, int]) -> int:
    """How many rows change the directory."""
    return sum(counts[what] for what in COUNTED if what != "unchanged")


def _remember(report: Report, *, by: Person | None) -> None:
    for agency in report.unconfirmed:
        AgencyDecision.objects.update_or_create(
            nces_id=agency["nces_id"],
            defaults={"is_service_center": agency["is_service_center"], "decided_by": by},
        )


def _place(reading: Any) -> int:
    return ORDER[reading.reader]


def _locked(directory_import: DirectoryImport) -> DirectoryImport:
    # A double click means two requests at once; the second waits and finds it done.
    return DirectoryImport.objects.select_for_update().get(pk=directory_import.pk)


def _wait_for_other_imports() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])


def _orders(directory_import: DirectoryImport, *, by: Person | None) -> Orders:
    return Orders(
        by=by,
        accepted=directory_import.accepted,
        closes_missing=directory_import.closes_missing,
    )


def _choices(directory_import: DirectoryImport) -> Choices:
    return Choices(
        reader=directory_import.reader,
        mapping=directory_import.mapping,
        year=directory_import.year,
        put_zeros_back=directory_import.puts_zeros_back,
        today=clock.today(),
    )
