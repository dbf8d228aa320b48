"""What the home page shows: who it greets, what comes, and what this person works with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from cohorts.models import Cohort, DesignTeam
from cohorts.pages.my_teams import my_teams
from cohorts.pages.standing import progress_of
from cohorts.rules.standing import TITLES, TONES
from convenings.models import Session
from convenings.pages.contact import last_seen
from core import clock
from core.templatetags.house import due_words
from network.access import standing_of
from surveys.models import Administration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from accounts.models import User
    from cohorts.pages.standing import Progress
    from core.offers import ToDo

FIRST_THINGS = 3
COMING = 5
TEAMS_SHOWN = 10
WEEK = dt.timedelta(days=7)
NOON, EVENING = 12, 18


class TeamRow(NamedTuple):
    """A team that somebody looks after: how far it is, and when it was last at a convening."""

    team: DesignTeam
    progress: Progress
    last_seen: dt.date | None

    @property
    def words(self) -> str:
        """Its status as a fact."""
        aim = self.progress.standing.aim
        return due_words(aim.due_on) if aim else TITLES[self.progress.standing.key]

    @property
    def tone(self) -> str:
        """Of its chip."""
        return TONES.get(self.progress.standing.key, "plain")


@dataclass(frozen=True)
class LookedAfter:
    """The teams of a specialist, the most urgent first; `rows` are the first of them."""

    rows: list[TeamRow]
    count: int
    on_track: int


@dataclass(frozen=True)
class Counts:
    """What the head of the page says of the things to do."""

    all: int
    overdue: int
    this_week: int


@dataclass(frozen=True)
class Day:
    """One person's day. Each list is short; the pages behind it are complete."""

    greeting: str
    place: str
    coming: list[Session]
    teams: list[DesignTeam]
    looked_after: LookedAfter
    cohorts: list[Cohort]
    surveys: list[Administration]


def day_of(user: User) -> Day:
    """Everything the home page needs, in a fixed number of queries."""
    return Day(
        greeting=_greeting(user),
        place=_place(user),
        coming=list(_coming(user)),
        teams=list(_teams(user)),
        looked_after=_looked_after(user),
        cohorts=list(_cohorts(user)),
        surveys=list(Administration.objects.visible_to(user).open().order_by("closes_at")[:COMING]),
    )


def counts_of(todos: Sequence[ToDo]) -> Counts:
    """How many there are, how many are overdue, and how many more are due within a week."""
    today = clock.today()
    days = [todo.due for todo in todos if todo.due is not None]
    soon = [day for day in days if today <= day < today + WEEK]
    return Counts(len(todos), sum(day < today for day in days), len(soon))


def _looked_after(user: User) -> LookedAfter:
    mine = my_teams(user).select_related("cohort", "school__agency", "district")
    teams = list(mine.order_by("name", "pk"))
    if not teams:
        return LookedAfter([], 0, 0)
    progress = progress_of(teams)
    by_urgency = sorted(teams, key=lambda team: progress[team.pk].standing.urgency)
    first = by_urgency[:TEAMS_SHOWN]
    seen = last_seen(first)
    return LookedAfter(
        rows=[TeamRow(team, progress[team.pk], seen.get(team.pk)) for team in first],
        count=len(teams),
        on_track=sum(progress[team.pk].standing.key == "track" for team in teams),
    )


def _greeting(user: User) -> str:
    hour = timezone.localtime(clock.now()).hour
    part = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
    person = standing_of(user).person
    return f"Good {part}, {person.first_name}" if person else f"Good {part}"


def _place(user: User) -> str:
    person = standing_of(user).person
    return str(person.organization) if person and person.organization else ""


def _coming(user: User) -> QuerySet[Session]:
    return (
        Session.objects.visible_to(user)
        .upcoming()
        .select_related("convening")
        .order_by("starts_at")[:COMING]
    )


def _teams(user: User) -> QuerySet[DesignTeam]:
    return (
        DesignTeam.objects.joined_by(user)
        .select_related("cohort", "school", "district")
        .order_by("-cohort__starts_on", "name")
    )


def _cohorts(user: User) -> QuerySet[Cohort]:
    """Running cohorts of those who run or watch any; team members have their teams instead."""
    if not standing_of(user).grants:
        return Cohort.objects.none()
    return (
        Cohort.objects.visible_to(user)
        .current()
        .with_counts()
        .select_related("offering__pathway", "home")
        .order_by("-starts_on", "name")[:COMING]
    )
