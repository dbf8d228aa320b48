"""How many came: counts for dashboards. Plain counts of people, so no disclosure rule applies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from cohorts.models import TeamMembership
from convenings.models import Attendance
from core import local_time
from network.models import Alignment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cohorts.models import Cohort


@dataclass(frozen=True)
class SessionReach:
    """How many were at one session."""

    session_id: int
    region: str
    starts_at: dt.datetime
    attended: int


@dataclass(frozen=True)
class ConveningReach:
    """How many were at one convening, over all of its sessions."""

    convening_id: int
    title: str
    attended: int
    sessions: tuple[SessionReach, ...]


@dataclass(frozen=True)
class CenterReach:
    """How many came from the schools of one service center, as aligned on the day."""

    center_id: int
    name: str
    attendances: int
    educators: int


@dataclass(frozen=True)
class Reach:
    """What was held and who came. `educators` counts everybody once, `guests` are not members."""

    attendances: int
    educators: int
    members: int
    guests: int
    teams: int
    by_times: dict[int, int]
    attended_by_convening: tuple[ConveningReach, ...]

    @property
    def convenings(self) -> int:
        """Convenings at which somebody was."""
        return len(self.attended_by_convening)

    @property
    def sessions(self) -> int:
        """Sessions at which somebody was."""
        return sum(len(convening.sessions) for convening in self.attended_by_convening)

    def times(self, number: int) -> int:
        """Educators who came to exactly so many sessions."""
        return self.by_times.get(number, 0)


@dataclass(frozen=True)
class Heads:
    """Attendances, and the people behind them counted once; `by_times` by how often they came."""

    attendances: int
    educators: int
    by_times: dict[int, int]


def heads(person_ids: Iterable[int]) -> Heads:
    """From one person id per attendance: nobody is counted twice, in however many sessions."""
    per_person = Counter(person_ids)
    return Heads(per_person.total(), len(per_person), dict(Counter(per_person.values())))


def reach_of(cohorts: QuerySet[Cohort], *, school_year: str | None = None) -> Reach:
    """The reach of these cohorts' convenings, of one school year such as "2023-24" or of all."""
    rows = _attendances(cohorts, school_year)
    came = heads(rows.values_list("person_id", flat=True))
    then = rows.annotate(day=TruncDate("session__starts_at"))
    as_member = then.filter(_was_member()).values("person_id").distinct().count()
    return Reach(
        attendances=came.attendances,
        educators=came.educators,
        members=as_member,
        guests=came.educators - as_member,
        teams=rows.exclude(team=None).values("team_id").distinct().count(),
        by_times=came.by_times,
        attended_by_convening=_by_convening(rows),
    )


def reach_by_center(
    cohorts: QuerySet[Cohort], *, school_year: str | None = None
) -> list[CenterReach]:
    """Who came per service center: that of the team's district on the day of the session."""
    then = Alignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("day")),
        district=Coalesce(OuterRef("team__school__agency"), OuterRef("team__district")),
        starts_on__lte=OuterRef("day"),
    )
    rows = (
        _attendances(cohorts, school_year)
        .annotate(day=TruncDate("session__starts_at"))
        .annotate(
            center=Subquery(then.values("service_center")[:1]),
            center_name=Subquery(then.values("service_center__name")[:1]),
        )
        .exclude(center=None)
    )
    counted = rows.values("center", "center_name").annotate(
        attendances=Count("pk"), educators=Count("person", distinct=True)
    )
    return [
        CenterReach(row["center"], row["center_name"], row["attendances"], row["educators"])
        for row in counted.order_by("center_name")
    ]


def _attendances(cohorts: QuerySet[Cohort], school_year: str | None) -> QuerySet[Attendance]:
    rows = Attendance.objects.of_cohorts(cohorts).order_by()
    if school_year is None:
        return rows
    starts_at, ends_at = local_time.school_year_bounds(school_year)
    return rows.filter(session__starts_at__gte=starts_at, session__starts_at__lt=ends_at)


def _was_member() -> Exists:
    """Whether the person was a member of the team they came with, on that `day`."""
    memberships = TeamMembership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("day")),
        person=OuterRef("person"),
        team=OuterRef("team"),
        starts_on__lte=OuterRef("day"),
    )
    return Exists(memberships)


def _by_convening(rows: QuerySet[Attendance]) -> tuple[ConveningReach, ...]:
    counted = rows.values_list(
        "session__convening_id",
        "session__convening__number",
        "session__convening__topic",
        "session_id",
        "session__region",
        "session__starts_at",
    ).annotate(attended=Count("pk"))
    titles: dict[int, str] = {}
    sessions: dict[int, list[SessionReach]] = {}
    for pk, number, topic, *session in counted.order_by("session__starts_at", "session_id"):
        titles[pk] = f"Convening {number}: {topic}"
        sessions.setdefault(pk, []).append(SessionReach(*session))
    return tuple(
        ConveningReach(pk, titles[pk], sum(s.attended for s in held), tuple(held))
        for pk, held in sessions.items()
    )
