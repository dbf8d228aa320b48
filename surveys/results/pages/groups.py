"""The chosen item by groups that are no units: by role, by typology, by level of school.

Roles come from the release, which shows a unit's split whole or not at all. Typology and level are
assembled: the sum of the highest shown units inside a group, with the schools that it covers
(disclosure.md 4). There are no other groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import charts
from network.school_levels import NAMES
from surveys.collection.models import FrameUnit
from surveys.results.engine.assembled import assemble, assemble_spread, covers
from surveys.results.pages.readers import as_released
from surveys.results.pages.rows import bars, most_frequent, percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.results.engine.figures import ItemFigures, ReleasedFigures, UnitFigures
    from surveys.results.models import Release
    from surveys.results.pages.readers import AskedItem, Line

Kind = FrameUnit.Kind

# Name, codes of the state's list, and what stands under the name.
TYPOLOGY = (
    ("Rural", ("1", "2"), "codes 1 and 2"),
    ("Small town", ("3", "4"), "codes 3 and 4"),
    ("Suburban", ("5", "6"), "codes 5 and 6"),
    ("Urban", ("7", "8"), "codes 7 and 8"),
    ("Not classified", ("",), "community and other schools"),
)
PLACES, ROLE, GROUPS, LEVEL = "places", "role", "typology", "level"
BY = {PLACES: "Places", ROLE: "Role", GROUPS: "District typology", LEVEL: "School level"}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: `n` answers and a percent or a spread, or the mark."""

    name: str
    detail: str
    n: int | None
    percent: str
    most: str = ""
    interval: charts.Interval | None = None
    bar: charts.AnswersBar | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody of the group answered, which is told."""
        return self.n == 0

    @property
    def is_hidden(self) -> bool:
        """Whether neither percent nor spread is told."""
        return not self.is_empty and not self.percent


def by_of(unit: FrameUnit, release: Release) -> dict[str, str]:
    """By what the chosen item of a unit may be split; the first is the default."""
    offered = [PLACES]
    if release.roles:
        offered.append(ROLE)
    if Kind.SCHOOL in release.summary:  # frames of sessions have no schools to add up
        if unit.kind in {Kind.NETWORK, Kind.SERVICE_CENTER}:
            offered.append(GROUPS)
        if unit.kind in {Kind.NETWORK, Kind.SERVICE_CENTER, Kind.DISTRICT}:
            offered.append(LEVEL)
    return {one: BY[one] for one in offered}


def by_role(
    own: UnitFigures, roles: Sequence[str], item: AskedItem, compare: int | None
) -> list[GroupRow]:
    """The role groups of a unit in the order of the form; empty where the split is hidden."""
    if own.roles is None:
        return []
    cells = [role.items.get(item.code) for role in own.roles]
    drawn = bars(item, cells) if not item.has_percent else [None] * len(cells)
    return [
        GroupRow(
            name=name,
            detail="",
            n=0 if role.submitted == 0 else None if cell is None else cell.n,
            percent=percent_text(cell) if item.has_percent else most_frequent(item, cell)[1],
            most="" if item.has_percent else most_frequent(item, cell)[0],
            interval=_dot(cell, compare),
            bar=bar,
        )
        for name, role, cell, bar in zip(roles, own.roles, cells, drawn, strict=True)
    ]


def _dot(cell: ItemFigures | None, compare: int | None) -> charts.Interval | None:
    """A dot without a line: there is no frame by role, so there is no interval."""
    if cell is None or cell.percent_1 is None or cell.percent is None:
        return None
    return charts.Interval(cell.percent_1, f"{cell.percent}%", None, None, "", compare)


def assembled_rows(
    unit: FrameUnit, release: Release, item: AskedItem, by: str, every: Sequence[Line]
) -> list[GroupRow]:
    """The groups of schools under a unit by typology or level, from all lines of a release."""
    schools = [line for line in _under(unit, every) if line.kind == Kind.SCHOOL]
    released = as_released(release, item, every)
    return [
        _assembled(released, item, name, detail, [str(one.pk) for one in members])
        for name, detail, members in (typologies if by == GROUPS else levels)(schools)
    ]


def typologies(schools: Sequence[Line]) -> list[tuple[str, str, list[Line]]]:
    """The typology groups that have schools: name, codes, schools."""
    known = {one for _, codes, _ in TYPOLOGY for one in codes}
    found = [
        (name, detail, [s for s in schools if (s.typology if s.typology in known else "") in codes])
        for name, codes, detail in TYPOLOGY
    ]
    return [group for group in found if group[2]]


def levels(schools: Sequence[Line]) -> list[tuple[str, str, list[Line]]]:
    """The levels that have schools, from elementary to those not given."""
    found = [(name, "", [s for s in schools if s.level == level]) for level, name in NAMES.items()]
    return [group for group in found if group[2]]


def _under(unit: FrameUnit, every: Sequence[Line]) -> list[Line]:
    parents = {line.pk: line.parent for line in every}

    def is_inside(pk: int | None) -> bool:
        while pk is not None and pk != unit.pk:
            pk = parents.get(pk)
        return pk is not None

    return [line for line in every if is_inside(line.parent)]


def _assembled(
    released: ReleasedFigures, item: AskedItem, name: str, detail: str, schools: Sequence[str]
) -> GroupRow:
    """Shown or not, a group says in schools what it covers, and never in answers."""
    found = assemble(released, schools, item.code)
    if item.has_percent and found is not None:
        dot = charts.Interval(found.percent_1 or 0.0, f"{found.percent}%", None, None, "", None)
        words = _joined(detail, found.covers)
        return GroupRow(name, words, found.n, f"{found.percent}%", interval=dot)
    spread = None if item.has_percent else assemble_spread(released, schools, item.code)
    if spread is None:
        return GroupRow(name, _joined(detail, covers(0, len(schools))), None, "")
    most, percent = most_frequent(item, spread.cell)
    [bar] = bars(item, [spread.cell])
    return GroupRow(name, _joined(detail, spread.covers), spread.cell.n, percent, most, bar=bar)


def _joined(detail: str, covered: str) -> str:
    return f"{detail}; {covered}" if detail else covered
