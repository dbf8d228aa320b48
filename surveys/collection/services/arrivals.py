"""Answers that were given elsewhere, brought in as one survey that is closed and settled."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock
from network.directory.rows import BadCell
from network.models import School, StateAgency
from network.services import activity
from surveys.collection import fold, ledger
from surveys.collection.arrivals.mapping import plan_of
from surveys.collection.arrivals.reading import Reader
from surveys.collection.arrivals.report import Report
from surveys.collection.arrivals.tables import open_table
from surveys.collection.arrivals.values import plain
from surveys.collection.arrivals.window import window_of
from surveys.collection.counting import counted
from surveys.collection.ledger import Entry
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services.administrations import prepare_administration
from surveys.collection.services.frames import FrameRow, set_school_frame
from surveys.collection.services.modes import refuse_other_modes
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.instruments.questionnaire import questionnaire_of
from surveys.instruments.services import freeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from network.models import Person
    from surveys.collection.arrivals.mapping import Plan
    from surveys.collection.arrivals.reading import Arrival

    Tell = Callable[[int, int], None]

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class Source:
    """A file of answers, and the name that people know it by."""

    path: Path
    name: str


def form_for(instrument: Instrument, told: Mapping[str, Any]) -> InstrumentVersion:
    """The version that a map names; the newest if it names none. Raises CannotBringIn."""
    found = instrument.versions.without_variants().select_related("instrument")
    number = told.get("version") if isinstance(told, dict) else None
    if isinstance(number, int):
        found = found.filter(number=number)
    version = found.order_by("-number").first()
    if version is None:
        which = "" if number is None else f" {number}"
        raise CannotBringIn(f"{instrument} has no version{which}.")
    return version


def unheard(done: int, total: int) -> None:
    """For whoever does not want to hear how far it is."""


def dry_run(
    instrument: Instrument, source: Source, told: Mapping[str, Any], *, tell: Tell = unheard
) -> Report:
    """What would come of it; nothing is written. `told` is the map as JSON has it.

    Raises CannotBringIn where the file or the map as a whole cannot be used, or ModeDoesNotFit.
    """
    return _Work(instrument, source, told, tell).look()


@transaction.atomic
def bring_in(
    instrument: Instrument,
    source: Source,
    told: Mapping[str, Any],
    *,
    by: Person | None,
    tell: Tell = unheard,
) -> tuple[Administration, Report]:
    """The answers as a survey of their own, closed and settled; faulty rows stay out and are told.

    All or nothing, and once: the same file is refused the second time. Raises CannotBringIn,
    NotReady (the form) or ModeDoesNotFit.
    """
    # Two at once wait here; the second then finds what the first has brought in.
    Instrument.objects.select_for_update(no_key=True).get(pk=instrument.pk)
    # Whoever edits a draft holds its row: it stays as it is read until it is frozen.
    InstrumentVersion.objects.select_for_update(no_key=True).get(pk=form_for(instrument, told).pk)
    return _Work(instrument, source, told, tell).write(by=by)


class _Work:
    """One file read for one form: once to look, once more to write."""

    def __init__(
        self, instrument: Instrument, source: Source, told: Mapping[str, Any], tell: Tell
    ) -> None:
        self.source = source
        self.tell = tell
        self.version = form_for(instrument, told)
        self.form = questionnaire_of(self.version)
        self.plan = plan_of(told, self.form)
        self.hash = _hash_of(source.path)
        _refuse_twice(self.version, self.hash)
        refuse_other_modes(Administration(version=self.version, mode=self.plan.mode))
        self.opens_at, self.closes_at, self.school_year = window_of(self.plan)
        self.table = open_table(
            source.path,
            known=self.plan.known,
            header_row=self.plan.header_row,
            sheet=self.plan.sheet,
        )
        self.reader = Reader(self.table, self.plan, self.form, schools=_schools(self.plan))
        self.passes = 1  # over the rows; twice where they are written as well
        self.people: Counter[int] = Counter()  # answers per school; 0 where rows name none
        self.staff: dict[int, int] = {}  # how many were asked, by school, where the map says so

    def look(self) -> Report:
        """The first pass."""
        report = self.reader.begin(Report(self.source.name, form=str(self.version)))
        if not self.plan.school_year:
            report.notes.append(
                f"The map names no school year: {self.school_year}, the present one, is taken."
            )
        for arrival in self._passing(report, passed=0):
            self.people[arrival.unit] += 1
        self.staff = self._staff()
        return report

    def write(self, *, by: Person | None) -> tuple[Administration, Report]:
        """Both passes."""
        self.passes = 2
        report = self.look()
        if not report.counted:
            raise CannotBringIn("No row of the file holds an answer that counts.")
        administration = prepare_administration(
            self.version,
            title=self.plan.title or f"{self.version.instrument}, {self.source.name}"[:120],
            purpose=Administration.Purpose.IMPLEMENTATION,
            cohort=None,
            school_year=self.school_year,
            wave=self.plan.wave,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            mode=self.plan.mode,
            threshold=self.plan.threshold,
            reminders=Administration.Reminders.NONE,
            grace_hours=0,
            by=by,
        )
        units = self._frame(administration, by=by)
        freeze(self.version)
        again = self._passing(Report(self.source.name), passed=1)
        rows = _written(administration, again, units)
        ledger.add_to_tallies(administration, counted(rows, self.form), width=self.form.width)
        fold.rewrite(administration)  # in an order that is not that of the file
        self._settle(administration)
        answers = "1 answer" if report.counted == 1 else f"{report.counted:,} answers"
        words = f"{answers} of {administration} were brought in from {self.source.name}."
        if report.faulty.count:
            words += f" Left out: {report.faulty.count:,} with faults."
        activity.record(administration, "brought in", words, by=by)
        return administration, report

    def _passing(self, report: Report, *, passed: int) -> Iterator[Arrival]:
        total = self.passes * self.table.total
        before = passed * self.table.total
        for arrival in self.reader.arrivals(report):
            if report.rows % 1_000 == 0:
                self.tell(min(before + report.rows, total), total)
            yield arrival
        self.tell(before + self.table.total, total)

    def _frame(self, administration: Administration, *, by: Person | None) -> dict[int, int]:
        """The units that rows belong to; nobody knows who was asked unless the map says so."""
        if not self.plan.unit:
            agency = StateAgency.objects.order_by("pk").first()
            unit = FrameUnit.objects.create(
                administration=administration,
                kind=FrameUnit.Kind.NETWORK,
                key="network",
                name=agency.network_name if agency else "Network",
                organization=agency,
                staff=self.people[0],
                staff_by_role={},
            )
            return {0: unit.pk}
        rows = [
            FrameRow(school, max(self.staff.get(school.pk, 0), self.people[school.pk]))
            for school in School.objects.filter(pk__in=self.people)
        ]
        set_school_frame(administration, rows=rows, by=by)
        units = administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
        return {unit.organization_id: unit.pk for unit in units if unit.organization_id}

    def _staff(self) -> dict[int, int]:
        """Raises CannotBringIn for schools nobody knows, and for more answers than were asked."""
        faults, found = [], {}
        for name, people in self.plan.staff.items():
            try:
                school, _ = self.reader.schools.read(name, "staff")
            except BadCell as bad:
                faults.append(f"staff of “{name}”: {bad}")
                continue
            found[school] = people
            if people < self.people[school]:
                faults.append(
                    f"staff of “{name}”: {people} were asked, and {self.people[school]} answered."
                )
        if faults:
            raise CannotBringIn(" ".join(faults))
        return found

    def _settle(self, administration: Administration) -> None:
        administration.state = Administration.State.CLOSED
        administration.frozen_at = administration.opens_at
        administration.closed_at = administration.closes_at
        administration.is_settled = True
        administration.imported_at = clock.now()
        administration.imported_from = self.source.name[:200]
        administration.imported_hash = self.hash
        administration.save()


def _written(
    administration: Administration, arrivals: Iterator[Arrival], units: Mapping[int, int]
) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Write rows, so many at once, and pass on what is counted of them."""
    while part := list(islice(arrivals, ROWS_AT_ONCE)):
        entries = [
            Entry(
                uuid.uuid4(),
                units[arrival.unit],
                arrival.role,
                arrival.answers,
                arrival.texts,
                None,
                arrival.weight,
            )
            for arrival in part
        ]
        ledger.write_responses(administration, entries)
        for arrival in part:
            yield (units[arrival.unit], arrival.role), arrival.answers


def _refuse_twice(version: InstrumentVersion, digest: str) -> None:
    earlier = Administration.objects.filter(
        version__instrument=version.instrument_id, imported_hash=digest
    ).first()
    if earlier is not None:
        raise CannotBringIn(
            f"This very file was brought in before, as “{earlier}” (number {earlier.pk}). Nothing "
            "is counted twice."
        )


def _schools(plan: Plan) -> dict[str, list[int]]:
    """The schools by what rows name them by; of merged ones, the one that stands."""
    if not plan.unit:
        return {}
    column = {"irn": "irn", "nces": "nces_id", "name": "name"}[plan.unit_by]
    found: defaultdict[str, list[int]] = defaultdict(list)
    schools = School.objects.filter(merged_into=None).exclude(**{f"{column}__in": ["", None]})
    for pk, said in schools.values_list("pk", column):
        found[plain(said) if column == "name" else said].append(pk)
    return found


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
