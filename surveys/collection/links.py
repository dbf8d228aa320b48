"""Personal links: signed over the invitation's nonce, made when needed, never stored."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from core import clock
from surveys.collection.models import Invitation

if TYPE_CHECKING:
    from surveys.collection.querysets import InvitationQuerySet


def token_for(invitation: Invitation) -> str:
    """The token of a person's link. Whoever holds it may answer in their place."""
    return _signer().sign(invitation.nonce)


def invitation_for(token: str) -> Invitation | None:
    """The invitation behind a token, with its survey and form; None when it leads nowhere."""
    return behind(token).first()


def nonce_of(token: str) -> str | None:
    """What we signed; None when it was not us."""
    try:
        return _signer().unsign(token)
    except BadSignature:
        return None


def behind(token: str) -> InvitationQuerySet:
    """As a question that may still be narrowed; it finds one row or none."""
    nonce = nonce_of(token)
    if nonce is None:
        return Invitation.objects.none()
    return Invitation.objects.filter(nonce=nonce, is_revoked=False).select_related(
        "administration__version__instrument", "unit"
    )


def is_withdrawn(token: str) -> bool:
    """Whether the token is true and was taken back: then we may say so."""
    nonce = nonce_of(token)
    return nonce is not None and Invitation.objects.filter(nonce=nonce, is_revoked=True).exists()


def was_replaced(token: str) -> bool:
    """Whether we signed this token for an invitation that has another one now."""
    nonce = nonce_of(token)
    return nonce is not None and not Invitation.objects.filter(nonce=nonce).exists()


def address_for(invitation: Invitation) -> str:
    """The whole address that goes into a mail."""
    return settings.SITE_URL + reverse("surveys:answer", args=[token_for(invitation)])


def hash_of(token: str) -> str:
    """What a draft is found by; the token cannot be made from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def fill_survey_link(key: str) -> str:
    """For the sender of a message: the address of the invitation with this id."""
    return address_for(Invitation.objects.get(pk=key))


def is_still_due(key: str) -> bool:
    """For the sender of reminders: whether the invitation with this id is open and unanswered."""
    return Invitation.objects.waiting().filter(pk=key, **_open_now()).exists()


def is_still_open(key: str) -> bool:
    """For the sender of invitations: whether its link leads somewhere, answered or not."""
    return Invitation.objects.filter(pk=key, is_revoked=False, **_open_now()).exists()


def _open_now() -> dict[str, Any]:
    return {"administration__state": "open", "administration__closes_at__gt": clock.now()}


def _signer() -> Signer:
    # A dot, not a colon: it needs no escaping and mail programs keep it in the link.
    return Signer(salt="surveys.link", sep=".")
