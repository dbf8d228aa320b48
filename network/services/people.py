"""Adding people."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from network.models import Organization, Person
from network.services import activity


@transaction.atomic
def find_or_add_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organization: Organization | None = None,
    by: Person | None,
) -> Person:
    """The person with this e-mail address, added when there is none.

    Safe to repeat, and by two at once: nobody is ever doubled. Of a person who is already known
    only what is still empty gets filled; a name somebody has is never overwritten from outside.
    """
    email = email.strip().lower()
    if email and (known := Person.objects.filter(email__iexact=email).first()):
        return _fill_what_is_empty(known, first_name, last_name, organization)
    try:
        with transaction.atomic():
            person = Person.objects.create(
                email=email,
                first_name=first_name.strip(),
                last_name=last_name.strip(),
                organization=organization,
            )
    except IntegrityError:
        # Somebody else added the same address between our look and our insert.
        return Person.objects.get(email__iexact=email)
    activity.record(person, "added", f"{person} was added to the network.", by=by)
    return person


def _fill_what_is_empty(
    person: Person, first_name: str, last_name: str, organization: Organization | None
) -> Person:
    filled: list[str] = []
    if not person.first_name and not person.last_name and (first_name or last_name):
        person.first_name, person.last_name = first_name.strip(), last_name.strip()
        filled += ["first_name", "last_name"]
    if person.organization_id is None and organization is not None:
        person.organization = organization
        filled.append("organization")
    if filled:
        person.save(update_fields=filled)
    return person
