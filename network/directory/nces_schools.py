"""The federal list of schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells
from network.directory.ccd import common_facts
from network.directory.filling import fill
from network.directory.rows import BadCell, SchoolRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading
    from network.directory.tables import Table


def read(table: Table, mapping: Mapping[str, str], into: Reading, *, put_zeros_back: bool) -> None:
    """Fill `into` with the schools of its year; a list without years is one year."""

    def add(record: Record) -> None:
        into.schools.append(_school(record, put_zeros_back=put_zeros_back))

    fill(table, mapping, into, add, own_id="ncessch")


def _school(record: Record, *, put_zeros_back: bool) -> SchoolRow:
    nces_id, agency = (
        cells.identifier(
            record[column],
            digits=digits,
            what=what,
            column=record.header(column),
            put_zeros_back=put_zeros_back,
        )
        for column, digits, what in (
            ("ncessch", 12, "NCESSCH"),
            ("leaid", 7, "LEAID"),
        )
    )
    facts = {
        "nces_id": nces_id,
        **common_facts(record, what="school's name", put_zeros_back=put_zeros_back),
        "lowest_grade": cells.grade(record["lowest_grade"], column=record.header("lowest_grade")),
        "highest_grade": cells.grade(
            record["highest_grade"], column=record.header("highest_grade")
        ),
    }
    needed = {"ncessch": nces_id, "leaid": agency, "name": facts["name"]}
    for column, value in needed.items():
        if not value:
            raise BadCell(
                record.header(column), record[column], "Fill this in: every school has one."
            )
    return SchoolRow(
        record.row,
        {key: value for key, value in facts.items() if value},
        agency_column=record.header("leaid"),
        agency_nces_id=agency,
    )
