"""What goes with an application: the people proposed for the team, and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import ApplicationDocument, ProposedMember
from cohorts.rules.questions import DOCUMENTS, TEAM
from cohorts.services.writing import opened
from core import clock, content
from core.content import FileRefused
from network.services import activity

if TYPE_CHECKING:
    from django.core.files import File

    from cohorts.models import Application
    from network.models import Person

MOST_DOCUMENTS = 10

__all__ = [
    "AddressProposed",
    "FileRefused",
    "TooManyDocuments",
    "add_document",
    "change_proposed",
    "propose_member",
    "put_back",
    "set_document_removed",
    "take_off",
]


class AddressProposed(Exception):
    """The address is on the list of proposed people already."""


class TooManyDocuments(Exception):
    """The application has as many documents as reviewers can be asked to read."""


@transaction.atomic
def propose_member(application: Application, *, by: Person, **facts: Any) -> ProposedMember:
    """Put somebody on the list. Raises NotWritten, AddressProposed."""
    application = opened(application, TEAM)
    member = ProposedMember(application=application, added_by=by)
    return _set_member(member, facts)


@transaction.atomic
def change_proposed(member: ProposedMember, *, by: Person, **facts: Any) -> ProposedMember:
    """Change what is said of somebody. Raises NotWritten, AddressProposed."""
    opened(member.application, TEAM)
    return _set_member(member, facts)


@transaction.atomic
def take_off(member: ProposedMember, *, by: Person) -> None:
    """Take somebody off the list. Safe to repeat. Raises NotWritten.

    Only the last one can be put back: nobody's name is kept longer than an undo needs it.
    """
    application = opened(member.application, TEAM)
    if application.proposed.standing().filter(pk=member.pk).update(removed_at=clock.now()):
        application.proposed.taken_out().exclude(pk=member.pk).delete()


@transaction.atomic
def put_back(member: ProposedMember, *, by: Person) -> None:
    """Undo `take_off`. Safe to repeat. Raises NotWritten, AddressProposed.

    Somebody who was named to lead in between keeps doing so.
    """
    application = opened(member.application, TEAM)
    member = application.proposed.get(pk=member.pk)
    if member.removed_at is None:
        return
    there = application.proposed.standing()
    if there.filter(email__iexact=member.email).exists():
        raise AddressProposed(f"{member.email} is on the list already.")
    member.is_lead = member.is_lead and not there.filter(is_lead=True).exists()
    member.removed_at = None
    member.save(update_fields=["is_lead", "removed_at"])


@transaction.atomic
def add_document(
    application: Application, *, file: File[bytes] | None, by: Person
) -> ApplicationDocument:
    """Add a file. Safe to repeat: the same name and size is one. Raises NotWritten, FileRefused,
    TooManyDocuments."""
    application = opened(application, DOCUMENTS)
    taken = content.taken_in(file)
    there = application.documents.standing()
    for known in there.filter(name=taken.name):
        if known.file.size == taken.size:
            return known
    if there.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(f"Remove a document first: {MOST_DOCUMENTS} are the most.")
    document = application.documents.create(file=taken.file, name=taken.name, added_by=by)
    words = f"“{taken.name}” was added to the application of {application.place}."
    activity.record(application, "added", words, by=by)
    return document


@transaction.atomic
def set_document_removed(
    document: ApplicationDocument, *, removed: bool, by: Person
) -> ApplicationDocument:
    """Take a document out or bring it back; its file is kept. Safe to repeat. Raises NotWritten."""
    application = opened(document.application, DOCUMENTS)
    document = ApplicationDocument.objects.get(pk=document.pk)
    if (document.removed_at is not None) != removed:
        document.removed_at = clock.now() if removed else None
        document.save(update_fields=["removed_at"])
        verb = "removed from" if removed else "brought back into"
        words = f"“{document.name}” was {verb} the application of {application.place}."
        activity.record(application, "changed", words, by=by)
    return document


def _set_member(member: ProposedMember, facts: dict[str, Any]) -> ProposedMember:
    """There is one lead: whoever is named last. Called with the application locked."""
    others = member.application.proposed.standing().exclude(pk=member.pk)
    facts["email"] = facts["email"].strip().lower()
    if known := others.filter(email__iexact=facts["email"]).first():
        if member.pk is None and all(getattr(known, name) == facts[name] for name in facts):
            return known  # a second click
        raise AddressProposed(f"{facts['email']} is on the list already.")
    for name, value in facts.items():
        setattr(member, name, value)
    if member.is_lead:
        others.filter(is_lead=True).update(is_lead=False)
    member.save()
    return member
