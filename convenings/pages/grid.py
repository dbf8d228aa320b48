"""Which part of each team was at each convening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from cohorts.models import TeamMembership
from convenings.models import Attendance, Convening
from core import clock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cohorts.models import Cohort, DesignTeam


@dataclass(frozen=True)
class Cell:
    """One team at one convening; `state` is "all", "some", "none", or "" while nobody is marked."""

    convening: Convening
    here: int
    of: int
    state: str
    words: str


@dataclass(frozen=True)
class Row:
    """One team over the cohort's convenings."""

    team: DesignTeam
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True)
class Grid:
    """Teams down, convenings across."""

    convenings: tuple[Convening, ...]
    rows: tuple[Row, ...]


def grid_of(cohort: Cohort, teams: Iterable[DesignTeam]) -> Grid:
    """Members present of members in the team on that day, for each team and convening.

    The day is that of the convening's first session, so that one convening has one number of
    members wherever they went.
    """
    convenings = list(
        Convening.objects.filter(cohort=cohort).with_dates().with_figures().order_by("number")
    )
    memberships: dict[int, list[TeamMembership]] = {}
    for membership in TeamMembership.objects.filter(team__cohort=cohort):
        memberships.setdefault(membership.team_id, []).append(membership)
    was_there = set(
        Attendance.objects.filter(session__convening__cohort=cohort).values_list(
            "session__convening_id", "person_id"
        )
    )
    rows = tuple(_row(team, convenings, memberships.get(team.pk, []), was_there) for team in teams)
    return Grid(tuple(convenings), rows)


def _row(
    team: DesignTeam,
    convenings: Sequence[Convening],
    memberships: Sequence[TeamMembership],
    was_there: set[tuple[int, int]],
) -> Row:
    cells = []
    for convening in convenings:
        members = _members_then(memberships, convening.first_at)
        here = sum((convening.pk, person) in was_there for person in members)
        cells.append(_cell(convening, here, len(members)))
    marked = [cell for cell in cells if cell.state]
    total = f"{sum(c.here for c in marked)} of {sum(c.of for c in marked)}" if marked else ""
    return Row(team, tuple(cells), total)


def _members_then(memberships: Sequence[TeamMembership], first_at: dt.datetime | None) -> set[int]:
    if first_at is None:
        return set()
    day = timezone.localdate(first_at)
    return {m.person_id for m in memberships if m.starts_on <= day and (m.ends_on or day) >= day}


def _cell(convening: Convening, here: int, of: int) -> Cell:
    if not convening.attended:
        is_past = convening.first_at is not None and convening.first_at <= clock.now()
        return Cell(convening, here, of, "", "not marked" if is_past else "to come")
    state = "none" if not here else "all" if here >= of else "some"
    return Cell(convening, here, of, state, f"{here} of {of}")
