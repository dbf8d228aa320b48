"""What an overview shows, for the whole network or for one service center."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from core import charts
from reports.finding import Finding, chosen_item
from reports.headlines import CONVENINGS, RESPONSE_GOAL
from reports.reach import came, cohorts_of, enrolled
from reports.tiles import month_day, tiles
from reports.typology import TypologyRow, typology_rows
from reports.waves import comparable_with
from surveys.collection.models import FrameUnit
from surveys.results.models import ReleasedUnit
from surveys.results.pages.occasions import ItemRange, convening_ranges
from surveys.results.pages.places import UnitRow
from surveys.results.pages.readers import (
    ItemChange,
    Line,
    as_released,
    changes,
    lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.tiles import Tile
    from reports.waves import WaveFigures

Kind = FrameUnit.Kind
MOST_CHANGES = 6
CUT_AXIS_AT = 50  # percent; an axis of high percents starts here, and says so


@dataclass(frozen=True)
class Responded:
    """How many of one place answered; no rate where that is hidden."""

    name: str
    rate: charts.Rate | None


@dataclass(frozen=True)
class RangeRow:
    """One item over the year's convenings."""

    title: str
    found: ItemRange
    drawn: charts.RangeDots

    @property
    def caption(self) -> str:
        """ "pooled 97% of 300"."""
        together = self.found.range.pooled
        return f"pooled {together.percent}% of {together.n}"


@dataclass(frozen=True)
class ChangeRow:
    """One item in both waves."""

    found: ItemChange
    drawn: charts.Change


@dataclass(frozen=True)
class PlaceRow:
    """One place in a table, with the number of its schools."""

    row: UnitRow
    schools: int
    center: str


@dataclass(frozen=True)
class Overview:
    """Everything on the page, ready to be drawn."""

    now: WaveFigures
    before: WaveFigures | None
    finding: Finding
    tiles: Sequence[Tile]
    ranges: Sequence[RangeRow]
    responded: Sequence[Responded]
    typology: Sequence[TypologyRow]
    changed: Sequence[ChangeRow]
    centers: Sequence[PlaceRow]
    schools: Sequence[PlaceRow]
    whole: PlaceRow

    @property
    def schools_shown(self) -> int:
        """Schools whose percent is told."""
        return sum(not place.row.is_hidden for place in self.schools)

    @property
    def schools_hidden(self) -> int:
        """Schools that carry the mark."""
        return len(self.schools) - self.schools_shown

    @property
    def frozen(self) -> str:
        """ "Apr 8": when the frame was frozen."""
        frozen = self.now.administration.frozen_at
        return month_day(frozen) if frozen else ""

    @property
    def goal(self) -> int:
        """Percent of the frame that should answer."""
        return RESPONSE_GOAL

    @property
    def axis(self) -> list[charts.Tick]:
        """The words under the changes."""
        return charts.axis()

    @property
    def convening_answers(self) -> str:
        """ "120, 100 and 80": valid answers behind the first range."""
        numbers = [str(n) for n in self.ranges[0].found.answers] if self.ranges else []
        return " and ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)


def overview(now: WaveFigures, before: WaveFigures | None, network: WaveFigures | None) -> Overview:
    """The figures of one wave; `network` is compared with where `now` is one service center."""
    item = chosen_item(now.items)
    every = lines(ReleasedUnit.objects.filter(release=now.release), item.code)
    inside = below(every, now.unit.pk)
    year = now.administration.school_year
    center = None if now.unit.kind == Kind.NETWORK else now.unit.organization_id
    day = timezone.localdate(now.administration.closes_at)
    schools = [line for line in inside if line.kind == Kind.SCHOOL]
    comparable = comparable_with(before, now)
    finding = Finding(now, before, item, len(schools), item.code in comparable)
    cell = (network or now).own.items[item.code]
    places = _Places(every, None if cell is None else cell.percent)
    centers = [line for line in inside if line.kind == Kind.SERVICE_CENTER]
    return Overview(
        now=now,
        before=before,
        finding=finding,
        tiles=tiles(finding, enrolled(year, day, center), came(year, center), len(schools)),
        ranges=_ranges(year),
        responded=[_responded(line) for line in centers or schools],
        typology=typology_rows(schools, as_released(now.release, item, every), item.code),
        changed=_changed(now, before, comparable),
        centers=[places.row(line) for line in centers],
        schools=[places.row(line) for line in schools],
        whole=places.row(next(line for line in every if line.pk == now.unit.pk)),
    )


def below(every: Sequence[Line], top: int) -> list[Line]:
    """The lines under one unit, in their order."""
    parents = {line.pk: line.parent for line in every}

    def is_inside(pk: int) -> bool:
        step = parents[pk]
        while step is not None and step != top:
            step = parents[step]
        return step is not None

    return [line for line in every if is_inside(line.pk)]


class _Places:
    """Lines as rows of tables: how many schools they have, and under which center they stand."""

    def __init__(self, every: Sequence[Line], compare: int | None) -> None:
        self.compare = compare
        self.by_pk = {line.pk: line for line in every}
        self.above = {line.pk: list(self._line_up(line)) for line in every}
        schools = [line for line in every if line.kind == Kind.SCHOOL]
        self.schools = Counter(up.pk for school in schools for up in self.above[school.pk])

    def row(self, line: Line) -> PlaceRow:
        center = [up.name for up in self.above[line.pk] if up.kind == Kind.SERVICE_CENTER]
        return PlaceRow(
            UnitRow(line, "", self.compare), self.schools[line.pk], center[0] if center else ""
        )

    def _line_up(self, line: Line) -> list[Line]:
        found = []
        while line.parent is not None:
            line = self.by_pk[line.parent]
            found.append(line)
        return found


def _ranges(year: str) -> list[RangeRow]:
    codes = [headline.code for headline in CONVENINGS]
    found = convening_ranges(cohorts_of(year), codes, school_year=year)
    lowest = min((min(one.percents) for one in found), default=0)
    start = CUT_AXIS_AT if lowest >= CUT_AXIS_AT else 0
    return [RangeRow(one.item.title, one, charts.range_dots(one.percents, start)) for one in found]


def _responded(line: Line) -> Responded:
    if line.base is None:
        return Responded(line.name, None)
    return Responded(line.name, charts.rate(line.base.submitted, line.base.staff, RESPONSE_GOAL))


def _changed(
    now: WaveFigures, before: WaveFigures | None, comparable: frozenset[str]
) -> list[ChangeRow]:
    if before is None:
        return []
    found = changes(before.own, now.own, now.items, comparable)
    largest = sorted(found, key=_size, reverse=True)[:MOST_CHANGES]
    return [_drawn(one) for one in found if one in largest]


def _size(found: ItemChange) -> float:
    return abs(found.change.points_1)


def _drawn(found: ItemChange) -> ChangeRow:
    interval = found.change.interval
    before, after = found.before.percent or 0, found.after.percent or 0
    drawn = charts.change(before, after, interval.low, interval.high)
    # The difference of the exact percents, rounded once; that of the printed ones may be one off.
    return ChangeRow(found, replace(drawn, text=charts.signed(found.change.points)))
