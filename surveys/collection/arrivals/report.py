"""What was seen in a file of answers: counted, left out, wrong; each row by its number."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# As many are told one by one; more would hold a broken file in memory. All are counted.
TOLD = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is left out, and why, in words that say what to do."""

    row: int
    column: str
    value: str
    reason: str


@dataclass
class Rows:
    """Some rows of the file: how many, and the numbers of the first of them."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, row: int) -> None:
        """One more."""
        self.count += 1
        if self.count <= TOLD:
            self.rows.append(row)

    def in_words(self, shown: int = 10) -> str:
        """ "3 rows (5, 9, 12)"; long lists end in "and 20 more"."""
        listed = ", ".join(map(str, self.rows[:shown]))
        more = f" and {self.count - shown:,} more" if self.count > shown else ""
        return f"{self.count:,} {'row' if self.count == 1 else 'rows'} ({listed}{more})"


@dataclass
class Report:
    """Everything to be known about one file. Filled while its rows stream by."""

    file: str
    form: str = ""  # with its version
    encoding: str = ""
    header_row: int = 1
    rows: int = 0
    counted: int = 0
    blank: Rows = field(default_factory=Rows)
    faulty: Rows = field(default_factory=Rows)
    faults: list[Fault] = field(default_factory=list)
    further_headers: Rows = field(default_factory=Rows)
    unfinished: Rows = field(default_factory=Rows)
    tokens: Rows = field(default_factory=Rows)
    short: Rows = field(default_factory=Rows)
    without_role: Rows = field(default_factory=Rows)
    without_weight: Rows = field(default_factory=Rows)
    repaired: Rows = field(default_factory=Rows)
    # The rows of each person who has several; never the person.
    several: list[list[int]] = field(default_factory=list)
    several_rows: int = 0
    # Item code to the file's column, and the columns that nothing is taken from.
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    doubled: dict[str, int] = field(default_factory=dict)
    # By item code: what stood for no answer and how often; answers that no condition asked for.
    missing: dict[str, dict[str, int]] = field(default_factory=dict)
    against_condition: dict[str, Rows] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def fault(self, fault: Fault) -> None:
        """Keep it if there are not too many already."""
        if len(self.faults) < TOLD:
            self.faults.append(fault)

    @property
    def is_clean(self) -> bool:
        """Whether no row is faulty."""
        return not self.faulty.count

    def as_dict(self) -> dict[str, Any]:
        """For --json, and to be kept."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Report:
        """A report that was kept."""
        report = cls(**{key: told[key] for key in _PLAIN & told.keys()})
        report.faults = [Fault(**one) for one in told.get("faults", ())]
        for name in _ROWS & told.keys():
            setattr(report, name, Rows(**told[name]))
        report.against_condition = {
            code: Rows(**rows) for code, rows in told.get("against_condition", {}).items()
        }
        return report


_ROWS = {one.name for one in fields(Report) if one.default_factory is Rows}
_PLAIN = {one.name for one in fields(Report)} - {"faults", "against_condition", *_ROWS}
