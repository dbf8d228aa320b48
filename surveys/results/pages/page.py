"""What the results page of one unit shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from core import charts
from surveys.collection.models import FrameUnit
from surveys.results.models import ReleasedUnit
from surveys.results.pages import places, rows
from surveys.results.pages.groups import PLACES, ROLE, assembled_rows, by_role
from surveys.results.pages.readers import Line, figures_of, lines
from surveys.results.pages.scale_rows import scale_rows, scales_of
from surveys.results.pages.sections import in_order, sections
from surveys.results.pages.waves import wave_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from surveys.collection.models import Administration
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.filters import ResultsChoice
    from surveys.results.models import Release
    from surveys.results.pages.groups import GroupRow
    from surveys.results.pages.readers import AskedItem
    from surveys.results.pages.scale_rows import ScaleRow
    from surveys.results.pages.sections import Section
    from surveys.results.pages.waves import WaveBefore, WaveRow

Kind = FrameUnit.Kind
# Everybody who sees the survey sees the figures of these.
STAND_BESIDE = {Kind.SERVICE_CENTER, Kind.NETWORK}


@dataclass(frozen=True)
class ResultsPage:
    """One unit's figures, the units under it that the viewer may open, and the way down to it.

    `above` are the units over it with their figures, the network first; those of a service center
    and of the network stand beside every figure.
    """

    release: Release
    administration: Administration
    unit: FrameUnit
    above: Sequence[tuple[FrameUnit, UnitFigures]]
    own: UnitFigures
    items: Sequence[AskedItem]
    item: AskedItem
    by: str
    sections: Sequence[Section]
    titles: Sequence[tuple[str, AskedItem]]
    scales: Sequence[ScaleRow]
    inside: Sequence[places.UnitRow]
    mine: Sequence[places.UnitRow]
    groups: Sequence[GroupRow]
    before: WaveBefore | None
    changed: Sequence[WaveRow]
    schools: int

    @property
    def trail(self) -> list[tuple[FrameUnit, bool]]:
        """The units above, and whether they are shown."""
        return [(unit, figures.base is not None) for unit, figures in self.above]

    @property
    def beside(self) -> list[tuple[FrameUnit, UnitFigures]]:
        """Those above that stand beside every figure: the own service center, then the network."""
        return _beside(self.above)

    @property
    def cell(self) -> ItemFigures | None:
        """The chosen item here."""
        return self.own.items[self.item.code]

    @property
    def here(self) -> places.UnitRow:
        """This unit as the first row of the list under it."""
        unit, base = self.unit, self.own.base
        line = Line(unit.pk, unit.kind, unit.name, None, None, "", base, self.cell)
        return places.unit_rows([(line, "")], self.item, self.compare)[0]

    @property
    def compare(self) -> int | None:
        """The network's percent for the chosen item."""
        return _compare(self.above, self.own, self.item)

    @property
    def axis(self) -> list[charts.Tick]:
        """The words over the intervals."""
        return charts.axis()

    @property
    def legend(self) -> list[charts.LegendEntry]:
        """Colors of the chosen item's bars."""
        return rows.legend(self.item)

    @property
    def words(self) -> str:
        """ "Less than half of those who answered", where the interval allows to say so."""
        words = None if self.cell is None else self.cell.words
        return f"{words[:1].upper()}{words[1:]}" if words else ""

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
    def compared(self) -> list[WaveRow]:
        """The items that both waves asked alike."""
        return [row for row in self.changed if not row.why_not]

    @property
    def not_compared(self) -> list[tuple[str, str]]:
        """Why items are left out of the comparison, with their codes."""
        reasons: dict[str, list[str]] = {}
        for row in self.changed:
            if row.why_not:
                reasons.setdefault(row.why_not, []).append(row.item.code)
        return [(why, ", ".join(codes)) for why, codes in reasons.items()]

    @property
    def hides_roles(self) -> bool:
        """Whether the split by role was asked for and is hidden here."""
        return self.by == ROLE and self.own.roles is None

    @property
    def shown_above(self) -> list[FrameUnit]:
        """Where the answers of a hidden unit count: the units above that are shown."""
        return [unit for unit, is_shown in self.trail if is_shown]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this unit is told."""
        return self.own.base is None

    @property
    def hides_some(self) -> bool:
        """Whether anything on the page carries the mark."""
        shown = [row for section in self.sections for row in section.rows]
        return (
            any(row.is_hidden or row.hides_percent for row in shown)
            or any(place.is_hidden for place in (*self.inside, *self.mine))
            or any(group.is_hidden for group in self.groups)
            or any(scale.is_hidden for scale in self.scales)
            or self.hides_roles
        )


def results_page(row: ReleasedUnit, user: User, choice: ResultsChoice) -> ResultsPage:
    """Everything for one unit, with what is chosen of it compared by places or groups."""
    unit, release, item = row.unit, row.release, choice.chosen
    own = figures_of(row)
    above = _above(row, user)
    beside = [rows.Beside(_short_name(one, unit), figures) for one, figures in _beside(above)]
    compare = _compare(above, own, item)
    section = [one for one in choice.items if one.section == item.section]
    codes = {one.code for one in section}
    scales = [scale for scale in scales_of(release) if codes.intersection(scale.items)]
    before = wave_before(row, user)
    ordered = in_order(section, own.items, choice.order_by)
    by_places = choice.split_by == PLACES
    found = places.inside(row, user, item) if by_places else []
    mine = places.mine(row, user, item) if by_places else []
    return ResultsPage(
        release=release,
        administration=release.administration,
        unit=unit,
        above=above,
        own=own,
        items=choice.items,
        item=item,
        by=choice.split_by,
        sections=sections(section, own, beside, choice.order_by),
        titles=_titles(choice.items),
        scales=scale_rows(scales, own, beside),
        inside=places.unit_rows(found, item, compare),
        mine=places.unit_rows(mine, item, compare),
        groups=_groups(row, own, choice, compare),
        before=before,
        changed=[] if before is None else before.rows(ordered, own),
        schools=_schools(row),
    )


def _groups(
    row: ReleasedUnit, own: UnitFigures, choice: ResultsChoice, compare: int | None
) -> list[GroupRow]:
    """The chosen item by role, typology or level; a hidden unit has no groups."""
    if choice.split_by == PLACES:
        return []
    if choice.split_by == ROLE:
        return by_role(own, row.release.roles, choice.chosen, compare)
    # SECURITY: every unit of the release and no viewer's own: a group is the same for everybody.
    every = lines(ReleasedUnit.objects.filter(release=row.release), choice.chosen.code)
    return assembled_rows(row.unit, row.release, choice.chosen, choice.split_by, every)


def _compare(
    above: Sequence[tuple[FrameUnit, UnitFigures]], own: UnitFigures, item: AskedItem
) -> int | None:
    """The network's percent; of the network itself its own."""
    cell = (above[0][1] if above else own).items[item.code]
    return None if cell is None else cell.percent


