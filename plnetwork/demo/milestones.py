"""How far the teams of the young cohort are: their milestones' days, and charters agreed on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from cohorts.models import Cohort, Milestone, TeamCharter
from cohorts.services.milestone import OutsideTheCohort, write_milestone
from convenings.models import Convening
from core import clock

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Before the first session of a convening, and after its last, when lists are filled in.
BEFORE = {
    "convening-registered": dt.timedelta(days=14),
    "prework-sent": dt.timedelta(days=7),
}
AGREED = ("kettle_run_high", "fallow_creek_middle")
AFTER = dt.timedelta(days=7)
CADENCE = "Every other Tuesday"
NORMS = "We begin on time.\nEverybody says one thing they tried."


def build_milestones(stage: Stage) -> None:
    """What is about a convening falls on the days of that convening; two teams agreed early."""
    host = stage.cast["Dana Whitlock"]
    young = Cohort.objects.current().filter(home=stage.centers["maple_fork"]).latest("starts_on")
    convenings = Convening.objects.filter(cohort=young).with_dates()
    held = {one.number: (one.first_at, one.last_at) for one in convenings if one.first_at}
    for milestone in young.milestones.filter(number__in=held):
        first, last = map(timezone.localdate, held[milestone.number or 0])
        early = BEFORE.get(milestone.rule)
        due_on = max(young.starts_on, first - early) if early else last + AFTER
        _move(young, milestone, due_on, host)
    for charter in young.milestones.filter(rule="charter-agreed"):
        _move(young, charter, clock.today() + dt.timedelta(days=5), host)
    for key in AGREED:
        team = young.teams.get(school=stage.schools[key])
        lead = team.memberships.order_by("role").first()
        TeamCharter.objects.create(
            team=team,
            cadence=CADENCE,
            norms=NORMS,
            agreed_on=clock.today() - dt.timedelta(days=20),
            revision=1,
            changed_by=lead.person if lead else host,
        )


def _move(cohort: Cohort, milestone: Milestone, due_on: dt.date, by: Person) -> None:
    facts = {"name": milestone.name, "rule": milestone.rule, "number": milestone.number}
    try:
        write_milestone(cohort, milestone=milestone, due_on=due_on, by=by, **facts)
    except OutsideTheCohort:  # the last ones of the plan lie after the cohort
        return
