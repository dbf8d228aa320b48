"""The links that applicants and leaders get by mail: what they lead to, and whether still due."""

from __future__ import annotations

from cohorts.models import ApplicationInvitation, Consent
from cohorts.rules import states
from core.links import PersonalLink

write_link = PersonalLink(salt="cohorts.application-invitation", url_name="cohorts:write-together")
consent_link = PersonalLink(salt="cohorts.consent", url_name="cohorts:consent")

WRITE_LINK, CONSENT_LINK = "application_invitation_link", "consent_link"  # fillers of mails
INVITED, CONSENT_ASKED = "application_invitation", "consent_asked"  # checks of mails
AROUND = ("application__offering", "application__school__agency", "application__district")


def invitation_for(token: str) -> ApplicationInvitation | None:
    """The invitation of a link, in whatever state; None when the link is not ours."""
    rows = ApplicationInvitation.objects.select_related(*AROUND, "invited_by")
    return rows.filter(nonce=write_link.nonce(token)).first()


def consent_for(token: str) -> Consent | None:
    """The consent of a link, in whatever state; None when the link is not ours."""
    rows = Consent.objects.select_related(*AROUND, "application__form", "asked_by")
    return rows.filter(nonce=consent_link.nonce(token)).first()


def fill_write_link(key: str) -> str:
    """The whole address; the key is the invitation's pk."""
    return write_link.address(ApplicationInvitation.objects.get(pk=int(key)).nonce)


def fill_consent_link(key: str) -> str:
    """The whole address; the key is the consent's pk."""
    return consent_link.address(Consent.objects.get(pk=int(key)).nonce)


def is_invited_still(key: str) -> bool:
    """Whether the invitation is open."""
    invitation = ApplicationInvitation.objects.filter(pk=int(key)).first()
    return invitation is not None and invitation.is_open


def is_consent_asked(key: str) -> bool:
    """Whether the consent waits for an answer, and the application goes on."""
    consent = Consent.objects.filter(pk=int(key)).select_related("application").first()
    if consent is None or not consent.is_waiting:
        return False
    return consent.application.state not in states.OVER
