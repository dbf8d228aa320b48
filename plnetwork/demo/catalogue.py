"""The demo's catalogue: moves that teams used, and a suggestion that waits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.models import TeamMembership
from core import clock
from library.models import Resource
from library.services.move_use import log_use
from library.services.resource import add_resource

if TYPE_CHECKING:
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
    """Uses by members of the teams of today, and what one of them suggests."""
    for code, team_name, used_with, days, words in USES:
        seat = _seat_in(team_name)
        if seat is not None:
            log_use(
                Resource.objects.get(shipped_as=code),
                used_with=used_with,
                used_on=clock.today() - dt.timedelta(days=days),
                adaptation=words,
                team=seat.team,
                by=seat.person,
            )
    author = _seat_in("Kettle Run")
    if author is not None:
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
            by=author.person,
        )


def _seat_in(team_name: str) -> TeamMembership | None:
    """Somebody who is in a team of that name today, the lead first."""
    seats = TeamMembership.objects.current().filter(team__name__startswith=team_name)
    return seats.select_related("person", "team").order_by("-team", "role", "pk").first()
