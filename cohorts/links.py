"""The link of an invitation into a team: what it leads to, and whether its mail is still due."""

from __future__ import annotations

from cohorts.models import TeamInvitation
from core.links import PersonalLink

link = PersonalLink(salt="cohorts.team-invitation", url_name="cohorts:join")


def token_for(invitation: TeamInvitation) -> str:
    """What stands in the address."""
    return link.token(invitation.nonce)


def invitation_for(token: str) -> TeamInvitation | None:
    """The invitation of a link, in whatever state; None when the link is not ours."""
    invitations = TeamInvitation.objects.select_related(
        "team__cohort", "team__school", "team__district", "invited_by"
    )
    return invitations.filter(nonce=link.nonce(token)).first()


def address_for(invitation: TeamInvitation) -> str:
    """The whole address, for the mail."""
    return link.address(invitation.nonce)


def fill_link(key: str) -> str:
    """The mail port's filler "team_invitation_link"; the key is the invitation's pk."""
    return address_for(TeamInvitation.objects.get(pk=int(key)))


def is_still_due(key: str) -> bool:
    """The mail port's check "team_invitation": an invitation no longer open is not sent."""
    invitation = TeamInvitation.objects.filter(pk=int(key)).first()
    return invitation is not None and invitation.is_open
