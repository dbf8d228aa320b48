"""The way in: one file's bytes to everything it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.encoding import NotText
from network.directory import ccd, history, nces_schools, oneroster, template
from network.directory.columns import LIST_NAMES
from network.directory.mapping import WrongHeader, check, guess, guess_reader, known_names
from network.directory.roster_copy import staff_only
from network.directory.roster_files import is_roster
from network.directory.rows import Reading
from network.directory.tables import Table, Unreadable, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

READERS = {
    "ccd_agencies": ccd.read,
    "ccd_history": history.read,
    "nces_schools": nces_schools.read,
    "template": template.read,
}


class YearNeeded(Exception):
    """The list holds several years, and nobody has chosen one of them."""

    def __init__(self, message: str, years: list[int]) -> None:
        super().__init__(message)
        self.years = years


# Everything for which a file as a whole is refused; single rows are faults instead.
Refused = (NotText, Unreadable, WrongHeader, YearNeeded)


@dataclass(frozen=True)
class Choices:
    """What the operator chose; what is left empty is guessed from the header."""

    reader: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    # Only a file read alone is refused for holding another year than the one asked for: of several
    # files together the year chooses within the list that holds many.
    year_must_be_there: bool = True
    # Spreadsheets drop leading zeros; putting them back is a rule the operator has to choose.
    put_zeros_back: bool = False
    # Roles that ended before this day are over.
    today: dt.date = field(default_factory=dt.date.today)
    # Hears of each row of a long list while it is read.
    track: Callable[[Sequence[Any]], Iterable[Any]] = iter


def identify(content: bytes) -> tuple[str, bytes]:
    """Which list a file is, and what of it is kept: of an export of people only the staff.

    Raises one of `Refused`.
    """
    if is_roster(content):
        return "oneroster", staff_only(content)
    return guess_reader(open_table(content).header), content


def open_table(content: bytes) -> Table:
    """The file as a table. Raises NotText or Unreadable."""
    return read_table(content, known=known_names)


def read(content: bytes, *, file: str, choices: Choices) -> Reading:
    """Everything the file says. Raises one of `Refused` when it cannot be read as a whole."""
    if choices.reader == "oneroster" or (not choices.reader and is_roster(content)):
        return oneroster.read(content, file=file, today=choices.today)
    table = open_table(content)
    reader = choices.reader or guess_reader(table.header)
    mapping = dict(choices.mapping) or guess(table.header, reader)
    check(mapping, reader, table.header)
    reading = Reading(file=file, reader=reader, encoding=table.encoding, track=choices.track)
    if mapping.get("year") and reader != "ccd_history":
        reading.year = _chosen_year(ccd.years(table, mapping), choices, reading)
    READERS[reader](table, mapping, reading, put_zeros_back=choices.put_zeros_back)
    return reading


def _chosen_year(years: list[int], choices: Choices, reading: Reading) -> int | None:
    if choices.year in years:
        return choices.year
    if len(years) == 1 and (choices.year is None or not choices.year_must_be_there):
        if choices.year is not None:
            reading.notes.append(f"This list holds the year {years[0]} alone.")
        return years[0]
    name = LIST_NAMES[reading.reader]
    if choices.year is None:
        raise YearNeeded(f"This {name} holds several years: {_span(years)}. Choose one.", years)
    raise YearNeeded(f"This {name} has no year {choices.year}. It holds {_span(years)}.", years)


def _span(years: list[int]) -> str:
    """The years in few words: 2018, 2019; or 1994 to 2019 when none of many is left out."""
    if len(years) > 3 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]} to {years[-1]}"
    return ", ".join(map(str, years))
