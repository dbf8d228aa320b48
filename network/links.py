"""The link of an invitation to a role: what it leads to, and whether its mail is still due."""

from __future__ import annotations

from core.links import PersonalLink
from network.models import RoleInvitation

link = PersonalLink(salt="network.role-invitation", url_name="network:welcome")


def token_for(invitation: RoleInvitation) -> str:
    """What stands in the address."""
    return link.token(invitation.nonce)


def invitation_for(token: str) -> RoleInvitation | None:
    """The invitation of a link, in whatever state; None when the link is not ours."""
    invitations = RoleInvitation.objects.select_related("organization", "invited_by")
    return invitations.filter(nonce=link.nonce(token)).first()


def fill_link(key: str) -> str:
    """The mail port's filler "role_invitation_link"; the key is the invitation's pk."""
    return link.address(RoleInvitation.objects.get(pk=int(key)).nonce)


def is_still_due(key: str) -> bool:
    """The mail port's check "role_invitation": an invitation no longer open is not sent."""
    invitation = RoleInvitation.objects.filter(pk=int(key)).first()
    return invitation is not None and invitation.is_open
