"""How many have answered while the window is open: for coordinators, coarse for small units.

Operational and gone at close (disclosure.md 7): after that only released figures are shown. What is
counted are completed invitations, never answers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from cohorts.models import Cohort
from core.charts import rate
from network.access import standing_of
from network.models import Organization
from network.roles import ESC_STAFF, Role
from surveys.collection.models import FrameUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accounts.models import User
    from core.charts import Rate
    from surveys.collection.models import Administration

EXACT_FROM = 3  # times the threshold, in staff
Kind = FrameUnit.Kind
# Districts stand between the two that coordinators work with, and would only repeat them.
SHOWN_KINDS = (Kind.NETWORK, Kind.SERVICE_CENTER, Kind.SCHOOL, Kind.SESSION)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the board: a bar where it is large, else only words."""

    unit: FrameUnit
    rate: Rate | None
    words: str

    @property
    def is_group(self) -> bool:
        """Whether schools follow below it."""
        return self.unit.kind in (Kind.NETWORK, Kind.SERVICE_CENTER)


def board_of(administration: Administration, user: User) -> list[Row]:
    """The rows this coordinator may see, in the order of the tree; none once it has closed."""
    if not administration.is_open or not _coordinates(user):
        return []
    units = list(administration.units.order_by("name", "pk"))
    completed = _completed(administration, units)
    seen = _seen(administration, user)
    in_words = _in_words(units, EXACT_FROM * administration.threshold)
    return [
        row_of(unit, completed[unit.pk], is_exact=unit.pk not in in_words)
        for unit in _in_order(units)
        if unit.kind in SHOWN_KINDS and (seen is None or unit.pk in seen)
    ]


def row_of(unit: FrameUnit, completed: int, *, is_exact: bool) -> Row:
    """A bar, or only words."""
    if is_exact:
        return Row(unit, rate(completed, unit.staff), "")
    if not completed:
        return Row(unit, None, "none yet")
    return Row(unit, None, "half or more" if 2 * completed >= unit.staff else "under half")


def _in_words(units: Sequence[FrameUnit], enough: int) -> set[int]:
    """Units too small for an exact number, and those whose number would tell that of small ones.

    A center's number less those of its large schools is that of its small schools together, so they
    must have enough staff too. The network's number is always exact; only the state sees it.
    """
    above = {unit.pk: unit.parent_id for unit in units}
    inner = set(above.values())
    small: Counter[int] = Counter()  # staff of small leaves inside each unit
    for unit in units:
        step = unit.parent_id if unit.pk not in inner and unit.staff < enough else None
        while step is not None:
            small[step] += unit.staff
            step = above[step]
    return {
        unit.pk
        for unit in units
        if unit.kind != Kind.NETWORK and (unit.staff < enough or 0 < small[unit.pk] < enough)
    }


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
    counts = administration.invitations.filter(is_completed=True).values_list("unit_id")
    for pk, count in counts.annotate(Count("pk")).order_by("unit_id"):
        unit: int | None = pk
        while unit is not None:
            totals[unit] += count
            unit = above[unit]
    return totals


def _in_order(units: Iterable[FrameUnit]) -> Iterator[FrameUnit]:
    """Each unit, then what is below it."""
    below: dict[int | None, list[FrameUnit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: int | None) -> Iterator[FrameUnit]:
        for unit in below.get(parent, []):
            yield unit
            yield from walk(unit.pk)

    return walk(None)
