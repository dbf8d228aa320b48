"""One place in two waves: what changed since the wave before, in words that the interval bears out.

Waves are separate administrations of the same audience. Only items asked alike, or found to be
comparable, are compared, and only where both waves show them (disclosure.md 7 and 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from core import charts
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.comparing import comparable_codes
from surveys.results.engine.assembled import wave_change
from surveys.results.models import ReleasedUnit
from surveys.results.pages.readers import figures_of
from surveys.results.pages.rows import percent_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.engine.statistics import Change
    from surveys.results.pages.readers import AskedItem

Kind = FrameUnit.Kind


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One item now and in the wave before; `change` is None where it may not be told."""

    item: AskedItem
    before: ItemFigures | None
    after: ItemFigures | None
    change: Change | None
    why_not: str

    @property
    def is_hidden(self) -> bool:
        """Whether one of the waves hides its percent."""
        return self.change is None and not self.why_not

    @property
    def words(self) -> str:
        """The change in words, or why there is none; empty where it is hidden."""
        return self.why_not if self.change is None else self.change.words

    @property
    def before_words(self) -> str:
        """The percent of the wave before; empty where it is hidden or not comparable."""
        return "" if self.why_not else percent_text(self.before)

    @property
    def after_words(self) -> str:
        """The percent now; empty where it is hidden."""
        return percent_text(self.after)

    @property
    def drawn(self) -> charts.Change | None:
        """Both percents as circles; None where one is hidden."""
        if self.before is None or self.after is None:
            return None
        if self.before.percent_1 is None or self.after.percent_1 is None:
            return None
        sentence = f"From {self.before_words} to {self.after_words}."
        return charts.Change(self.before.percent_1, self.after.percent_1, "", "", False, sentence)


@dataclass(frozen=True, slots=True)
class WaveBefore:
    """The wave before at one place."""

    name: str
    year: str
    codes: frozenset[str]
    comparable: frozenset[str]
    other_borders: bool
    own: UnitFigures

    def rows(self, items: Iterable[AskedItem], now: UnitFigures) -> list[WaveRow]:
        """Those items that have a percent, in their order; none where borders have moved."""
        if self.other_borders:
            return []
        return [self._row(item, now.items[item.code]) for item in items if item.has_percent]

    def _row(self, item: AskedItem, after: ItemFigures | None) -> WaveRow:
        before = self.own.items.get(item.code)
        why_not = ""
        if item.code not in self.codes:
            why_not = f"not asked in {self.name}"
        elif item.code not in self.comparable:
            why_not = f"asked in other words in {self.name}"
        change = None if why_not else wave_change(before, after)
        return WaveRow(item, before, after, change, why_not)


def wave_before(row: ReleasedUnit, user: User) -> WaveBefore | None:
    """The last wave before in which this place took part and that the viewer may open.

    One query for the wave; one for the borders of a place with places under it; those of
    `comparable_codes` where the form has changed.
    """
    now = row.release.administration
    if now.purpose != Administration.Purpose.IMPLEMENTATION:
        return None
    found = (
        ReleasedUnit.objects.visible_to(user)
        .current()
        .filter(
            _same_place(row.unit),
            release__administration__purpose=now.purpose,
            release__administration__closes_at__lt=now.closes_at,
            release__administration__version__instrument__audience=now.version.instrument.audience,
        )
        .exclude(release__items=[])
        .select_related("unit", "release__administration__version__instrument")
        .order_by("-release__administration__closes_at", "-release")
        .first()
    )
    if found is None:
        return None
    before = found.release.administration
    year = str(timezone.localtime(before.closes_at).year)
    return WaveBefore(
        name=before.wave or year,
        year=year,
        codes=frozenset(item["code"] for item in found.release.items),
        comparable=comparable_codes(before.version, now.version),
        other_borders=_borders_moved(found.unit, row.unit),
        own=figures_of(found),
    )


def _same_place(unit: FrameUnit) -> Q:
    if unit.kind == Kind.NETWORK:
        return Q(unit__kind=Kind.NETWORK)
    if unit.organization_id is None:
        return Q(unit__kind=unit.kind, unit__key=unit.key)
    return Q(unit__kind=unit.kind, unit__organization=unit.organization_id)


def _borders_moved(before: FrameUnit, now: FrameUnit) -> bool:
    """Whether a place under this one stood under another in the wave before, or the other way.

    Schools that joined or left the network are no move: then both waves show all that there was.
    """
    if now.kind not in {Kind.SERVICE_CENTER, Kind.DISTRICT}:
        return False
    frames = FrameUnit.objects.filter(
        administration__in=[before.administration_id, now.administration_id]
    )
    own = frames.filter(parent__in=[before.pk, now.pk]).values("organization")
    pairs = frames.filter(organization__in=own).values_list(
        "organization", "parent__kind", "parent__organization"
    )
    above: dict[tuple[int, str], set[int]] = {}
    for place, kind, parent in pairs:
        above.setdefault((place, kind), set()).add(parent)
    return any(len(parents) > 1 for parents in above.values())
