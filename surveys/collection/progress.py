"""How many have answered while the window is open: for coordinators, coarse for small units.

Operational and gone at close (disclosure.md 7): after that only released figures are shown. What is
counted are completed invitations, never answers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cohorts.models import Cohort
from core.charts import rate
from core.shortcuts import id_in
from network.access import standing_of
from network.models import Organization
from network.roles import ESC_STAFF, Role
from surveys.collection.models import FrameUnit, OpenLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accounts.models import User
    from core.charts import Rate
    from surveys.collection.models import Administration

EXACT_FROM = 3  # times the threshold, in staff
Kind = FrameUnit.Kind
LEVELS = {Kind.NETWORK: 0, Kind.SERVICE_CENTER: 1, Kind.DISTRICT: 2}
BY_RATE = "rate"
# Where words stand among the rates: the same place for all of them, so that it tells no more.
PLACES = {"none yet": 0.0, "under half": 25.0, "half or more": 75.0}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the board: a bar where it is large, else only words."""

    unit: FrameUnit
    rate: Rate | None
    words: str
    may_nudge: bool = False
    has_open_link: bool = False

    @property
    def is_group(self) -> bool:
        """Whether schools follow below it."""
        return self.unit.kind in LEVELS

    @property
    def level(self) -> int:
        """How far it stands in."""
        return LEVELS.get(Kind(self.unit.kind), 3)

    @property
    def exceeds(self) -> bool:
        """Whether more have answered than were expected, as may be at open links."""
        return self.rate is not None and self.rate.part > self.rate.whole

    @property
    def place(self) -> float:
        """For sorting by rate."""
        return self.rate.width if self.rate else PLACES[self.words]


def board_of(
    administration: Administration, user: User, *, under: str = "", sort: str = ""
) -> list[Row]:
    """The rows this coordinator may see, in the order of the tree; none once it has closed.

    `under` is the id of a unit to look below; by `sort` "rate" the lowest schools come first.
    """
    if not administration.is_open or not _coordinates(user):
        return []
    units = list(administration.units.order_by("name", "pk"))
    completed = _completed(administration, units)
    seen = _seen(administration, user)
    in_words = units_in_words(units, EXACT_FROM * administration.threshold)
    nudged = _nudged(administration, user)
    linked = set(_open_links(administration))
    rows = [
        row_of(
            unit,
            completed[unit.pk],
            is_exact=unit.pk not in in_words,
            may_nudge=unit.pk in nudged and unit.pk not in linked,
            has_open_link=unit.pk in linked,
        )
        for unit in _in_order(units, under)
        if seen is None or unit.pk in seen
    ]
    if sort == BY_RATE:
        rows = [row for row in rows if not row.is_group]
        rows.sort(key=attrgetter("place"))
    return rows


def begun_of(administration: Administration, user: User) -> int | None:
    """How many have begun and not sent, of the whole network; only for the state, while open."""
    if not administration.is_open or not standing_of(user).holds(Role.STATE_ADMIN):
        return None
    return administration.drafts.begun().count()


def row_of(unit: FrameUnit, completed: int, *, is_exact: bool, **more: bool) -> Row:
    """A bar, or only words."""
    if is_exact:
        return Row(unit, rate(completed, unit.staff), "", **more)
    words = "half or more" if 2 * completed >= unit.staff else "under half"
    return Row(unit, None, words if completed else "none yet", **more)


def units_in_words(units: Sequence[FrameUnit], enough: int) -> set[int]:
    """Units too small for an exact number, and those whose number would tell that of small ones.

    What follows from a unit's number less those of the exact ones inside it is the number of the
    rest together: that rest has enough staff too, or nobody. The network's number is always exact;
    where its rest is too small, the smallest that has enough of its own goes into words as well,
    with what is above it.
    """
    below: dict[int | None, list[FrameUnit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    forced: set[int] = set()
    words, rests = _settled(units, below, enough, forced)
    for network in below.get(None, []):
        lenders = [u for u in units if u.pk not in words and rests[u.pk] >= enough]
        if 0 < rests[network.pk] < enough and lenders and network.pk in below:
            above = {unit.pk: unit.parent_id for unit in units}
            step: int | None = min(lenders, key=attrgetter("staff", "key")).pk
            while step is not None and step != network.pk:
                forced.add(step)
                step = above[step]
            words, rests = _settled(units, below, enough, forced)
    return words


def _settled(
    units: Sequence[FrameUnit],
    below: dict[int | None, list[FrameUnit]],
    enough: int,
    forced: set[int],
) -> tuple[set[int], dict[int, int]]:
    """The units in words, and the staff that each unit passes up or keeps as its rest."""
    words: set[int] = set()
    rests: dict[int, int] = {}

    def rest_of(unit: FrameUnit) -> int:
        inside = below.get(unit.pk)
        if inside is None:
            rest = unit.staff
            is_exact = rest >= enough
        else:
            rest = sum(rest_of(child) for child in inside)
            is_exact = unit.staff >= enough and not 0 < rest < enough
        rests[unit.pk] = rest
        if unit.kind == Kind.NETWORK or (is_exact and unit.pk not in forced):
            return 0
        words.add(unit.pk)
        return rest

    for root in below.get(None, []):
        rest_of(root)
    return words, rests


def _coordinates(user: User) -> bool:
    return standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)


def _seen(administration: Administration, user: User) -> set[int] | None:
    """Units of the user's branch; None is all of them. The network's row is the state's."""
    if standing_of(user).holds(Role.STATE_ADMIN):
        return None
    scope = Q(organization__in=Organization.objects.visible_to(user).values("pk"))
    cohort = administration.cohort_id
    if cohort is not None and Cohort.objects.run_by(user).filter(pk=cohort).exists():
        scope |= Q(kind=Kind.SESSION)
    return set(administration.units.filter(scope).values_list("pk", flat=True))


def _completed(administration: Administration, units: Sequence[FrameUnit]) -> Counter[int]:
    """Completed invitations of each unit, those below included."""
    above = {unit.pk: unit.parent_id for unit in units}
    totals: Counter[int] = Counter()
    for pk, count in administration.invitations.filter(is_completed=True).per_unit().items():
        unit: int | None = pk
        while unit is not None:
            totals[unit] += count
            unit = above[unit]
    return totals


def _nudged(administration: Administration, user: User) -> set[int]:
    """Schools where this user may remind, and somebody was asked by name."""
    mine = FrameUnit.objects.nudged_by(user).filter(administration=administration)
    invited = administration.invitations.filter(unit=OuterRef("pk"))
    return set(mine.filter(Exists(invited)).values_list("pk", flat=True))


def _open_links(administration: Administration) -> Iterator[int]:
    """Schools where people answer through an open link."""
    links = OpenLink.objects.filter(unit__administration=administration)
    return iter(links.values_list("unit_id", flat=True))


def _in_order(units: Iterable[FrameUnit], under: str = "") -> Iterator[FrameUnit]:
    """Each unit, then what is below it; only one branch when `under` names its top."""
    below: dict[int | None, list[FrameUnit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: int | None) -> Iterator[FrameUnit]:
        for unit in below.get(parent, []):
            yield unit
            yield from walk(unit.pk)

    top = id_in(under)
    for unit in units:
        if unit.pk == top:
            return chain([unit], walk(unit.pk))
    return walk(None)
