"""One person's link: taking it back, putting it back, replacing it, sending it again.

SECURITY: none of this depends on whether the person has answered, and none of it tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.nonce import new_nonce
from network.services import activity
from surveys.collection import emails, links, sealing
from surveys.collection.models import Draft, Invitation, OpenLink
from surveys.collection.refusals import LinkIsWithdrawn, NotOpen, OpenLinkThere

if TYPE_CHECKING:
    from network.models import Person
    from surveys.collection.models import Administration


@transaction.atomic
def revoke(invitation: Invitation, *, by: Person | None) -> None:
    """Make a link useless; answers that were sent stay counted. A second call changes nothing."""
    held = _held(invitation)
    if held.is_revoked:
        return
    held.is_revoked = True
    held.save(update_fields=["is_revoked"])
    about = held.administration
    activity.record(about, "revoked", f"A link of {about} was withdrawn.", by=by)


@transaction.atomic
def put_back(invitation: Invitation, *, by: Person | None) -> None:
    """Let a withdrawn link work again. Raises OpenLinkThere, or NotOpen after close."""
    held = _held(invitation)
    _takes_links(held.administration)
    if not held.is_revoked:
        return
    if OpenLink.objects.filter(unit=held.unit_id).exists():
        raise OpenLinkThere(f"{held.unit} answers through its open link now.")
    held.is_revoked = False
    held.save(update_fields=["is_revoked"])
    about = held.administration
    activity.record(about, "put back", f"A withdrawn link of {about} works again.", by=by)
    if about.is_open:
        emails.queue_invitations(about, [held])


@transaction.atomic
def renew_link(invitation: Invitation, *, by: Person | None) -> None:
    """A new link by mail; the old one leads nowhere, and what was begun under it goes along.

    Raises LinkIsWithdrawn, or NotOpen after close.
    """
    held = _held(invitation)
    about = held.administration
    _takes_links(about)
    if held.is_revoked:
        raise LinkIsWithdrawn("This link was withdrawn. Put it back first.")
    old = links.token_for(held)
    held.nonce = new_nonce()
    held.save(update_fields=["nonce"])
    _move_draft(old, links.token_for(held))
    activity.record(about, "replaced", f"A link of {about} was replaced.", by=by)
    if about.is_open:
        emails.queue_again(held)


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person | None) -> None:
    """The invitation once more, with the same link. Raises LinkIsWithdrawn and NotOpen."""
    held = _held(invitation)
    about = held.administration
    if not about.takes_everybody:
        raise NotOpen("Invitations are sent while a survey is open.")
    if held.is_revoked:
        raise LinkIsWithdrawn("This link was withdrawn. Put it back first.")
    emails.queue_again(held)
    activity.record(about, "sent again", f"An invitation to {about} was sent again.", by=by)


def _held(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",))
    return locked.select_related("administration__version", "unit").get(pk=invitation.pk)


def _takes_links(administration: Administration) -> None:
    if not (administration.is_draft or administration.is_open):
        raise NotOpen("This survey has closed; its links no longer matter.")


def _move_draft(old: str, new: str) -> None:
    """Found by its link and encrypted with a key from it, so both are made anew."""
    draft = Draft.objects.begun().filter(token_hash=links.hash_of(old)).first()
    if draft is not None:
        draft.ciphertext = sealing.encrypt(sealing.decrypt(draft.ciphertext, token=old), token=new)
        draft.token_hash = links.hash_of(new)
        draft.save(update_fields=["ciphertext", "token_hash"])
