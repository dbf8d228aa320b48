"""The demo's catalogue: moves that teams used, and a suggestion that waits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.models import DesignTeam
from core import clock
from library.models import Resource
from library.services.move_use import log_use
from library.services.resource import add_resource

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Move, team of the school, with whom, days ago, what was changed.
USES = (
    ("evidence-slide-gallery-walk", "Kettle Run", "staff", 40, "Four slides, twenty minutes."),
    ("evidence-slide-gallery-walk", "Marlow", "learners", 21, "Learners made the slides."),
    (
        "co-written-agreements",
        "Fallow Creek",
        "learners",
        33,
        "Two rooms compared their sentences.",
    ),
    ("schedule-hunt", "Kettle Run", "staff", 12, ""),
    ("pace-check", "Cutler Ridge", "learners", 9, "On paper, one line per unit."),
)


def build_catalogue(stage: Stage) -> None:
    """Uses by members of the teams, and what one of them suggests."""
    for code, team_name, used_with, days, words in USES:
        team = DesignTeam.objects.filter(name__startswith=team_name).first()
        if team is not None:
            log_use(
                Resource.objects.get(shipped_as=code),
                used_with=used_with,
                used_on=clock.today() - dt.timedelta(days=days),
                adaptation=words,
                team=team,
                by=_somebody_of(team),
            )
    team = DesignTeam.objects.filter(name__startswith="Kettle Run").first()
    if team is not None:
        add_resource(
            kind="move",
            title="Goal cards at the door",
            summary="Learners write one goal for the lesson on a card and leave it at the door with"
            " what helped. We read them together on Fridays.",
            steps="Give everybody a card on Monday.\nAsk for one goal and one thing that helps.\n"
            "Collect the cards at the door each day.\nRead ten of them together on Friday.",
            minutes=5,
            audiences=["learners"],
            source="Kettle Run High School",
            is_published=False,
            by=_somebody_of(team),
        )


def _somebody_of(team: DesignTeam) -> Person:
    return team.memberships.current().select_related("person")[0].person
