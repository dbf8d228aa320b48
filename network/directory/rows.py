"""What a directory file says, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Fault:
    """A row that is left out, and why, in words that say what to do."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    name: str = ""

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


class BadCell(Exception):
    """A value that cannot be used; becomes a Fault of its row."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


@dataclass(frozen=True)
class AgencyRow:
    """A service center or a district.

    `kind` is "esc" or "district", or None where the file alone cannot tell (CCD type 4).
    `facts` holds only what the file says: a value that is missing never empties what we know.
    """

    row: int
    kind: str | None
    facts: Mapping[str, str]
    # Of a list of many years: this row's own, and every name the agency ever had.
    year: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """What one year's list says of one agency; name and status empty where it does not say."""

    year: int
    name: str
    status: str


@dataclass(frozen=True)
class SchoolRow:
    """A school, and the identifier of the agency that runs it."""

    row: int
    facts: Mapping[str, str]
    agency_column: str
    agency_nces_id: str = ""
    agency_irn: str = ""


@dataclass(frozen=True)
class AlignmentRow:
    """A district with its service center between two days."""

    row: int
    district_irn: str
    center_irn: str
    starts_on: dt.date
    ends_on: dt.date | None
    district_column: str
    center_column: str
    starts_column: str


@dataclass(frozen=True)
class RosterOrg:
    """An organization as a OneRoster export names it."""

    row: int
    name: str
    kind: str
    identifier: str
    parent: str
    column: str


@dataclass(frozen=True)
class RosterPerson:
    """A member of staff of a OneRoster export; `orgs` are the export's ids, the main one first."""

    row: int
    email: str
    first_name: str
    last_name: str
    job_title: str
    orgs: tuple[str, ...]
    orgs_column: str


@dataclass
class Roster:
    """What a OneRoster export says of staff; of everybody else only how many there were."""

    orgs: dict[str, RosterOrg] = field(default_factory=dict)
    people: list[RosterPerson] = field(default_factory=list)
    # Staff who are named and not imported: row, name, reason.
    not_imported: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: int = 0
    left_out_roles: Counter[str] = field(default_factory=Counter)


@dataclass
class Reading:
    """Everything one file says."""

    file: str
    reader: str
    encoding: str
    rows_read: int = 0
    year: int | None = None
    agencies: list[AgencyRow] = field(default_factory=list)
    schools: list[SchoolRow] = field(default_factory=list)
    alignments: list[AlignmentRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Identifiers of all rows, the faulty ones too, without leading zeros.
    mentioned: set[str] = field(default_factory=set)
    # Of a list of many years: each agency's years, the oldest first.
    history: dict[str, list[Listing]] = field(default_factory=dict)
    roster: Roster | None = None
    track: Callable[[Sequence[Any]], Iterable[Any]] = iter
