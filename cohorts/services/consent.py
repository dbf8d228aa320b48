"""The word of a principal or superintendent: asked by mail, given or refused by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts import application_emails as emails
from cohorts.models import Consent
from cohorts.rules import states
from cohorts.rules.questions import CONSENT, parts_of
from cohorts.services.application import locked
from cohorts.services.writing import opened
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from cohorts.models import Application
    from network.models import Person


class ConsentNotOpen(Exception):
    """It is not asked for any more, or was answered already; the message says what holds."""


@transaction.atomic
def ask_consent(
    application: Application, *, name: str, email: str, position: str, by: Person
) -> Consent:
    """Ask somebody by mail. Safe to repeat: an address is asked once. Raises NotWritten."""
    application = opened(application, CONSENT)
    email = email.strip().lower()
    if known := application.consents.filter(email__iexact=email, position=position).first():
        return known if known.is_waiting or known.holds else _ask_anew(known, by)
    consent = application.consents.create(
        name=name.strip(), email=email, position=position, asked_by=by
    )
    activity.record(application, "asked", f"{consent.name} was asked to consent.", by=by)
    emails.queue_consent(consent)
    return consent


@transaction.atomic
def ask_consent_again(consent: Consent, *, by: Person) -> Consent:
    """Send the link again; who refused or took it back is asked anew. Safe to repeat in a minute.

    Raises NotWritten, or ConsentNotOpen when it was given.
    """
    opened(consent.application, CONSENT)
    consent = _locked(consent)
    if consent.holds:
        raise ConsentNotOpen(f"{consent.name} has consented already.")
    return consent if consent.is_fresh else _ask_anew(consent, by)


@transaction.atomic
def stop_asking(consent: Consent, *, by: Person) -> Consent:
    """Take a request back, so that its link answers nothing. Safe to repeat. Raises NotWritten."""
    opened(consent.application, CONSENT)
    consent = _locked(consent)
    if consent.revoked_at is None:
        consent.revoked_at = clock.now()
        consent.save(update_fields=["revoked_at"])
        words = f"The request to {consent.name} to consent was taken back."
        activity.record(consent.application, "took back", words, by=by)
    return consent


@transaction.atomic
def answer_consent(consent: Consent, *, is_given: bool, words: str = "") -> Consent:
    """Write down a yes or a no. Safe to repeat; the last word holds. Raises ConsentNotOpen."""
    application = locked(consent.application)
    consent = _locked(consent)
    if application.state in states.OVER:
        raise ConsentNotOpen("Nothing is asked any more: the application is over.")
    if consent.revoked_at is not None:
        raise ConsentNotOpen("This consent was taken back. The applicants can ask you again.")
    if (consent.holds if is_given else consent.refused_at is not None) and consent.words == words:
        return consent
    consent.given_at = clock.now() if is_given else None
    consent.refused_at = None if is_given else clock.now()
    consent.words = words
    consent.save(update_fields=["given_at", "refused_at", "words"])
    said = "consented to" if is_given else "refused"
    _tell(application, consent, f"{consent.name} {said} the application.")
    return consent


@transaction.atomic
def revoke_consent(consent: Consent) -> Consent:
    """Take a given consent back. Safe to repeat. Raises ConsentNotOpen when the matter is over."""
    application = locked(consent.application)
    consent = _locked(consent)
    if application.state in states.OVER:
        raise ConsentNotOpen("The application is over. Tell your service center instead.")
    if consent.holds:
        consent.revoked_at = clock.now()
        consent.save(update_fields=["revoked_at"])
        _tell(application, consent, f"{consent.name} took the consent back.")
    return consent


def consent_missing(application: Application) -> str:
    """Whose consent the form asks for and nobody has given; empty when nothing is missing."""
    for part in parts_of(application.form):
        if part.kind == CONSENT and part.required:
            given = [one for one in application.consents.all() if one.holds]
            if not any(one.position in part.positions for one in given):
                return "Nobody who may consent has done so yet."
    return ""


def _ask_anew(consent: Consent, by: Person) -> Consent:
    consent.given_at = consent.refused_at = consent.revoked_at = None
    consent.words, consent.asked_at = "", clock.now()
    consent.save()
    words = f"{consent.name} was asked again to consent."
    activity.record(consent.application, "asked", words, by=by)
    emails.queue_consent(consent)
    return consent


def _tell(application: Application, consent: Consent, words: str) -> None:
    """The writers learn it by mail; the log says it without an actor, for a link has no account."""
    activity.record(application, "answered", words, by=None)
    emails.queue_consent_answered(application, consent)


def _locked(consent: Consent) -> Consent:
    rows = Consent.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("application__school", "application__district").get(pk=consent.pk)
