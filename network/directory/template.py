"""Our own template: one CSV whose `record` column says what each row is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells, contacts
from network.directory.ccd import common_facts, short
from network.directory.columns import TEMPLATE
from network.directory.filling import fill
from network.directory.rows import AgencyRow, AlignmentRow, BadCell, SchoolRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading
    from network.directory.tables import Table

KINDS = {"service_center": "esc", "district": "district"}
AGENCY_TYPES = ("regular", "community", "jvs", "state", "other")
SCHOOL_TYPES = ("traditional", "community", "stem", "nonpublic", "jvs")
# Rows to start from, plainly made up.
EXAMPLES = (
    {"record": "service_center", "irn": "999001", "name": "Example ESC", "region": "North"},
    {"record": "district", "irn": "999501", "name": "Example Local", "agency_type": "regular"},
    {
        "record": "school",
        "irn": "000992",
        "name": "Example Elementary School",
        "agency_irn": "999501",
        "school_type": "traditional",
        "lowest_grade": "K",
        "highest_grade": "5",
    },
    {
        "record": "alignment",
        "agency_irn": "999501",
        "service_center_irn": "999001",
        "starts_on": "2025-07-01",
    },
)


def example_rows() -> Iterator[list[str]]:
    """The template as people download it: the header and one row of each record."""
    names = [column.name for column in TEMPLATE]
    yield names
    for example in EXAMPLES:
        yield [example.get(name, "") for name in names]


def read(table: Table, mapping: Mapping[str, str], into: Reading, *, put_zeros_back: bool) -> None:
    """Fill `into` with the records of the file."""

    def add(record: Record) -> None:
        _add(record, into, put_zeros_back=put_zeros_back)

    fill(table, mapping, into, add)


def _add(record: Record, into: Reading, *, put_zeros_back: bool) -> None:
    what = cells.clean(record["record"]).lower().replace(" ", "_")
    if what in KINDS:
        into.agencies.append(_agency(record, KINDS[what], put_zeros_back=put_zeros_back))
    elif what == "school":
        into.schools.append(_school(record, put_zeros_back=put_zeros_back))
    elif what == "alignment":
        into.alignments.append(_alignment(record, put_zeros_back=put_zeros_back))
    else:
        raise BadCell(
            record.header("record"),
            record["record"],
            "The record is none of service_center, district, school and alignment.",
        )


def _irn(record: Record, column: str, *, put_zeros_back: bool) -> str:
    irn = cells.identifier(
        record[column],
        digits=6,
        what="IRN",
        column=record.header(column),
        put_zeros_back=put_zeros_back,
    )
    if not irn:
        raise BadCell(record.header(column), record[column], "Fill in the IRN, six digits.")
    return irn


def _identity(record: Record, *, digits: int, put_zeros_back: bool) -> dict[str, str]:
    facts = {
        "nces_id": cells.identifier(
            record["nces_id"],
            digits=digits,
            what="NCES id",
            column=record.header("nces_id"),
            put_zeros_back=put_zeros_back,
        ),
        **common_facts(record, what="name", put_zeros_back=put_zeros_back),
        "email": contacts.email(record["email"], column=record.header("email")),
    }
    if not facts["irn"] and not facts["nces_id"]:
        column = record.header("irn")
        raise BadCell(column, record["irn"], "Fill in the IRN or the NCES id.")
    if not facts["name"]:
        raise BadCell(record.header("name"), record["name"], "Fill in the name.")
    return facts


def _one_of(record: Record, column: str, choices: tuple[str, ...]) -> str:
    value = cells.clean(record[column]).lower()
    if value and value not in choices:
        told = f"Use one of {', '.join(choices)}."
        raise BadCell(record.header(column), record[column], told)
    return value


def _agency(record: Record, kind: str, *, put_zeros_back: bool) -> AgencyRow:
    facts = _identity(record, digits=7, put_zeros_back=put_zeros_back)
    if kind == "esc":
        facts["region"] = short(record, "region", 40)
    else:
        facts["agency_type"] = _one_of(record, "agency_type", AGENCY_TYPES)
        facts["typology"] = short(record, "typology", 2)
        facts["typology_version"] = short(record, "typology_version", 10)
        facts["locale"] = contacts.locale(record["locale"], column=record.header("locale"))
    return AgencyRow(record.row, kind, {key: value for key, value in facts.items() if value})


def _school(record: Record, *, put_zeros_back: bool) -> SchoolRow:
    facts = _identity(record, digits=12, put_zeros_back=put_zeros_back)
    facts["school_type"] = _one_of(record, "school_type", SCHOOL_TYPES)
    for column in ("lowest_grade", "highest_grade"):
        facts[column] = cells.grade(record[column], column=record.header(column))
    return SchoolRow(
        record.row,
        {key: value for key, value in facts.items() if value},
        agency_column=record.header("agency_irn"),
        agency_irn=_irn(record, "agency_irn", put_zeros_back=put_zeros_back),
    )


def _alignment(record: Record, *, put_zeros_back: bool) -> AlignmentRow:
    starts, ends = record.header("starts_on"), record.header("ends_on")
    starts_on = cells.day(record["starts_on"], what="first day", column=starts)
    ends_on = cells.day(record["ends_on"], what="last day", column=ends)
    if starts_on is None:
        raise BadCell(starts, record["starts_on"], "Fill in the first day, such as 2025-07-01.")
    if ends_on is not None and ends_on < starts_on:
        raise BadCell(ends, record["ends_on"], "The last day lies before the first.")
    return AlignmentRow(
        record.row,
        district_irn=_irn(record, "agency_irn", put_zeros_back=put_zeros_back),
        center_irn=_irn(record, "service_center_irn", put_zeros_back=put_zeros_back),
        starts_on=starts_on,
        ends_on=ends_on,
        district_column=record.header("agency_irn"),
        center_column=record.header("service_center_irn"),
        starts_column=starts,
    )
