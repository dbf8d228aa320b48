"""Units in a list, each with what is published of one item there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from core import charts
from network.access import standing_of
from network.roles import SEES_THE_WHOLE_NETWORK
from surveys.collection.models import FrameUnit
from surveys.results.models import ReleasedUnit
from surveys.results.pages.readers import Line, lines
from surveys.results.pages.rows import (
    answered_text,
    bars,
    interval_text,
    most_frequent,
    percent_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from surveys.results.pages.readers import AskedItem

Kind = FrameUnit.Kind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in a list: its percent with interval or its spread, or the mark."""

    line: Line
    under: str
    compare: int | None
    bar: charts.AnswersBar | None = None
    most: tuple[str, str] = ("", "")

    @property
    def is_hidden(self) -> bool:
        """Whether neither a percent nor a spread of this unit is told."""
        return not percent_text(self.line.cell) and self.bar is None

    @property
    def answered(self) -> str:
        """ "64 of 84", empty where participation is hidden."""
        return "" if self.line.base is None else answered_text(self.line.base)

    @property
    def percent(self) -> str:
        """As printed; of a list without agreement, of the most frequent answer."""
        return percent_text(self.line.cell) or self.most[1]

    @property
    def interval_words(self) -> str:
        """As printed; of a list without agreement, the most frequent answer instead."""
        return interval_text(self.line.cell) or self.most[0]

    @property
    def interval(self) -> charts.Interval | None:
        """Dot and line; None where the percent is hidden or coded."""
        cell = self.line.cell
        if cell is None or cell.percent_1 is None:
            return None
        drawn = charts.interval(cell.percent_1, cell.low_1, cell.high_1, self.compare)
        # Rounding the rounded decimal again could print another whole percent.
        return replace(drawn, percent=self.percent, text=self.interval_words)


def unit_rows(
    places: Sequence[tuple[Line, str]], item: AskedItem, compare: int | None
) -> list[UnitRow]:
    """Lines with what stands under their names, ready to be drawn; bars share their width."""
    if item.has_percent:
        return [UnitRow(line, under, compare) for line, under in places]
    drawn = bars(item, [line.cell for line, _ in places])
    return [
        UnitRow(line, under, compare, bar, most_frequent(item, line.cell))
        for (line, under), bar in zip(places, drawn, strict=True)
    ]


def inside(row: ReleasedUnit, user: User, item: AskedItem) -> list[tuple[Line, str]]:
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
    return by_district(found)


def mine(row: ReleasedUnit, user: User, item: AskedItem) -> list[tuple[Line, str]]:
    """On the network's page: the districts and schools of a viewer who does not see them all."""
    if row.unit.parent_id is not None or standing_of(user).holds(*SEES_THE_WHOLE_NETWORK):
        return []
    own = ReleasedUnit.objects.visible_to(user).filter(
        release=row.release, unit__kind__in=[Kind.DISTRICT, Kind.SCHOOL]
    )
    return by_district(lines(own, item.code))


def by_district(found: Sequence[Line]) -> list[tuple[Line, str]]:
    """Schools after their district, or in its place where it has no other."""
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
