"""Words that the directory sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock, mail
from core.templatetags.house import day, long_day

if TYPE_CHECKING:
    from network.models import Person, RoleInvitation


def address_of(person: Person) -> str:
    """Where what concerns somebody's rights goes: the address they prove when they sign in."""
    return person.user.email if person.user else person.email


def queue_rights_changed(person: Person, sentence: str, *, by: Person, key: str) -> None:
    """Tell somebody that a role of theirs was given, dated or taken."""
    to = address_of(person)
    if not to:
        return
    mail.queue(
        "network/rights-changed",
        to=to,
        context={"first_name": person.first_name, "sentence": sentence, "by": str(by)},
        dedupe_key=f"rights:{key}",
        person_id=person.pk,
    )


def queue_address_changed(person: Person, former: str, *, by: Person | None) -> None:
    """Tell the former address that mail goes elsewhere now, in case somebody misused the page."""
    mail.queue(
        "network/address-changed",
        to=former,
        context={
            "first_name": person.first_name,
            "address": person.email or "no address",
            "by": str(by or "The system"),
            "signs_in_as": person.user.email if person.user else "",
        },
        dedupe_key=f"address:{person.pk}:{former}:{person.email}:{clock.now():%Y-%m-%dT%H:%M}"[
            :200
        ],
        person_id=person.pk,
    )


def queue_role_invitation(invitation: RoleInvitation) -> None:
    """Put an invitation into the outbox; its link is filled in when it is sent."""
    mail.queue(
        "network/role-invitation",
        to=invitation.email,
        context={
            "first_name": invitation.first_name,
            "role": invitation.in_words,
            "invited_by": str(invitation.invited_by or "The network's staff"),
            "due": day(invitation.expires_at),
            "last_day": long_day(invitation.expires_at),
        },
        # Sent again only when it is invited again, which moves invited_at.
        dedupe_key=f"role_invitation:{invitation.pk}:{invitation.invited_at.isoformat()}",
        secrets={"link": mail.Secret("role_invitation_link", str(invitation.pk))},
        still_due=f"role_invitation:{invitation.pk}",
        organization_id=invitation.organization_id,
    )
