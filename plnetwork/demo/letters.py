"""Messages of these days, so that the demo's outbox shows what can become of one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.services import invite_member
from core import clock
from messaging import outcomes, services
from messaging.models import Message, Rhythm

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from plnetwork.demo.stage import Stage

# Invited to the young team of a school: one letter waits, one was held back, one refused.
INVITED = [
    ("Ilse", "Farrow", "ilse.farrow@marlow.example"),
    ("Bram", "Tolliver", "bram.tolliver@marlow.example"),
    ("Corin", "Ashby", "corin.ashbey@marlow.example"),
]


def build_letters(stage: Stage, cohort: Cohort) -> None:
    """Invitations to a team, and somebody who wants seats told once a week."""
    host = stage.cast["Dana Whitlock"]
    team = cohort.teams.get(school=stage.schools["marlow_high"])
    letters = []
    for first_name, last_name, email in INVITED:
        invitation = invite_member(
            team,
            email=email,
            first_name=first_name,
            last_name=last_name,
            role="member",
            job="Teacher",
            by=host,
        )
        letters.append(Message.objects.get(kind="cohorts/team-invitation", to=invitation.email))
    waits, held, refused = letters
    tomorrow = clock.on_day(clock.today() + dt.timedelta(days=1), hour=8)
    services.postpone(waits, until=tomorrow, by=host)
    services.cancel(held, by=host)
    outcomes.refused(refused, 550, "5.1.1 There is no such mailbox here.")
    reader = stage.educators["E007"]
    services.choose_rhythms(reader, rhythms={"convenings/waiting": Rhythm.WEEKLY})
