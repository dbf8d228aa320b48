"""Words about applications, to those who write them and to leaders whose consent is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from cohorts import application_links as links
from core import clock, mail
from core.templatetags.house import day, long_day

if TYPE_CHECKING:
    from cohorts.models import Application, ApplicationInvitation, Consent
    from network.models import Person


def queue_invitation(invitation: ApplicationInvitation) -> None:
    """Ask a colleague to write along; the link is filled in when it is sent."""
    application = invitation.application
    mail.queue(
        "cohorts/application-invitation",
        to=invitation.email,
        context={
            **_about(application),
            "first_name": invitation.first_name,
            "invited_by": str(invitation.invited_by or "A colleague"),
            "due": day(invitation.expires_at),
            "last_day": long_day(invitation.expires_at),
        },
        # Sent again only when it is invited again, which moves invited_at.
        dedupe_key=f"application_invitation:{invitation.pk}:{invitation.invited_at:%Y-%m-%dT%H:%M}",
        secrets={"link": mail.Secret(links.WRITE_LINK, str(invitation.pk))},
        still_due=f"{links.INVITED}:{invitation.pk}",
        organization_id=application.place.pk,
        due_at=invitation.expires_at,
    )


def queue_consent(consent: Consent) -> None:
    """Ask a principal or superintendent for the word that the application needs."""
    application = consent.application
    mail.queue(
        "cohorts/consent-asked",
        to=consent.email,
        context={
            **_about(application),
            "name": consent.name,
            "asked_by": str(consent.asked_by or "Your colleagues"),
        },
        dedupe_key=f"consent:{consent.pk}:{consent.asked_at:%Y-%m-%dT%H:%M:%S}",
        secrets={"link": mail.Secret(links.CONSENT_LINK, str(consent.pk))},
        still_due=f"{links.CONSENT_ASKED}:{consent.pk}",
        organization_id=application.place.pk,
    )


def queue_consent_answered(application: Application, consent: Consent) -> None:
    """Tell the writers what the leader said."""
    said = {"Given": "consents", "Refused": "does not consent", "Taken back": "takes it back"}
    at = consent.revoked_at or consent.given_at or consent.refused_at
    _tell_writers(
        "cohorts/consent-answered",
        application,
        key=f"consent_answered:{consent.pk}:{at:%Y-%m-%dT%H:%M:%S}",
        context={"name": consent.name, "said": said[consent.state], "words": consent.words},
    )


def queue_asks_to_write(application: Application, *, who: Person) -> None:
    """Tell the writers that somebody would like to write along."""
    named = {"first_name": who.first_name, "last_name": who.last_name, "email": who.email}
    path = reverse("cohorts:application-writers", args=[application.pk])
    _tell_writers(
        "cohorts/application-asks",
        application,
        key=f"application_asks:{application.pk}:{who.pk}:{clock.today()}",
        context={"who": str(who), "email": who.email, "invite": f"{path}?{urlencode(named)}"},
    )


def queue_receipts(application: Application) -> None:
    """Tell every writer that it was sent, with its number."""
    _tell_writers(
        "cohorts/application-receipt",
        application,
        key=f"application_receipt:{application.pk}:{application.submitted_at:%Y-%m-%dT%H:%M:%S}",
        context={"receipt": application.receipt},
    )


def queue_withdrawn(application: Application, by: Person) -> None:
    """Tell every writer that one of them took it back."""
    _tell_writers(
        "cohorts/application-withdrawn",
        application,
        key=f"application_withdrawn:{application.pk}:{application.steps.count()}",
        context={"by": str(by)},
    )


def _tell_writers(
    kind: str, application: Application, *, key: str, context: dict[str, Any]
) -> None:
    """One message each; their own address and no one else's stands in it."""
    for editor in application.editors.select_related("person"):
        person = editor.person
        if person.email:
            mail.queue(
                kind,
                to=person.email,
                context={**_about(application), "first_name": person.first_name, **context},
                dedupe_key=f"{key}:{person.pk}",
                person_id=person.pk,
                organization_id=application.place.pk,
            )


def _about(application: Application) -> dict[str, Any]:
    return {
        "place": application.place.name,
        "offering": application.offering.name,
        "path": application.get_absolute_url(),
        "until": long_day(application.offering.apply_until),
    }
