"""What the home page shows: who it greets, what comes, and what this person works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from cohorts.models import Cohort, DesignTeam
from convenings.models import Session
from core import clock
from network.access import standing_of
from surveys.models import Administration

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

FIRST_THINGS = 3
COMING = 5
NOON, EVENING = 12, 18


@dataclass(frozen=True)
class Day:
    """One person's day. Each list is short; the pages behind it are complete."""

    greeting: str
    place: str
    coming: list[Session]
    teams: list[DesignTeam]
    cohorts: list[Cohort]
    surveys: list[Administration]


def day_of(user: User) -> Day:
    """Everything the home page needs, in a fixed number of queries."""
    return Day(
        greeting=_greeting(user),
        place=_place(user),
        coming=list(_coming(user)),
        teams=list(_teams(user)),
        cohorts=list(_cohorts(user)),
        surveys=list(Administration.objects.visible_to(user).open().order_by("closes_at")[:COMING]),
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
        .select_related("cohort", "school")
        .order_by("-cohort__starts_on", "name")
    )


def _cohorts(user: User) -> QuerySet[Cohort]:
    """Running cohorts of those who run or watch any; team members have their teams instead."""
    if not standing_of(user).grants:
        return Cohort.objects.none()
    members = Q(teams__memberships__ends_on=None, teams__memberships__isnull=False)
    return (
        Cohort.objects.visible_to(user)
        .current()
        .select_related("offering__pathway", "home")
        .annotate(
            school_count=Count(
                "enrollments", filter=Q(enrollments__status="active"), distinct=True
            ),
            team_count=Count("teams", distinct=True),
            member_count=Count("teams__memberships", filter=members, distinct=True),
        )
        .order_by("-starts_on", "name")[:COMING]
    )
