"""What a team should do next, and what is due for somebody because of a team or its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from cohorts.models import DesignTeam, Enrollment, TeamMembership
from cohorts.pages.team import GONE
from cohorts.querysets import place_seen
from cohorts.rules.onboarding import is_asked_for, steps
from core import clock
from core.offers import ToDo
from network.access import standing_of
from network.roles import ESC_STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

AT_MOST = 5


def charter_todos(team: DesignTeam, user: User) -> Iterable[ToDo]:
    """The charter, until it is agreed or the cohort ends; for those who may write it."""
    if team.cohort.ends_on < clock.today():
        return []
    charter = getattr(team, "charter", None)  # a team without one has no such attribute
    if charter is not None and charter.agreed_on is not None:
        return []
    one = DesignTeam.objects.filter(pk=team.pk)
    if not (one.joined_by(user) | one.run_by(user)).exists():
        return []
    if charter is None:
        url, why = reverse("cohorts:charter-change", args=[team.pk]), "How often we meet, and how"
        return [ToDo("Write the team charter", url, "Write it", why)]
    url = reverse("cohorts:charter", args=[team.pk])
    return [ToDo("Agree on the team charter", url, "Read it", "It is a draft still")]


def todos_of_newcomers(user: User) -> Iterator[ToDo]:
    """For who joined a team late: the first steps, until they are done or two months are over."""
    person = standing_of(user).person
    if person is None:
        return
    today, codes = clock.today(), {step.code for step in steps()}
    places = TeamMembership.objects.current().filter(person=person).select_related("team")
    for place in places.prefetch_related("onboarding"):
        if not is_asked_for(place.starts_on, formed_on=place.team.formed_on, today=today):
            continue
        done = len(codes & {tick.step for tick in place.onboarding.all()})
        if done < len(codes):
            title = f"Go through your first steps in the {place.team}"
            url = reverse("cohorts:first-steps", args=[place.pk])
            yield ToDo(title, url, "Go on" if done else "Begin", f"{done} of {len(codes)} done")


def todos_of_gone_places(user: User) -> Iterator[ToDo]:
    """For ESC staff: schools and districts that closed and still have a place in a cohort."""
    standing = standing_of(user)
    if not standing.holds(*ESC_STAFF):
        return
    is_gone = Q(school__status__in=GONE) | Q(district__status__in=GONE)
    mine = Q(cohort__home__in=standing.places(*ESC_STAFF))
    open_places = Enrollment.objects.filter(status__in=("accepted", "active", "paused"))
    found = open_places.filter(is_gone, mine, cohort__ends_on__gte=clock.today())
    for row in found.select_related("cohort", "school", "district")[:AT_MOST]:
        yield ToDo(
            f"Say what becomes of {row.place} in {row.cohort}",
            reverse("cohorts:enrollment-status", args=[row.pk]),
            "Change its status",
            f"{row.place} is {row.place.get_status_display().lower()}",
            clock.today(),
        )


def todos_of_teams(user: User) -> Iterator[ToDo]:
    """For ESC staff: teams that lost their administrator."""
    if not standing_of(user).holds(*ESC_STAFF):
        return
    teams = DesignTeam.objects.run_by(user).filter(place_seen(user)).without_administrator()
    running = teams.filter(cohort__ends_on__gte=clock.today())
    for team in running.select_related("cohort")[:AT_MOST]:
        yield ToDo(
            f"Find an administrator for the {team}",
            reverse("cohorts:team-people", args=[team.pk]),
            "See its people",
            f"The one it had left, {team.cohort}",
        )


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything that teams put on somebody's day."""
    return [*todos_of_newcomers(user), *todos_of_gone_places(user), *todos_of_teams(user)]
