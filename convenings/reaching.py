"""The rules of milestones that need convenings: who came, who registered, whose pre-work is done.

Each asks for all milestones and teams of a cohort at once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from cohorts.milestones import Rule, offer_rule
from cohorts.models import TeamMembership
from convenings.models import Attendance, PreWork, PreWorkSubmission, Registration, Session
from core import clock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cohorts.models import Milestone

Reached = dict[int, set[int]]


def attended(milestones: Collection[Milestone], teams: Collection[int]) -> Mapping[int, set[int]]:
    """Teams with which somebody came to the convening of that number."""
    marks = Attendance.objects.filter(
        team__in=teams,
        session__convening__number__in=_numbers(milestones),
        session__convening__cohort__in=_cohorts(milestones),
    )
    return _by_number(
        milestones, marks.order_by().values_list("session__convening__number", "team_id").distinct()
    )


def nobody_marked(
    milestones: Collection[Milestone], teams: Collection[int]
) -> Mapping[int, set[int]]:
    """Teams of which nobody knows whether they came, since no list says it.

    That is every team after a convening at which nobody is marked at all, and else those with a
    seat in a session of it at which nobody is.
    """
    over = Session.objects.filter(
        convening__number__in=_numbers(milestones),
        convening__cohort__in=_cohorts(milestones),
        is_cancelled=False,
        ends_at__lt=clock.now(),
    ).annotate(is_marked=Exists(Attendance.objects.filter(session=OuterRef("pk"))))
    number_of: dict[int, int] = {}
    marked: set[int] = set()
    for pk, number, is_marked in over.values_list("pk", "convening__number", "is_marked"):
        if is_marked:
            marked.add(number)
        else:
            number_of[pk] = number
    if not number_of:
        return {}
    seats = Registration.objects.filter(session__in=number_of, state=Registration.State.REGISTERED)
    seated = set(seats.order_by().values_list("session_id", "person_id"))
    members = _members(teams)
    return _by_number(
        milestones,
        (
            (number, team)
            for session, number in number_of.items()
            for team in teams
            if number not in marked or any((session, person) in seated for person in members[team])
        ),
    )


def registered(milestones: Collection[Milestone], teams: Collection[int]) -> Mapping[int, set[int]]:
    """Teams of which somebody has a seat in the convening of that number."""
    seats = Registration.objects.filter(
        state=Registration.State.REGISTERED,
        convening__number__in=_numbers(milestones),
        convening__cohort__in=_cohorts(milestones),
    )
    seated = set(seats.order_by().values_list("convening__number", "person_id"))
    members = _members(teams)
    numbers = {number for number, _ in seated}
    return _by_number(
        milestones,
        (
            (number, team)
            for number in numbers
            for team, people in members.items()
            if any((number, person) in seated for person in people)
        ),
    )


def prework_sent(
    milestones: Collection[Milestone], teams: Collection[int]
) -> Mapping[int, set[int]]:
    """Teams whose pre-work for the convening of that number is done, by everybody if so asked."""
    asked = PreWork.objects.filter(
        convening__number__in=_numbers(milestones), convening__cohort__in=_cohorts(milestones)
    )
    done: defaultdict[int, set[tuple[int, int | None]]] = defaultdict(set)
    sent = PreWorkSubmission.objects.filter(prework__in=asked, team__in=teams, is_done=True)
    for prework, team, person in sent.values_list("prework_id", "team_id", "person_id"):
        done[prework].add((team, person))
    members = _members(teams)
    by_team = PreWork.AnsweredBy.TEAM
    return _by_number(
        milestones,
        (
            (number, team)
            for pk, number, answered_by in asked.values_list(
                "pk", "convening__number", "answered_by"
            )
            for team in {team for team, _ in done[pk]}
            if answered_by == by_team
            or (members[team] and all((team, person) in done[pk] for person in members[team]))
        ),
    )


def _numbers(milestones: Collection[Milestone]) -> set[int]:
    return {milestone.number for milestone in milestones if milestone.number is not None}


def _cohorts(milestones: Collection[Milestone]) -> set[int]:
    return {milestone.cohort_id for milestone in milestones}


def _members(teams: Collection[int]) -> defaultdict[int, set[int]]:
    """Who is in each team today."""
    members: defaultdict[int, set[int]] = defaultdict(set)
    current = TeamMembership.objects.current().filter(team__in=teams)
    for team, person in current.order_by().values_list("team_id", "person_id"):
        members[team].add(person)
    return members


def _by_number(milestones: Collection[Milestone], found: Iterable[tuple[int, int]]) -> Reached:
    """Teams by convening, as teams by milestone."""
    teams: defaultdict[int, set[int]] = defaultdict(set)
    for number, team in found:
        teams[number].add(team)
    return {
        milestone.pk: teams[milestone.number]
        for milestone in milestones
        if milestone.number is not None
    }


def offer_rules() -> None:
    """What a milestone about a convening can be."""
    numbered = [
        ("convening-registered", "somebody has a seat in Convening {number}", registered),
        ("prework-sent", "the pre-work for Convening {number} is done", prework_sent),
    ]
    for code, words, reached in numbered:
        offer_rule(Rule(code, words, reached, has_number=True))
    came = Rule(
        code="convening-attended",
        words="somebody came to Convening {number}",
        reached=attended,
        has_number=True,
        unknown=nobody_marked,
        unknown_words="list not filled",
    )
    offer_rule(came)
