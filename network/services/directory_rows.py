"""Carrying out what a file says: agencies first, then schools, then alignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from network.directory.rows import Fault
from network.models import Alignment, District, ServiceCenter
from network.services import relations
from network.services.directory_entries import Entry, Orders, entry_of, not_named, settle, vanished
from network.services.directory_events import not_told_before, record_entries, record_missing
from network.services.directory_history import record_history
from network.services.directory_kinds import Kinds
from network.services.directory_matching import AGENCIES, Directory, Unmatched
from network.services.directory_people import carry_out_people
from network.services.directory_report import Report
from network.services.directory_writing import (
    HasAlignments,
    close_missing,
    refuse_conversion,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.directory.rows import AgencyRow, AlignmentRow, Reading, SchoolRow
    from network.models import Person
    from network.services.directory_matching import Known

# Lists that claim to name everybody of their kinds.
FEDERAL = ("ccd_agencies", "nces_schools")


def carry_out(reading: Reading, orders: Orders) -> Report:
    """Write everything a file says, and report it. A dry run is this, rolled back by the caller:
    so what people see before they confirm is what happened, not what was foretold.
    """
    report = Report.of(reading)
    if reading.roster is not None:
        carry_out_people(reading, reading.roster, report, orders)
    if reading.agencies:
        _carry_out_agencies(reading, report, orders)
    if reading.schools:
        _carry_out_schools(reading, report, orders)
    if reading.alignments:
        _carry_out_alignments(reading, report, by=orders.by)
    return report


def _carry_out_agencies(reading: Reading, report: Report, orders: Orders) -> None:
    directory = Directory.of(*AGENCIES)
    kinds = Kinds.remembered(reading, may_guess=orders.may_guess)
    entries = []
    for row in reading.agencies:
        try:
            entry = _agency_entry(row, directory, kinds, reading, orders)
        except Unmatched as unmatched:
            report.faulty.append(_fault(reading, row.row, row.facts["name"], unmatched))
            continue
        if entry is None:
            report.waiting += 1
        else:
            entries.append(entry)
    report.unconfirmed = kinds.unconfirmed
    if reading.history:
        _put_down_history(reading, entries, report, orders)
    else:
        _put_down(reading, entries, directory, report, orders, names={})


def _put_down_history(
    reading: Reading, entries: Sequence[Entry], report: Report, orders: Orders
) -> None:
    """Write the newest facts of every agency, and what each year's list tells."""
    newest = max(told[-1].year for told in reading.history.values())
    gone = [entry for entry in entries if reading.history[entry.nces_id][-1].year < newest]
    closing = []
    if orders.closes_missing:
        closing = [entry for entry in gone if not entry.is_older and entry.may_close]
    for entry in closing:
        entry.facts["status"] = "closed"
    report.tell(entries, {})
    write(entries, source=reading.file, by=orders.by)
    closed = frozenset(entry.pk for entry in closing)
    told = record_history(entries, reading, closed_at_end=closed)
    report.tell_history(reading, told, gone=gone, closed=closed)


def _put_down(
    reading: Reading,
    entries: Sequence[Entry],
    directory: Directory,
    report: Report,
    orders: Orders,
    *,
    names: Mapping[str, str],
) -> None:
    """Write the entries of a list, and what it tells by leaving organizations out."""
    report.tell(entries, names)
    write(entries, source=reading.file, by=orders.by)
    record_entries(entries, directory, source=reading.file)
    missing = []
    if reading.year is not None:
        named = vanished(directory, entries, year=reading.year, mentioned=reading.mentioned)
        missing = not_told_before(named, year=reading.year)
        _leave_behind(reading, missing, report, orders)
    if reading.reader in FEDERAL:
        report.not_in_file = not_named(directory, entries, told_already=missing)


def _leave_behind(
    reading: Reading, missing: Sequence[Known], report: Report, orders: Orders
) -> None:
    closing = []
    if orders.closes_missing:
        closing = [
            known
            for known in missing
            if known.facts["status"] != "closed" and not known.is_edited("status")
        ]
    report.tell_vanished(missing, closing=closing)
    close_missing(closing, source=reading.file, by=orders.by)
    record_missing(missing, year=reading.year or 0, source=reading.file, closing=closing)


