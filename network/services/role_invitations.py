"""Inviting people by mail to take a role, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction

from core import clock
from core.templatetags.house import long_day
from network import emails
from network.models import Organization, Person, RoleGrant, RoleInvitation
from network.models.invitation import last_moment
from network.roles import Role
from network.services import activity, rights
from network.services.invitations import close, renew
from network.services.people import person_invited
from network.services.roles import grant

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User


class InvitationNotOpen(rights.RightsRefused):
    """The invitation was answered, taken back, or is too old."""


class InvitationVoid(rights.RightsRefused):
    """Whoever invited may no longer give this role there."""


@transaction.atomic
def invite_to_role(
    *,
    email: str,
    first_name: str,
    last_name: str,
    role: Role,
    organization: Organization,
    ends_on: dt.date | None = None,
    by: Person,
) -> RoleInvitation:
    """Invite somebody by mail. Safe to repeat: an open invitation to the same role stays the one.

    Raises one of rights.RightsRefused.
    """
    # Two invitations of one address may come at once; the lock makes the second find the first.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    address = email.strip().lower()
    refuse_invitation(address, role=role, organization=organization, ends_on=ends_on, by=by)
    same = RoleInvitation.objects.filter(email__iexact=address, role=role)
    if waiting := same.filter(organization=organization).waiting().first():
        return waiting if waiting.is_open else resend_invitation(waiting, by=by)
    invitation = RoleInvitation.objects.create(
        email=address,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        role=role,
        organization=organization,
        ends_on=ends_on,
        invited_by=by,
        expires_at=last_moment(),
    )
    _log(invitation, "invited", f"{invitation.name} was invited to be {invitation.in_words}.", by)
    emails.queue_role_invitation(invitation)
    return invitation


def refuse_invitation(
    address: str, *, role: Role, organization: Organization, ends_on: dt.date | None, by: Person
) -> None:
    """Raises one of rights.RightsRefused when this address cannot be invited by this person."""
    if is_own_address(address, by):
        raise rights.OwnRights("This is your own address. Ask another administrator.")
    rights.refuse_foreign(by, role, organization)
    if ends_on is not None and ends_on < clock.today():
        raise rights.EndsBeforeItStarts("The last day is over. Choose today or a later one.")
    person = Person.objects.by_email(address)
    if person is not None:
        held = RoleGrant.objects.filter(person=person, role=role, organization=organization)
        rights.refuse_overlap(held, clock.today(), ends_on)


def is_own_address(address: str, person: Person) -> bool:
    """Whether mail to this address would reach the person, under whichever record or account."""
    owner = Person.objects.by_email(address)
    if owner is not None and owner.pk == rights.kept(person).pk:
        return True
    if person.user is None:
        return False
    others = EmailAddress.objects.filter(user=person.user, email__iexact=address)
    return bool(person.user.email.lower() == address.lower() or others.exists())


@transaction.atomic
def resend_invitation(invitation: RoleInvitation, *, by: Person) -> RoleInvitation:
    """Send the link again and give it its full time. Safe to repeat within a minute.

    It counts as invited by who sent it last. Raises one of rights.RightsRefused.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationNotOpen(f"The invitation of {invitation.name} is no longer open.")
    if is_own_address(invitation.email, by):
        raise rights.OwnRights("This is your own address. Ask another administrator.")
    rights.refuse_foreign(by, invitation.role, invitation.organization)
    if renew(invitation, by=by):
        _log(invitation, "invited", f"{invitation.name} was invited again.", by)
        emails.queue_role_invitation(invitation)
    return invitation


@transaction.atomic
def take_back_invitation(invitation: RoleInvitation, *, by: Person | None) -> RoleInvitation:
    """Take an invitation back, so that its link opens nothing. Safe to repeat.

    Raises InvitationNotOpen when it was already accepted: revoke the role instead.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise InvitationNotOpen(f"{invitation.name} has accepted. Revoke the role instead.")
    if close(invitation):
        _log(invitation, "took back", f"The invitation of {invitation.name} was taken back.", by)
    return invitation


@transaction.atomic
def accept_invitation(invitation: RoleInvitation, *, user: User) -> RoleGrant:
    """Give the person behind `user` the role they were invited to, from today. Safe to repeat.

    Raises one of rights.RightsRefused; nothing is given then, and the account stays as it was.
    """
    invitation = _locked(invitation)
    person = person_invited(user, invitation, invitation.organization)
    if not invitation.is_open:
        # A second click finds the role that the first one gave. Nobody whose role was revoked
        # comes back by an old link.
        held = person.grants.not_over().filter(
            role=invitation.role, organization=invitation.organization
        )
        if invitation.accepted_at and (current := held.first()):
            return current
        raise InvitationNotOpen("This invitation is no longer open.")
    inviter = invitation.invited_by
    refuse_void(invitation)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    summary = f"{person} accepted the invitation to be {invitation.in_words}."
    _log(invitation, "accepted", summary, person)
    return grant(
        person,
        role=Role(invitation.role),
        organization=invitation.organization,
        starts_on=clock.today(),
        ends_on=invitation.ends_on,
        by=inviter,
    )


def refuse_void(invitation: RoleInvitation) -> None:
    """Raises InvitationVoid unless whoever invited may still give the role there."""
    inviter, organization = invitation.invited_by, invitation.organization
    if not rights.person_may_grant(inviter, invitation.role, organization):
        raise InvitationVoid(
            f"{inviter or 'Whoever invited you'} can no longer give this role at {organization}. "
            f"Ask {organization} for a new invitation."
        )
    if invitation.ends_on is not None and invitation.ends_on < clock.today():
        raise InvitationVoid(f"This role would have ended on {long_day(invitation.ends_on)}.")


def refuse_closed(invitation: RoleInvitation) -> None:
    """Raises one of rights.RightsRefused when nobody who signs in now would get the role."""
    if not invitation.is_open:
        raise InvitationNotOpen("This invitation is no longer open.")
    refuse_void(invitation)
    person = Person.objects.by_email(invitation.email)
    if person is None or person.user is None:
        return
    own = EmailAddress.objects.filter(user=person.user, email__iexact=invitation.email)
    if person.user.email.lower() != invitation.email.lower() and not own.exists():
        raise rights.AddressBelongsToSomebody(invitation.email)


def _locked(invitation: RoleInvitation) -> RoleInvitation:
    """The row as it is now; a second click waits here."""
    return RoleInvitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)


def _log(invitation: RoleInvitation, verb: str, summary: str, by: Person | None) -> None:
    activity.record(invitation.organization, verb, summary, by=by)
