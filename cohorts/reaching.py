"""The rules of milestones that cohorts know by themselves: a mark by hand, a team, its charter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohorts.milestones import BY_HAND, Rule, offer_rule
from cohorts.models import DesignTeam, MilestoneMark, TeamCharter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cohorts.models import Milestone

Reached = dict[int, set[int]]
# A team of one is a name on a list; from two on it can meet.
LEAST_PEOPLE = 2


def by_hand(milestones: Collection[Milestone], teams: Collection[int]) -> Mapping[int, set[int]]:
    """Teams of which somebody said so."""
    reached: Reached = {}
    marks = MilestoneMark.objects.filter(milestone__in=milestones, team__in=teams)
    for milestone, team in marks.order_by().values_list("milestone_id", "team_id"):
        reached.setdefault(milestone, set()).add(team)
    return reached


def team_formed(
    milestones: Collection[Milestone], teams: Collection[int]
) -> Mapping[int, set[int]]:
    """Teams in which at least two people are today."""
    people = DesignTeam.objects.filter(pk__in=teams).with_member_count()
    formed = {team.pk for team in people if team.member_count >= LEAST_PEOPLE}
    return dict.fromkeys((milestone.pk for milestone in milestones), formed)


def charter_agreed(
    milestones: Collection[Milestone], teams: Collection[int]
) -> Mapping[int, set[int]]:
    """Teams whose charter says when it was agreed on."""
    agreed = TeamCharter.objects.filter(team__in=teams, agreed_on__isnull=False)
    having = set(agreed.values_list("team_id", flat=True))
    return dict.fromkeys((milestone.pk for milestone in milestones), having)


def offer_rules() -> None:
    """What a milestone of a cohort can be, before any other app adds to it."""
    offer_rule(Rule(BY_HAND, "marked by hand", by_hand))
    offer_rule(Rule("team-formed", "at least two people are in the team", team_formed))
    offer_rule(Rule("charter-agreed", "the team’s charter is agreed on", charter_agreed))
