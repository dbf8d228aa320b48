"""Who writes an application together: invited by mail, let in by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts import application_emails as emails
from cohorts.models import ApplicationInvitation
from cohorts.services.application import locked
from cohorts.services.invitation import InvitationNotOpen
from core import clock
from network.models.invitation import last_moment
from network.services import activity
from network.services.invitations import close, renew
from network.services.people import person_invited

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Application, ApplicationEditor
    from network.models import Person


class AlreadyWrites(Exception):
    """The address belongs to somebody who writes the application already."""


@transaction.atomic
def invite_writer(
    application: Application, *, email: str, first_name: str, last_name: str, by: Person
) -> ApplicationInvitation:
    """Invite a colleague. Safe to repeat: an open invitation of the address stays the one.

    Raises AlreadyWrites.
    """
    application = locked(application)
    address = email.strip().lower()
    if application.editors.filter(person__email__iexact=address).exists():
        raise AlreadyWrites(f"{address} belongs to somebody who writes with you already.")
    waiting = application.invitations.filter(
        email__iexact=address, accepted_at=None, revoked_at=None
    )
    if existing := waiting.first():
        return existing if existing.is_open else resend_writer_invitation(existing, by=by)
    invitation = application.invitations.create(
        email=address,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        invited_by=by,
        expires_at=last_moment(),
    )
    activity.record(application, "invited", f"{invitation.name} was invited to write.", by=by)
    emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def resend_writer_invitation(
    invitation: ApplicationInvitation, *, by: Person
) -> ApplicationInvitation:
    """Send the link again with its full time. Safe to repeat within a minute.

    Raises InvitationNotOpen when it was accepted or taken back.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationNotOpen(f"The invitation of {invitation.name} is no longer open.")
    if renew(invitation, by=by):
        emails.queue_invitation(invitation)
    return invitation


@transaction.atomic
def revoke_writer_invitation(
    invitation: ApplicationInvitation, *, by: Person
) -> ApplicationInvitation:
    """Take an invitation back. Safe to repeat. Raises InvitationNotOpen when it was accepted."""
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise InvitationNotOpen(f"{invitation.name} writes with you already.")
    if close(invitation):
        words = f"The invitation of {invitation.name} to write was taken back."
        activity.record(invitation.application, "took back", words, by=by)
    return invitation


@transaction.atomic
def accept_writer_invitation(invitation: ApplicationInvitation, *, user: User) -> ApplicationEditor:
    """Let the person behind `user` write. Safe to repeat.

    Raises InvitationNotOpen, or rights.AddressBelongsToSomebody.
    """
    invitation = _locked(invitation)
    application = invitation.application
    person = person_invited(user, invitation, application.place)
    known = application.editors.filter(person=person).first()
    if known is not None and (invitation.is_open or invitation.accepted_at):
        _accept(invitation)
        return known
    if not invitation.is_open:
        raise InvitationNotOpen("This invitation is no longer open.")
    _accept(invitation)
    activity.record(application, "joined", f"{person} writes the application too.", by=person)
    return application.editors.create(person=person)


def _accept(invitation: ApplicationInvitation) -> None:
    if invitation.accepted_at is None:
        invitation.accepted_at = clock.now()
        invitation.save(update_fields=["accepted_at"])


def _locked(invitation: ApplicationInvitation) -> ApplicationInvitation:
    """The row as it is now; a second click waits here."""
    rows = ApplicationInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("application__school", "application__district").get(pk=invitation.pk)
