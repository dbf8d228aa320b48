"""What the convenings of a team's cohort ask of the team, for the list on its home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from cohorts.models import DesignTeam
from convenings.models import PreWork, PreWorkSubmission, Registration, Session
from core import clock
from core.offers import ToDo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

AT_MOST = 3


def todos_of_team(team: DesignTeam, user: User) -> Iterable[ToDo]:
    """Pre-work that the team has not finished, and seats that its people have not taken."""
    joined = DesignTeam.objects.joined_by(user).filter(pk=team.pk).exists()
    return [*_prework(team, is_member=joined), *_seats(team, is_member=joined)]


def _prework(team: DesignTeam, *, is_member: bool) -> Iterator[ToDo]:
    done = PreWorkSubmission.objects.filter(prework=OuterRef("pk"), team=team, is_done=True)
    asked = PreWork.objects.filter(
        ~Exists(done), convening__cohort=team.cohort_id, answered_by=PreWork.AnsweredBy.TEAM
    )
    open_now = asked.with_something_to_do().with_dates().open().select_related("convening")
    for prework in open_now.order_by("convening", "pk")[:AT_MOST]:
        convening = prework.convening
        answer = reverse("convenings:prework-answer", args=[convening.pk, team.pk])
        yield ToDo(
            f"Finish the pre-work for {convening}",
            answer if is_member else reverse("convenings:prework", args=[convening.pk]),
            "Open it" if is_member else "See it",
            f"{prework.least_minutes} to {prework.most_minutes} minutes, one answer for the team",
            timezone.localdate(prework.due) if prework.due else None,
        )


def _seats(team: DesignTeam, *, is_member: bool) -> Iterator[ToDo]:
    people = [*team.memberships.current().values_list("person_id", flat=True)]
    if not people:
        return
    taken = Registration.objects.standing().filter(person__in=people)
    counted = dict(
        taken.filter(convening__cohort=team.cohort_id)
        .order_by()
        .values_list("convening")
        .annotate(Count("person", distinct=True))
    )
    is_open = Q(seats_close_at=None) | Q(seats_close_at__gt=clock.now())
    sessions = Session.objects.upcoming().filter(is_open, convening__cohort=team.cohort_id)
    seen: set[int] = set()
    for session in sessions.select_related("convening").order_by("starts_at"):
        convening, seats = session.convening, counted.get(session.convening_id, 0)
        if convening.pk in seen or len(seen) == AT_MOST or seats >= len(people):
            continue
        seen.add(convening.pk)
        yield ToDo(
            f"Register for {convening}",
            convening.get_absolute_url(),
            "Register" if is_member else "See the seats",
            f"{seats} of {len(people)} members have a seat or wait for one",
            timezone.localdate(session.starts_at),
        )
