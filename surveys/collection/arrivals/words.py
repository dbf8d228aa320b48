"""A report as lines that people read; the page and the command show the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from surveys.collection.arrivals.report import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.collection.arrivals.report import Report

SHOWN = 20
FEW = 12


def lines_of(report: Report) -> Iterator[str]:
    """Everything the report says, the numbers first."""
    yield f"{report.file} ({report.encoding}), header in row {report.header_row}"
    yield f"Answers to {report.form}."
    yield f"Rows: {report.rows:,}. Counted: {report.counted:,}."
    yield from told_rows(report)
    yield from told_columns(report)
    yield from report.notes
    kinds = fault_kinds(report)
    for kind in kinds[:SHOWN]:
        where = f"Column {kind.column}: " if kind.column else ""
        value = kind.value or "(empty)"
        yield f"{where}{value} in {kind.rows.in_words()}. {kind.reason}"
    if len(kinds) > SHOWN:
        yield f"… and {len(kinds) - SHOWN:,} kinds of faults more; --json has them all."


class FaultKind(NamedTuple):
    """One value of one column that is wrong for one reason, and the rows it stands in."""

    column: str
    value: str
    reason: str
    rows: Rows


def fault_kinds(report: Report) -> list[FaultKind]:
    """The faults together by what is wrong, those of most rows first."""
    found: dict[tuple[str, str, str], FaultKind] = {}
    for fault in report.faults:
        said = (fault.column, fault.value, fault.reason)
        found.setdefault(said, FaultKind(*said, Rows())).rows.add(fault.row)
    return sorted(found.values(), key=lambda kind: -kind.rows.count)


def told_rows(report: Report) -> Iterator[str]:
    """Rows that are not simply counted, by their numbers."""
    for rows, words in (
        (report.blank, "Blank, not counted"),
        (report.faulty, "Left out for faults"),
        (report.further_headers, "Further header rows, not read"),
        (report.unfinished, "Begun and not finished"),
        (report.tokens, "With placeholders that the export has not filled in"),
        (report.short, "Shorter than the header; what is missing counts as empty"),
        (report.repaired, "Leading zeros of the school put back, as the map says"),
        (report.without_role, "Without a role"),
        (report.without_weight, "Without a weight"),
    ):
        if rows.count:
            yield f"{words}: {rows.in_words()}."
    if report.several:
        shown = "; ".join(_few(rows) for rows in report.several[:FEW])
        more = "; …" if len(report.several) > FEW else ""
        yield (
            f"People with several rows: {len(report.several):,} ({report.several_rows:,} rows: "
            f"{shown}{more})."
        )
    for code, rows in report.against_condition.items():
        yield (
            f"{code} was answered where its condition does not ask it, left out: {rows.in_words()}."
        )


def told_columns(report: Report) -> Iterator[str]:
    """What is taken from which column, what is not, and what stood for no answer."""
    used = ", ".join(f"{code} from {column}" for code, column in report.used.items())
    yield f"Taken: {used}."
    if report.not_asked:
        yield f"Not in the map, so not asked: {', '.join(report.not_asked)}."
    if report.unused:
        yield f"Columns left out: {', '.join(report.unused)}."
    for name, times in report.doubled.items():
        yield f"{times} columns have the name {name}."
    by_mark: dict[str, list[str]] = {}
    for code in report.used:
        for mark, times in report.missing.get(code, {}).items():
            by_mark.setdefault(mark, []).append(f"{code} {times:,}")
    for mark, told in by_mark.items():
        yield f"No answer, {mark}: {', '.join(told)}."


def _few(rows: list[int]) -> str:
    listed = ", ".join(map(str, rows[:FEW]))
    return f"{listed}, …" if len(rows) > FEW else listed
