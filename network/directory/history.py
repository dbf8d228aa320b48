"""The federal (CCD) lists of many years in one file: newest facts, and what each year says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.directory import cells
from network.directory.ccd import agency, leaid
from network.directory.filling import without_labels
from network.directory.mapping import fault_of, records
from network.directory.rows import AgencyRow, BadCell, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.directory.mapping import Record
    from network.directory.rows import Reading
    from network.directory.tables import Table


@dataclass
class _Agency:
    """One agency while the file is read; years in which only its id can be read count as listed."""

    listings: dict[int, Listing] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    newest: AgencyRow | None = None


def read(table: Table, mapping: Mapping[str, str], into: Reading, *, put_zeros_back: bool) -> None:
    """Fill `into` with the newest row of every agency, and with the years of each."""
    found: dict[str, _Agency] = {}
    table = without_labels(table, mapping, into)
    for record in into.track(list(records(table, mapping, file=into.file, faults=into.faults))):
        into.rows_read += 1
        try:
            _add(record, found, into, put_zeros_back=put_zeros_back)
        except BadCell as bad:
            into.faults.append(fault_of(record, bad, file=into.file))
    into.history = {nces_id: _in_order(known.listings) for nces_id, known in found.items()}
    rows = [_newest(known, into.history[nces_id]) for nces_id, known in found.items()]
    # Of two agencies with one state id the one of the newest list comes first.
    newest_first = sorted(filter(None, rows), key=_age)
    into.agencies.extend(newest_first)


def _add(record: Record, found: dict[str, _Agency], into: Reading, *, put_zeros_back: bool) -> None:
    year = cells.year(record["year"], column=record.header("year"))
    nces_id = leaid(record, put_zeros_back=put_zeros_back)
    known = found.setdefault(nces_id, _Agency())
    if year in known.rows:
        told = f"Row {known.rows[year]} already speaks of this agency in {year}."
        raise BadCell(record.header("leaid"), record["leaid"], told)
    known.rows[year] = record.row
    known.listings[year] = Listing(year, "", "")
    row = agency(record, put_zeros_back=put_zeros_back, year=year)
    known.listings[year] = Listing(year, row.facts["name"], row.facts.get("status", ""))
    if known.newest is None or (known.newest.year or 0) < year:
        known.newest = row


def _in_order(listings: dict[int, Listing]) -> list[Listing]:
    return [listings[year] for year in sorted(listings)]


def _newest(known: _Agency, listings: list[Listing]) -> AgencyRow | None:
    """The newest row as the agency's facts; None when none of its rows can be read."""
    row = known.newest
    if row is None:
        return None
    facts = dict(row.facts)
    if "status" not in facts:  # a newest row that does not say leaves what an older one said
        said = [listing.status for listing in listings if listing.status]
        facts |= {"status": said[-1]} if said else {}
    names = tuple(dict.fromkeys(listing.name for listing in listings if listing.name))
    return AgencyRow(row.row, row.kind, facts, listings[-1].year, names)


def _age(row: AgencyRow) -> tuple[int, int]:
    return -(row.year or 0), row.row
