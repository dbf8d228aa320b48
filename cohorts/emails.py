"""Words that cohorts send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail
from core.templatetags.house import day, long_day

if TYPE_CHECKING:
    from cohorts.models import TeamInvitation


def queue_invitation(invitation: TeamInvitation) -> None:
    """Put an invitation into the outbox; its link is filled in when it is sent."""
    team = invitation.team
    mail.queue(
        "cohorts/team-invitation",
        to=invitation.email,
        context={
            "first_name": invitation.first_name,
            "team": team.name,
            "school": team.place.name,
            "cohort": team.cohort.name,
            "invited_by": str(invitation.invited_by or "The network's staff"),
            "role": invitation.get_role_display().lower(),
            "due": day(invitation.expires_at),
            "last_day": long_day(invitation.expires_at),
        },
        # Sent again only when it is invited again, which moves invited_at.
        dedupe_key=f"team_invitation:{invitation.pk}:{invitation.invited_at:%Y-%m-%dT%H:%M:%S}",
        secrets={"link": mail.Secret("team_invitation_link", str(invitation.pk))},
        still_due=f"team_invitation:{invitation.pk}",
        organization_id=team.place.pk,
        due_at=invitation.expires_at,
    )