def _agency_entry(
    row: AgencyRow, directory: Directory, kinds: Kinds, reading: Reading, orders: Orders
) -> Entry | None:
    known = directory.find(row.facts, column="irn")
    kind = kinds.of(row, known)
    if kind is None:
        return None
    entry = entry_of(row, kind=kind, known=known, year=row.year or reading.year)
    if row.kind is None and kind == "district":
        # The federal code 4 has no finer type; what is not a service center is a career center.
        entry.facts["agency_type"] = "jvs"
    elif known is not None and row.kind not in (None, known.kind):
        _keep_known_kind(entry, known.kind, reader=reading.reader)
    settle(entry, directory, orders)
    try:
        refuse_conversion(entry)
    except HasAlignments as refused:
        raise Unmatched("kind", kind, str(refused)) from refused
    return entry


def _keep_known_kind(entry: Entry, kind: str, *, reader: str) -> None:
    """A federal list does not turn a service center into a district; our template may not either,
    but there somebody wrote the kind down and should hear of it.
    """
    if reader == "template":
        told = f"The directory knows this organization as another kind ({kind})."
        raise Unmatched("record", entry.kind, told)
    entry.kind = kind
    entry.facts.pop("agency_type", None)


def _carry_out_schools(reading: Reading, report: Report, orders: Orders) -> None:
    agencies, schools = Directory.of(*AGENCIES), Directory.of("school")
    entries = []
    for row in reading.schools:
        try:
            entries.append(_school_entry(row, agencies, schools, reading, orders))
        except Unmatched as unmatched:
            report.faulty.append(_fault(reading, row.row, row.facts["name"], unmatched))
    names = {str(pk): known.facts["name"] for pk, known in agencies.by_pk.items()}
    _put_down(reading, entries, schools, report, orders, names=names)


def _school_entry(
    row: SchoolRow, agencies: Directory, schools: Directory, reading: Reading, orders: Orders
) -> Entry:
    agency = agencies.agency(row)
    known = schools.find(row.facts, column="irn")
    entry = entry_of(row, kind="school", known=known, year=reading.year)
    entry.facts["agency_id"] = str(agency.pk)
    own_type = agency.facts.get("agency_type", "")
    if known is None and "school_type" not in row.facts and own_type in ("community", "jvs"):
        entry.facts["school_type"] = own_type
    return settle(entry, schools, orders)


def _carry_out_alignments(reading: Reading, report: Report, *, by: Person | None) -> None:
    agencies = Directory.of(*AGENCIES)
    districts = District.objects.in_bulk()
    centers = ServiceCenter.objects.in_bulk()
    for row in reading.alignments:
        try:
            district = agencies.agency_by_irn(
                row.district_irn, kind="district", what="district", column=row.district_column
            )
            center = agencies.agency_by_irn(
                row.center_irn, kind="esc", what="service center", column=row.center_column
            )
            _align(row, districts[district.pk], centers[center.pk], report, by=by)
        except Unmatched as unmatched:
            report.faulty.append(_fault(reading, row.row, row.district_irn, unmatched))


def _align(
    row: AlignmentRow,
    district: District,
    center: ServiceCenter,
    report: Report,
    *,
    by: Person | None,
) -> None:
    known = Alignment.objects.filter(
        district=district, service_center=center, starts_on=row.starts_on
    ).first()
    # A file without a last day does not open again what a realignment has ended.
    if known is not None and row.ends_on in (None, known.ends_on):
        report.count("unchanged", "alignments")
        return
    try:
        with transaction.atomic():
            relations.align(
                district,
                service_center=center,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                by=by,
            )
    except relations.AlreadyAligned as clash:
        starts = row.starts_on.isoformat()
        raise Unmatched(row.starts_column, starts, str(clash)) from clash
    what = "changed" if known else "added"
    report.count(what, "alignments")
    report.changes.append(_alignment_change(row, district, center, what))


def _alignment_change(
    row: AlignmentRow, district: District, center: ServiceCenter, what: str
) -> dict[str, object]:
    until = f" to {row.ends_on.isoformat()}" if row.ends_on else ""
    return {
        "row": row.row,
        "what": what,
        "kind": "alignment",
        "name": district.name,
        "irn": district.irn,
        "nces_id": district.nces_id,
        "detail": f"with {center.name} from {row.starts_on.isoformat()}{until}",
        "fields": [],
    }


def _fault(reading: Reading, row: int, name: str, why: Unmatched) -> dict[str, str | int]:
    return Fault(reading.file, row, why.column, why.value, why.reason, name).as_dict()
