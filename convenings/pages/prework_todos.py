"""What pre-work puts on somebody's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone

from cohorts.models import DesignTeam
from cohorts.pages.my_teams import my_teams
from convenings.models import PreWork, PreWorkSubmission
from convenings.rules.prework import REMINDED_BEFORE
from core import clock
from core.offers import ToDo
from network.access import standing_of
from network.roles import ESC_STAFF

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from accounts.models import User

AT_MOST = 5


def prework_todos(user: User) -> Iterable[ToDo]:
    """Pre-work to answer, pre-work that teams have not answered, and some without parts."""
    return [*_to_answer(user), *_unanswered(user), *_without_parts(user)]


def _to_answer(user: User) -> Iterator[ToDo]:
    """For members of teams, until theirs is done or the day has come."""
    person = standing_of(user).person
    if person is None:
        return
    asked = PreWork.objects.answered_by_teams_of(user).with_something_to_do().with_dates().open()
    for prework in asked.select_related("convening").order_by("convening", "pk")[:AT_MOST]:
        is_alone = prework.answered_by == PreWork.AnsweredBy.PERSON
        done = PreWorkSubmission.objects.filter(
            prework=prework, team=OuterRef("pk"), person=person if is_alone else None, is_done=True
        )
        teams = DesignTeam.objects.joined_by(user).filter(cohort=prework.convening.cohort_id)
        for team in teams.filter(~Exists(done)):
            yield ToDo(
                f"Do the pre-work for {prework.convening}",
                reverse("convenings:prework-answer", args=[prework.convening_id, team.pk]),
                "Open it",
                f"{prework.least_minutes} to {prework.most_minutes} minutes, {team}",
                _day(prework.due),
            )


def _unanswered(user: User) -> Iterator[ToDo]:
    """For who looks after teams, in the last days before it is due: how many have not done it."""
    teams = my_teams(user)
    # Where everybody answers for themselves, a team that began is left to the board.
    answers = PreWorkSubmission.objects.filter(team=OuterRef("pk"), prework=OuterRef("asked"))
    done = answers.filter(Q(is_done=True) | Q(person__isnull=False))
    asked = PreWork.objects.filter(convening__cohort__in=teams.order_by().values("cohort"))
    soon = asked.with_something_to_do().with_dates().open().select_related("convening")
    for prework in soon.order_by("convening", "pk")[:AT_MOST]:
        due = prework.due
        if due is None or due > clock.now() + REMINDED_BEFORE:
            continue
        here = teams.filter(cohort=prework.convening.cohort_id).annotate(asked=Value(prework.pk))
        if missing := here.filter(~Exists(done)).count():
            yield ToDo(
                f"{missing} {'team has' if missing == 1 else 'teams have'} not done the pre-work"
                f" for {prework.convening}",
                reverse("convenings:prework", args=[prework.convening_id]),
                "See who is missing",
                "You can remind them there",
                _day(due),
            )


def _without_parts(user: User) -> Iterator[ToDo]:
    """For ESC staff: pre-work of their center that would be open by now, had it a part."""
    homes = standing_of(user).places(*ESC_STAFF)
    found = PreWork.objects.filter(convening__cohort__home__in=homes, parts=None)
    for prework in found.with_dates().open().select_related("convening")[:AT_MOST]:
        yield ToDo(
            f"Write the pre-work for {prework.convening}",
            reverse("convenings:prework-change", args=[prework.convening_id]),
            "Write it",
            "It is time for it, and nothing is asked yet",
            clock.today(),
        )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)
