"""When a team was last seen at a convening, and which teams have not been seen for long.

Ours: 60 days in which a convening was held without anybody of the team.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from cohorts.pages.my_teams import my_teams
from convenings.models import Attendance, Session
from core import clock
from core.offers import ToDo
from core.templatetags.house import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User
    from cohorts.models import DesignTeam

LONG = dt.timedelta(days=60)
AT_MOST = 5


def last_seen(teams: Iterable[DesignTeam]) -> dict[int, dt.date]:
    """The day on which somebody of each team was last at a convening."""
    marks = Attendance.objects.filter(team__in=list(teams), session__starts_at__lte=clock.now())
    found = marks.order_by().values("team_id").annotate(last=Max("session__starts_at"))
    return {row["team_id"]: timezone.localdate(row["last"]) for row in found}


def contact_todos(user: User) -> Iterator[ToDo]:
    """For who looks after teams: those that nobody has seen for long."""
    recent = Session.objects.over().filter(ends_at__gte=clock.now() - LONG)
    held = recent.filter(convening__cohort=OuterRef("cohort"))
    marked = Attendance.objects.filter(session__in=recent.values("pk"))
    there = marked.filter(team=OuterRef("pk"))
    # A convening at which nobody is marked yet says nothing about who came.
    known = held.filter(Exists(Attendance.objects.filter(session=OuterRef("pk"))))
    unseen = my_teams(user).filter(Exists(known), ~Exists(there)).order_by("name", "pk")[:AT_MOST]
    seen = last_seen(unseen)
    for team in unseen:
        since = f"since {day(seen[team.pk])}" if team.pk in seen else "so far"
        yield ToDo(
            f"Get in touch with {team}",
            reverse("cohorts:letter", args=[team.cohort_id]) + f"?team={team.pk}",
            "Write to the team",
            f"Nobody of the team came to a convening {since}",
        )
