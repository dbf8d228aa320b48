"""The link of an invitation: signed over its nonce with the server's secret, stored nowhere."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from cohorts.models import TeamInvitation

signer = signing.Signer(salt="cohorts.team-invitation")


def token_for(invitation: TeamInvitation) -> str:
    """What stands in the address."""
    return signer.sign(invitation.nonce)


def invitation_for(token: str) -> TeamInvitation | None:
    """The invitation of a link, in whatever state; None when the link is not ours."""
    try:
        nonce = signer.unsign(token)
    except signing.BadSignature:
        return None
    invitations = TeamInvitation.objects.select_related(
        "team__cohort", "team__school", "invited_by"
    )
    return invitations.filter(nonce=nonce).first()


def address_for(invitation: TeamInvitation) -> str:
    """The whole address, for the mail."""
    return settings.SITE_URL + reverse("cohorts:join", args=[token_for(invitation)])


def fill_link(key: str) -> str:
    """The mail port's filler "team_invitation_link"; the key is the invitation's pk."""
    return address_for(TeamInvitation.objects.get(pk=int(key)))


def is_still_due(key: str) -> bool:
    """The mail port's check "team_invitation": an invitation no longer open is not sent."""
    invitation = TeamInvitation.objects.filter(pk=int(key)).first()
    return invitation is not None and invitation.is_open
