"""Pre-work of a cohort's convenings, team by team."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from cohorts.models import DesignTeam, TeamMembership
from convenings.models import PreWork, PreWorkSubmission
from convenings.pages.prework import DONE, NOTHING, STARTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from cohorts.models import Cohort

TO_COME = ""


class Cell(NamedTuple):
    """One team's pre-work for one convening; `state` as cotton/mark.html draws it."""

    prework: PreWork
    state: str
    words: str


class Row(NamedTuple):
    """One team over the pre-work of all convenings."""

    team: DesignTeam
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Teams down, pre-work across, with how many teams are done."""

    heads: tuple[tuple[PreWork, int], ...]
    rows: list[Row]


def grid_of(cohort: Cohort, user: User) -> Grid:
    """Of the teams whose answers one may read, in a fixed number of queries."""
    teams = DesignTeam.objects
    mine, run = teams.joined_by(user).values("pk"), teams.run_by(user).values("pk")
    seen = teams.filter(Q(pk__in=mine) | Q(pk__in=run), cohort=cohort)
    asked = list(
        PreWork.objects.filter(convening__cohort=cohort)
        .with_something_to_do()
        .with_dates()
        .select_related("convening")
        .order_by("convening__number")
    )
    answers: defaultdict[tuple[int, int], list[PreWorkSubmission]] = defaultdict(list)
    for one in PreWorkSubmission.objects.filter(prework__in=asked, team__in=seen.values("pk")):
        answers[one.prework_id, one.team_id].append(one)
    members: defaultdict[int, set[int]] = defaultdict(set)
    current = TeamMembership.objects.current().filter(team__in=seen.values("pk"))
    for team, person in current.order_by().values_list("team_id", "person_id"):
        members[team].add(person)
    rows = [
        Row(team, tuple(_cell(one, answers[one.pk, team.pk], members[team.pk]) for one in asked))
        for team in seen.select_related("school__agency", "district").order_by("name", "pk")
    ]
    heads = (
        (one, sum(row.cells[at].state == DONE for row in rows)) for at, one in enumerate(asked)
    )
    return Grid(tuple(heads), rows)


def _cell(prework: PreWork, answers: Sequence[PreWorkSubmission], members: set[int]) -> Cell:
    if not answers:
        if not (prework.is_open or prework.is_over):
            return Cell(prework, TO_COME, "to come")
        return Cell(prework, NOTHING, "not started")
    if prework.answered_by == PreWork.AnsweredBy.TEAM:
        is_done = answers[0].is_done
        return Cell(prework, DONE if is_done else STARTED, "done" if is_done else "started")
    done = sum(one.is_done and one.person_id in members for one in answers)
    is_all = bool(members) and done == len(members)
    return Cell(prework, DONE if is_all else STARTED, f"{done} of {len(members)}")
