"""Who applies next: TRANSFORM takes applications, and two people of one district write theirs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from accounts.services import account_for
from cohorts.models import Offering, TeamMembership
from cohorts.services.applying import begin_application
from cohorts.services.consent import ask_consent
from cohorts.services.enclosure import propose_member
from cohorts.services.offering import OF_A_PART, change_offering, clone_offering
from cohorts.services.writers import accept_writer_invitation, invite_writer
from cohorts.services.writing import save_answers
from core import clock

if TYPE_CHECKING:
    from cohorts.models import Application
    from network.models import Person
    from plnetwork.demo.stage import Stage

FIRST_DAY = (8, 1)
OPEN_SINCE, OPEN_FOR = dt.timedelta(days=20), dt.timedelta(days=60)
ANSWERS = {
    "district": {
        "superintendent": "Wendell Ashby, for six years.",
        "why-district": (
            "Our middle school has found out with its learners what goals of their own change. "
            "What it learned meets a schedule and a budget that were made for something else, and "
            "those are ours to change, not the school’s."
        ),
    },
    "board": {"board-knows": "discussed"},
    "plan": {"ready-system": "2", "ready-listening": "3"},
}
TEAM = [
    ("Wendell", "Ashby", "superintendent", "Superintendent", True),
    ("Marit", "Solberg", "curriculum", "Director of curriculum", False),
    ("Caleb", "Norwood", "principal", "Principal of the middle school", False),
    ("Inez", "Farrow", "data", "Data coordinator", False),
]


def build_applying(stage: Stage) -> None:
    """An offering that is open, and a draft that is half done."""
    offering = _open_offering(stage)
    leader = stage.cast["Wendell Ashby"]
    application = begin_application(
        offering, place=stage.districts["fallow_creek_local"], by=leader
    )
    colleague = _colleague(stage, application, leader)
    for number, (part, answers) in enumerate(ANSWERS.items()):
        by = colleague if number % 2 else leader
        save_answers(application, part=part, answers=answers, seen={}, by=by)
    for first_name, last_name, position, job, is_lead in TEAM:
        propose_member(
            application,
            first_name=first_name,
            last_name=last_name,
            email=f"{first_name}.{last_name}@fallow-creek-local.example".lower(),
            position=position,
            job=job,
            is_lead=is_lead,
            by=colleague,
        )
    ask_consent(
        application,
        name=str(leader),
        email=leader.email,
        position="superintendent",
        by=colleague,
    )


def _open_offering(stage: Stage) -> Offering:
    """The next TRANSFORM, like the one that runs, with days to apply around today."""
    admin, today = stage.cast["Renata Okafor"], clock.today()
    starts_on = dt.date(today.year + 1, *FIRST_DAY)
    source = Offering.objects.filter(pathway__code="transform", unit="district").latest(
        "length_months"
    )
    made = clone_offering(source, name=f"TRANSFORM {starts_on.year}", starts_on=starts_on, by=admin)
    return change_offering(
        made,
        team_rule=list(made.team_rule.values(*OF_A_PART)),
        by=admin,
        apply_from=today - OPEN_SINCE,
        apply_until=today + OPEN_FOR,
    )


def _colleague(stage: Stage, application: Application, leader: Person) -> Person:
    """Somebody of the middle school's team is invited, accepts, and writes along."""
    school = stage.schools["fallow_creek_middle"]
    person = TeamMembership.objects.filter(team__school=school).earliest("pk").person
    invitation = invite_writer(
        application,
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        by=leader,
    )
    user = account_for(invitation.email)
    return accept_writer_invitation(invitation, user=user).person