def _beside(
    above: Sequence[tuple[FrameUnit, UnitFigures]],
) -> list[tuple[FrameUnit, UnitFigures]]:
    return [pair for pair in reversed(above) if pair[0].kind in STAND_BESIDE]


def _short_name(above: FrameUnit, unit: FrameUnit) -> str:
    if unit.kind == Kind.SESSION:
        return "all sessions"
    return "network" if above.kind == Kind.NETWORK else Kind(above.kind).label.lower()


def _schools(row: ReleasedUnit) -> int:
    """Schools of the frozen frame under a unit: counted from frames, never from answers."""
    unit = row.unit
    schools = FrameUnit.objects.filter(released__release=row.release, kind=Kind.SCHOOL)
    if unit.parent_id is not None:
        schools = schools.filter(Q(parent=unit) | Q(parent__parent=unit))
    return schools.count()


def _titles(items: Sequence[AskedItem]) -> list[tuple[str, AskedItem]]:
    """The sections of the form, each with its first item."""
    first: dict[str, AskedItem] = {}
    for item in items:
        first.setdefault(item.section, item)
    return list(first.items())


def _above(row: ReleasedUnit, user: User) -> list[tuple[FrameUnit, UnitFigures]]:
    """The units above that this viewer may open, the highest first."""
    above: list[FrameUnit] = []
    unit = row.unit.parent
    while unit is not None:
        above.insert(0, unit)
        unit = unit.parent
    if not above:
        return []
    seen = ReleasedUnit.objects.visible_to(user).filter(
        unit__in=[one.pk for one in above], release=row.release
    )
    found = {one.unit_id: figures_of(one) for one in seen}
    return [(one, found[one.pk]) for one in above if one.pk in found]
