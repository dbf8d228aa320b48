"""Rows of a table turned into answers, one at a time, with a report of everything seen."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from network.directory.cells import TOKEN
from network.directory.rows import BadCell
from surveys.collection.arrivals.columns import columns_of, places_of
from surveys.collection.arrivals.headers import headers_among
from surveys.collection.arrivals.people import People
from surveys.collection.arrivals.report import Fault, Report, Rows
from surveys.collection.arrivals.values import (
    USUAL_MARKS,
    Places,
    Roles,
    plain,
    weight_of,
)
from surveys.instruments.questionnaire import NOT_ASKED, ROLE, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.collection.arrivals.mapping import Plan
    from surveys.collection.arrivals.tables import Table
    from surveys.instruments.questionnaire import Questionnaire

# Exports put wordings and ids of their own under the header, in so many rows at most.
HEADERS_WITHIN = 3
NO = frozenset({"0", "no", "false", "n", "f"})


class Arrival(NamedTuple):
    """A row that counts. `unit` is a school's number, or 0 where rows name none."""

    unit: int
    role: int
    answers: list[int]
    texts: dict[str, Any]
    weight: float | None


class Reader:
    """One table read by one plan for one form. Raises CannotBringIn before the first row."""

    def __init__(
        self,
        table: Table,
        plan: Plan,
        form: Questionnaire,
        *,
        schools: Mapping[str, Sequence[int]],
    ) -> None:
        self.table = table
        self.plan = plan
        self.form = form
        self.places = places_of(plan, table)
        self.columns = columns_of(plan, table, form, self.places)
        self.roles = Roles(form.roles, plan.role_labels)
        self.schools = Places(plan.unit_by, schools, put_zeros_back=plan.put_zeros_back)
        # A mapped question's condition can be judged when what it names is mapped as well.
        told = {column.question.code for column in self.columns} | ({ROLE} if plan.role else set())
        self.judged = {
            column.question.code
            for column in self.columns
            if column.question.conditions
            and all(condition.item in told for condition in column.question.conditions)
        }

    def arrivals(self, report: Report) -> Iterator[Arrival]:
        """The rows that count; whatever else there is stands in the report."""
        seen = People()
        for number, cells in self._under_the_headers(report):
            report.rows += 1
            if TOKEN.search("\x1f".join(cells)):
                report.tokens.add(number)
            try:
                arrival = self._arrival(number, cells, report)
            except _Faulty as faulty:
                report.faulty.add(number)
                for fault in faulty.faults:
                    report.fault(fault)
                continue
            if arrival is None:
                report.blank.add(number)
                continue
            if self._is_unfinished(cells):
                report.unfinished.add(number)
                if self.plan.only_completed:
                    continue  # before the next line: it is nobody's first row
            if self._is_again(number, cells, seen) and self.plan.takes_first:
                continue
            report.counted += 1
            yield arrival
        report.several = seen.several()
        report.several_rows = sum(len(rows) for rows in report.several)

    def begin(self, report: Report) -> Report:
        """Say of the report what is known before the first row."""
        report.encoding = self.table.file.encoding
        report.header_row = self.table.header_row
        report.used = {column.question.code: column.plan.column for column in self.columns}
        used = set(self.places.values())
        report.unused = [n for at, n in enumerate(self.table.header) if at not in used]
        report.not_asked = [code for code in self.form.by_code if code not in report.used]
        report.doubled = {name: len(columns) for name, columns in self.table.doubled.items()}
        report.notes = [*self.plan.notes, *self.table.file.notes]
        for column in self.columns:
            if column.cells.unlike:
                shown = ", ".join(column.cells.unlike)[:500]
                report.notes.append(
                    f"{column.question.code}: the file calls answers {shown}, "
                    "which the form does not know; their numbers are taken. Add them to its labels "
                    "if they mean another answer."
                )
        if self.plan.takes_first:
            report.notes.append("Of people with several rows the first counts, as the map says.")
        if self.plan.only_completed:
            report.notes.append("Rows that were not finished are left out, as the map says.")
        if self.table.header_row > 1:
            above = self.table.header_row - 1
            told = "Row 1" if above == 1 else f"Rows 1 to {above}"
            report.notes.append(f"{told}, above the header, not read.")
        return report

    def _arrival(self, number: int, cells: list[str], report: Report) -> Arrival | None:
        faults: list[Fault] = []
        width = len(self.table.header)
        if any(cells[width:]):
            told = (
                f"The row has {len(cells)} cells, the header has {width}: no cell can be trusted."
            )
            raise _Faulty([Fault(number, "", next(filter(None, cells[width:])), told)])
        if len(cells) < width:
            report.short.add(number)
            cells = cells + [""] * (width - len(cells))
        answers = [NOT_ASKED] * self.form.slots
        texts: dict[str, Any] = {}
        is_answered = False
        for plan, question, place, reader in self.columns:
            try:
                said, mark = reader.read(cells[place], plan.column)
            except BadCell as bad:
                faults.append(_fault(number, bad))
                continue
            if mark:
                marks = report.missing.setdefault(question.code, {})
                marks[mark] = marks.get(mark, 0) + 1
            if question.slot is not None:
                answers[question.slot] = said
                is_answered = is_answered or (said > SKIPPED and not plan.is_group)
            elif not mark:
                texts[question.code] = said
                is_answered = is_answered or not plan.is_group
        if not is_answered and not faults:
            return None  # a blank form may lack its school as well
        role, unit, weight = self._about(number, cells, report, faults)
        if faults:
            raise _Faulty(faults)
        if self.judged:
            self._judge(number, role, answers, texts, report)
        return Arrival(unit, role, answers, texts, weight)

    def _about(
        self, number: int, cells: list[str], report: Report, faults: list[Fault]
    ) -> tuple[int, int, float | None]:
        """Role, school and weight."""
        role, unit, weight, is_repaired = 0, 0, None, False
        plan = self.plan
        try:
            if plan.role:
                role = self.roles.read(self._cell(cells, plan.role), plan.role)
        except BadCell as bad:
            faults.append(_fault(number, bad))
        try:
            if plan.unit:
                unit, is_repaired = self.schools.read(self._cell(cells, plan.unit), plan.unit)
        except BadCell as bad:
            faults.append(_fault(number, bad))
        try:
            if plan.weight:
                weight = weight_of(self._cell(cells, plan.weight), plan.weight)
        except BadCell as bad:
            faults.append(_fault(number, bad))
        if not faults:
            for rows, is_so in (
                (report.repaired, is_repaired),
                (report.without_role, bool(plan.role) and not role),
                (report.without_weight, bool(plan.weight) and weight is None),
            ):
                if is_so:
                    rows.add(number)
        return role, unit, weight

    def _judge(
        self,
        number: int,
        role: int,
        answers: list[int],
        texts: dict[str, Any],
        report: Report,
    ) -> None:
        """What no condition asked for is left out, as on our own pages, and told."""
        given: dict[str, Any] = {ROLE: role, **texts}
        for column in self.columns:
            if column.question.slot is not None:
                given[column.question.code] = answers[column.question.slot]
        for column in self.columns:
            question = column.question
            if question.code not in self.judged or self.form.asks(question, given):
                continue
            slot = question.slot
            if texts.pop(question.code, None) or (slot is not None and answers[slot] > SKIPPED):
                report.against_condition.setdefault(question.code, Rows()).add(number)
            if slot is not None:
                answers[slot] = NOT_ASKED

    def _under_the_headers(self, report: Report) -> Iterator[tuple[int, list[str]]]:
        """The rows of people: exports repeat wordings and ids of their own under the header."""
        rows = self.table.rows()
        top = list(islice(rows, HEADERS_WITHIN))
        headers = headers_among([cells for _, cells in top], self.columns, self.table.header)
        for number, _ in top[:headers]:
            report.further_headers.add(number)
        yield from top[headers:]
        yield from rows

    def _is_again(self, number: int, cells: list[str], seen: People) -> bool:
        named = [self._cell(cells, name) for name in self.plan.person]
        return bool(named) and seen.again(named, number)

    def _is_unfinished(self, cells: list[str]) -> bool:
        if not self.plan.completed:
            return False
        said = plain(self._cell(cells, self.plan.completed))
        return said in USUAL_MARKS or said in NO

    def _cell(self, cells: list[str], name: str) -> str:
        place = self.places[name]
        return cells[place] if place < len(cells) else ""


class _Faulty(Exception):
    """A row that cannot be taken."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def _fault(number: int, bad: BadCell) -> Fault:
    return Fault(number, bad.column, bad.value, bad.reason)
