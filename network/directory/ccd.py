"""The federal (CCD) list of agencies: one year of a list that may hold many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.directory import cells, contacts
from network.directory.filling import fill
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
NEEDED = "Fill this in: every agency has one."


def years(table: Table, mapping: Mapping[str, str]) -> list[int]:
    """The school years that the list holds; rows without a readable year are told later."""
    found = set()
    place = table.header.index(mapping["year"])
    # Thousands of rows hold a handful of different cells.
    for cell in {row[place] for _, row in table.rows if place < len(row)}:
        try:
            found.add(cells.year(cell, column="year"))
        except BadCell:
            continue
    return sorted(found)


def read(table: Table, mapping: Mapping[str, str], into: Reading, *, put_zeros_back: bool) -> None:
    """Fill `into` with the agencies of its year."""

    def add(record: Record) -> None:
        into.agencies.append(agency(record, put_zeros_back=put_zeros_back))

    fill(table, mapping, into, add, own_id="leaid")


def agency(record: Record, *, put_zeros_back: bool, year: int | None = None) -> AgencyRow:
    """A row as an agency; without a kind where the federal type does not tell it."""
    code = type_code(record)
    facts = {
        "nces_id": leaid(record, put_zeros_back=put_zeros_back),
        **common_facts(record, what="agency's name", put_zeros_back=put_zeros_back),
        "agency_type": AGENCY_TYPES.get(code, ""),
        "locale": contacts.locale(record["locale"], column=record.header("locale")),
    }
    if not facts["name"]:
        raise BadCell(record.header("name"), record["name"], NEEDED)
    kind = None if code == SERVICE_AGENCY else "district"
    said = {key: value for key, value in facts.items() if value}
    return AgencyRow(record.row, kind, said, year)


def type_code(record: Record) -> str:
    """The federal type of an agency, 1 to 9."""
    code = cells.clean(record["agency_type"]).removesuffix(".0")
    if code != SERVICE_AGENCY and code not in AGENCY_TYPES:
        column = record.header("agency_type")
        raise BadCell(column, record["agency_type"], "The agency type is not a code 1 to 9.")
    return code


def leaid(record: Record, *, put_zeros_back: bool) -> str:
    """The federal id of an agency, which every row has."""
    found = cells.identifier(
        record["leaid"],
        digits=7,
        what="LEAID",
        column=record.header("leaid"),
        put_zeros_back=put_zeros_back,
    )
    if not found:
        raise BadCell(record.header("leaid"), record["leaid"], NEEDED)
    return found


def common_facts(record: Record, *, what: str, put_zeros_back: bool) -> dict[str, str]:
    """Name, state id, status and how to reach it: the same in every list."""
    column = record.header("name")
    name, packed_irn, packed_county = cells.unpack(record["name"])
    irn, packed = (
        cells.identifier(value, digits=6, what="IRN", column=at, put_zeros_back=put_zeros_back)
        for value, at in ((record["irn"], record.header("irn")), (packed_irn, column))
    )
    if irn and packed and irn != packed:
        raise BadCell(column, record["name"], f"The name holds another IRN than the row: {irn}.")
    return {
        "name": cells.name(name, what=what, column=column),
        "irn": irn or packed,
        "status": cells.status(record["status"], column=record.header("status")),
        "city": short(record, "city", 60),
        "state": cells.clean_state(record["state"], column=record.header("state")),
        "street": short(record, "street", 120),
        "postal_code": contacts.postal_code(
            record["postal_code"],
            column=record.header("postal_code"),
            put_zeros_back=put_zeros_back,
        ),
        "county": short(record, "county", 60) or cells.clean(packed_county),
        "phone": contacts.phone(record["phone"], column=record.header("phone")),
        "website": contacts.website(record["website"], column=record.header("website")),
    }


def short(record: Record, column: str, longest: int) -> str:
    """A few words in a column of that name."""
    words = column.replace("_", " ")
    return cells.name(record[column], what=words, column=record.header(column), longest=longest)
