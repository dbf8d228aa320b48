"""What the results page of one unit shows, and the table that its download holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from core import charts
from network.access import standing_of
from network.roles import SEES_THE_WHOLE_NETWORK
from surveys.collection.models import FrameUnit
from surveys.results import rows
from surveys.results.models import ReleasedUnit
from surveys.results.readers import AskedItem, Line, figures_of, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from surveys.collection.models import Administration
    from surveys.results.figures import ItemFigures, UnitFigures
    from surveys.results.filters import ResultsChoice
    from surveys.results.models import Release

Kind = FrameUnit.Kind


@dataclass(frozen=True)
class ResultsPage:
    """One unit's figures, the units under it that the viewer may open, and the way down to it."""

    release: Release
    administration: Administration
    unit: FrameUnit
    trail: Sequence[tuple[FrameUnit, bool]]
    own: UnitFigures
    network: UnitFigures | None
    items: Sequence[AskedItem]
    item: AskedItem
    sections: Sequence[rows.Section]
    titles: Sequence[tuple[str, AskedItem]]
    inside: Sequence[rows.UnitRow]
    mine: Sequence[rows.UnitRow]
    schools: int

    @property
    def cell(self) -> ItemFigures | None:
        """The chosen item here."""
        return self.own.items[self.item.code]

    @property
    def here(self) -> rows.UnitRow:
        """This unit as the first row of the list under it."""
        base = self.own.base
        line = Line(self.unit.pk, self.unit.kind, self.unit.name, None, None, "", base, self.cell)
        return rows.UnitRow(line, "", self.compare)

    @property
    def compare(self) -> int | None:
        """The network's percent for the chosen item."""
        cell = (self.network or self.own).items[self.item.code]
        return None if cell is None else cell.percent

    @property
    def axis(self) -> list[charts.Tick]:
        """The words over the intervals."""
        return charts.axis()

    @property
    def explanation(self) -> list[str]:
        """How the chosen number was made; empty where there is none."""
        if self.cell is None or self.cell.agree is None:
            return []
        return rows.explanation(self.item, self.cell, self.own.base)

    @property
    def answered(self) -> str:
        """ "64 of 84", empty where it is hidden."""
        return "" if self.own.base is None else rows.answered_text(self.own.base)

    @property
    def section(self) -> str:
        """The section of the chosen item."""
        return self.item.section

    @property
    def inside_words(self) -> str:
        """What kinds of places are listed under this one."""
        kinds = {Kind(row.line.kind) for row in self.inside}
        return " and ".join(kind.label.lower() for kind in Kind if kind in kinds)

    @property
    def hidden_inside(self) -> int:
        """How many of the listed units carry the mark."""
        return sum(row.is_hidden for row in self.inside)

    @property
    def shown_above(self) -> list[FrameUnit]:
        """Where the answers of a hidden unit count: the units above whose figures open."""
        return [unit for unit, is_shown in self.trail if is_shown]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this unit is told."""
        return self.own.base is None

    @property
    def hides_some(self) -> bool:
        """Whether anything on the page carries the mark."""
        shown = [row.cell for section in self.sections for row in section.rows]
        return any(cell is None for cell in shown) or any(row.is_hidden for row in self.inside)


def results_page(row: ReleasedUnit, user: User, choice: ResultsChoice) -> ResultsPage:
    """Everything for one unit, with the units under it compared by the chosen item."""
    unit, release, item = row.unit, row.release, choice.chosen
    own = figures_of(row)
    network = None if unit.parent_id is None else _network(release)
    cell = (network or own).items[item.code]
    percent = None if cell is None else cell.percent
    section = [one for one in choice.items if one.section == item.section]
    return ResultsPage(
        release=release,
        administration=release.administration,
        unit=unit,
        trail=_trail(row, user),
        own=own,
        network=network,
        items=choice.items,
        item=item,
        sections=rows.sections(section, own, network, choice.order_by),
        titles=_titles(choice.items),
        inside=[rows.UnitRow(*place, percent) for place in _inside(row, user, item)],
        mine=[rows.UnitRow(*place, percent) for place in _mine(row, user, item)],
        schools=_schools(row),
    )


def _schools(row: ReleasedUnit) -> int:
    """Schools of the frozen frame under a unit: counted from frames, never from answers."""
    unit = row.unit
    schools = FrameUnit.objects.filter(released__release=row.release, kind=Kind.SCHOOL)
    if unit.parent_id is not None:
        schools = schools.filter(Q(parent=unit) | Q(parent__parent=unit))
    return schools.count()


def _network(release: Release) -> UnitFigures | None:
    row = ReleasedUnit.objects.filter(release=release, unit__parent=None).first()
    return None if row is None else figures_of(row)


def _titles(items: Sequence[AskedItem]) -> list[tuple[str, AskedItem]]:
    """The sections of the form, each with its first item."""
    first: dict[str, AskedItem] = {}
    for item in items:
        first.setdefault(item.section, item)
    return list(first.items())


def _trail(row: ReleasedUnit, user: User) -> list[tuple[FrameUnit, bool]]:
    """The units above that this viewer may open, the highest first, and whether they are shown."""
    above: list[FrameUnit] = []
    unit = row.unit.parent
    while unit is not None:
        above.insert(0, unit)
        unit = unit.parent
    seen = ReleasedUnit.objects.visible_to(user).filter(
        unit__in=[one.pk for one in above], release=row.release
    )
    opened = {pk: base is not None for pk, base in seen.values_list("unit_id", "base")}
    return [(one, opened[one.pk]) for one in above if one.pk in opened]


def _inside(row: ReleasedUnit, user: User, item: AskedItem) -> list[tuple[Line, str]]:
    """The units under this one that the viewer may open, with what stands under their name.

    Under a service center its districts and schools; a district with one school is named under
    that school, since both have the same figures.
    """
    unit = row.unit
    below = Q(unit__parent=unit)
    if unit.kind == Kind.SERVICE_CENTER:
        below |= Q(unit__parent__parent=unit)
    found = lines(
        ReleasedUnit.objects.visible_to(user).filter(below, release=row.release), item.code
    )
    if unit.kind != Kind.SERVICE_CENTER:
        return [(line, "") for line in found]
    return _by_district(found)


def _mine(row: ReleasedUnit, user: User, item: AskedItem) -> list[tuple[Line, str]]:
    """On the network's page: the districts and schools of a viewer who does not see them all."""
    if row.unit.parent_id is not None or standing_of(user).holds(*SEES_THE_WHOLE_NETWORK):
        return []
    mine = ReleasedUnit.objects.visible_to(user).filter(
        release=row.release, unit__kind__in=[Kind.DISTRICT, Kind.SCHOOL]
    )
    return _by_district(lines(mine, item.code))


def _by_district(found: Sequence[Line]) -> list[tuple[Line, str]]:
    schools: dict[int | None, list[Line]] = {}
    for line in found:
        if line.kind == Kind.SCHOOL:
            schools.setdefault(line.parent, []).append(line)
    ordered: list[tuple[Line, str]] = []
    for district in found:
        if district.kind != Kind.DISTRICT:
            continue
        own = schools.pop(district.pk, [])
        if len(own) != 1:
            ordered.append((district, ""))
        ordered += [(school, district.name) for school in own]
    # What is left lies in districts that this viewer may not open.
    return ordered + [(school, "") for left in schools.values() for school in left]
