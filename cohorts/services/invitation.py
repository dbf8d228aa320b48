"""Inviting people into a design team, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts import emails
from cohorts.models import DesignTeam, TeamInvitation, TeamMembership
from cohorts.services.team import add_member, end_membership
from core import clock
from network.models.invitation import last_moment
from network.services import activity
from network.services.invitations import close, renew
from network.services.people import person_invited

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from accounts.models import User
    from network.models import Person


class AlreadyMember(Exception):
    """The address belongs to somebody who is in the team."""


class InvitationNotOpen(Exception):
    """The invitation was answered, taken back, or is too old."""


@transaction.atomic
def invite_member(
    team: DesignTeam,
    *,
    email: str,
    first_name: str,
    last_name: str,
    role: str,
    job: str,
    by: Person | None,
    position: str = "",
    replaces: TeamMembership | None = None,
) -> TeamInvitation:
    """Invite a person by mail. Safe to repeat: an open invitation of the address stays the one.

    Raises AlreadyMember when the address belongs to somebody in the team.
    """
    team = DesignTeam.objects.select_for_update().get(pk=team.pk)
    address = email.strip().lower()
    if team.memberships.filter(person__email__iexact=address, ends_on=None).exists():
        raise AlreadyMember(f"{address} belongs to somebody who is already in the team.")
    waiting = team.invitations.filter(email__iexact=address, accepted_at=None, revoked_at=None)
    if existing := waiting.first():
        return existing if existing.is_open else resend_invitation(existing, by=by)

    invitation = team.invitations.create(
        email=address,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        role=role,
        job=job.strip(),
        position=position,
        replaces=replaces,
        invited_by=by,
        expires_at=last_moment(),
    )
    activity.record(team, "invited", f"{invitation.name} was invited.", by=by)
    emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def resend_invitation(invitation: TeamInvitation, *, by: Person | None) -> TeamInvitation:
    """Send the link again and give it its full time. Safe to repeat within a minute.

    Raises InvitationNotOpen when it was accepted or taken back.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationNotOpen(f"The invitation of {invitation.name} is no longer open.")
    if renew(invitation, by=by):
        activity.record(invitation.team, "invited", f"{invitation.name} was invited again.", by=by)
        emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: TeamInvitation, *, by: Person | None) -> TeamInvitation:
    """Take an invitation back, so that its link opens nothing. Safe to repeat.

    Raises InvitationNotOpen when it was already accepted: end the membership instead.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise InvitationNotOpen(f"{invitation.name} has already joined the team.")
    if close(invitation):
        summary = f"The invitation of {invitation.name} was taken back."
        activity.record(invitation.team, "took back", summary, by=by)
    return invitation


@transaction.atomic
def accept_invitation(invitation: TeamInvitation, *, user: User) -> TeamMembership:
    """Give the person behind `user` the place they were invited to. Safe to repeat.

    Raises InvitationNotOpen, or AddressBelongsToSomebody when the invited address belongs to a
    person with another account.
    """
    invitation = _locked(invitation)
    person = person_invited(user, invitation, invitation.team.place)
    if not invitation.is_open:
        # A second click finds the place that the first one made. Nobody whose membership was
        # ended comes back by an old link.
        current = invitation.team.memberships.filter(person=person, ends_on=None).first()
        if invitation.accepted_at and current:
            return current
        raise InvitationNotOpen("This invitation is no longer open.")
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return add_member(
        invitation.team,
        person=person,
        role=invitation.role,
        job=invitation.job,
        position=invitation.position,
        replaces=invitation.replaces,
        starts_on=clock.today(),
        by=person,
    )


@transaction.atomic
def replace_member(
    membership: TeamMembership, *, on: dt.date, invited: Mapping[str, Any], by: Person | None
) -> TeamInvitation:
    """End somebody's place and invite who comes instead; what was done stays with who did it.

    Safe to repeat. Raises EndsBeforeItStarts or AlreadyMember, and then neither has happened.
    """
    membership = end_membership(membership, on=on, by=by)
    return invite_member(membership.team, **invited, replaces=membership, by=by)


def namesakes(team: DesignTeam, *, first_name: str, last_name: str, email: str) -> list[str]:
    """Addresses under which somebody of this name is in the team or invited into it already.

    One person may have two addresses: two invitations would make two people of them.
    """
    same = {"first_name__iexact": first_name.strip(), "last_name__iexact": last_name.strip()}
    waiting = team.invitations.filter(**same, accepted_at=None, revoked_at=None)
    members = team.memberships.filter(
        ends_on=None, **{f"person__{name}": value for name, value in same.items()}
    )
    found = {*waiting.values_list("email", flat=True)}
    found |= {*members.values_list("person__email", flat=True)}
    return sorted(found - {email.strip().lower()})


def _locked(invitation: TeamInvitation) -> TeamInvitation:
    """The row as it is now; a second click waits here."""
    return TeamInvitation.objects.select_for_update().get(pk=invitation.pk)
