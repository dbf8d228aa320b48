"""The federal (CCD) list of agencies: one year of a list that may hold many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells
from network.directory.filling import fill
from network.directory.mapping import records
from network.directory.rows import AgencyRow, BadCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading
    from network.directory.tables import Table

# The federal codes of agencies, as the directory knows them. 4 is absent: it means service agency,
# and mixes service centers with career centers; neither the code nor the name alone tells which.
AGENCY_TYPES = {
    "1": "regular",
    "2": "regular",  # part of a supervisory union
    "3": "other",  # supervisory union
    "5": "state",
    "6": "other",  # federal
    "7": "community",  # independent charter
    "8": "other",
    "9": "other",  # specialized
}
SERVICE_AGENCY = "4"


def years(table: Table, mapping: Mapping[str, str]) -> list[int]:
    """The school years that the list holds; rows without a readable year are told later."""
    found = set()
    for record in records(table, mapping, file="", faults=[]):
        try:
            found.add(cells.year(record["year"], column="year"))
        except BadCell:
            continue
    return sorted(found)


def read(table: Table, mapping: Mapping[str, str], into: Reading, *, put_zeros_back: bool) -> None:
    """Fill `into` with the agencies of its year."""

    def add(record: Record) -> None:
        into.agencies.append(_agency(record, put_zeros_back=put_zeros_back))

    fill(table, mapping, into, add)


def _agency(record: Record, *, put_zeros_back: bool) -> AgencyRow:
    code = cells.clean(record["agency_type"])
    if code != SERVICE_AGENCY and code not in AGENCY_TYPES:
        column = record.header("agency_type")
        raise BadCell(column, record["agency_type"], "The agency type is not a code 1 to 9.")
    facts = {
        "nces_id": cells.identifier(
            record["leaid"],
            digits=7,
            what="LEAID",
            column=record.header("leaid"),
            put_zeros_back=put_zeros_back,
        ),
        "irn": cells.identifier(
            record["irn"],
            digits=6,
            what="IRN",
            column=record.header("irn"),
            put_zeros_back=put_zeros_back,
        ),
        **common_facts(record, what="agency's name"),
        "agency_type": AGENCY_TYPES.get(code, ""),
    }
    for ours, what in (("nces_id", "leaid"), ("name", "name")):
        if not facts[ours]:
            raise BadCell(record.header(what), record[what], "Fill this in: every agency has one.")
    kind = None if code == SERVICE_AGENCY else "district"
    return AgencyRow(record.row, kind, {key: value for key, value in facts.items() if value})


def common_facts(record: Record, *, what: str) -> dict[str, str]:
    """Name, city, state and status, the same in every list."""
    return {
        "name": cells.name(record["name"], what=what, column=record.header("name")),
        "city": cells.name(record["city"], what="city", column=record.header("city"), longest=60),
        "state": cells.clean_state(record["state"]),
        "status": cells.status(record["status"], column=record.header("status")),
    }
