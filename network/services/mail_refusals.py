"""Addresses that mail servers refuse."""

from __future__ import annotations

from django.db import transaction

from core import clock
from network.models import Person
from network.services import activity


@transaction.atomic
def mark_mail_refused(email: str, reason: str) -> Person | None:
    """Remember that the address of somebody does not work; whose it is, None when nobody's.

    A correction of the address takes the mark away: `clear_mail_refusal`.
    """
    found = Person.objects.by_email(email)
    if found is None or found.email.lower() != email.strip().lower():
        return None
    person = Person.objects.select_for_update(of=("self",)).get(pk=found.pk)
    is_new = person.mail_refused_at is None
    person.mail_refused_at = clock.now()
    person.mail_refusal = reason[:300]
    person.save(update_fields=["mail_refused_at", "mail_refusal"])
    if is_new:
        summary = f"Mail to {person.email} came back: {reason}"
        activity.record(person, "mail refused", summary, by=None)
    return person


def clear_mail_refusal(person: Person) -> None:
    """Trust the address again, because it was corrected. The caller saves nothing else."""
    person.mail_refused_at = None
    person.mail_refusal = ""
    person.save(update_fields=["mail_refused_at", "mail_refusal"])
