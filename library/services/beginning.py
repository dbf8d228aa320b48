"""Beginning EXPLORE with nothing but an address that one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from network.models import Person
from network.services import rights
from network.services.people import find_or_add_person

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def begin(user: User, *, first_name: str, last_name: str) -> Person:
    """The person behind an account, made for its confirmed address when there is none.

    Safe to repeat. Somebody whom the directory knows by that address becomes theirs, with the name
    that is known. Raises rights.AddressBelongsToSomebody when that person has another account.
    """
    own = Person.objects.filter(user=user).first()
    if own is not None:
        return own
    person = find_or_add_person(
        email=user.email, first_name=first_name, last_name=last_name, by=None
    )
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.user_id not in {None, user.pk}:
        raise rights.AddressBelongsToSomebody(user.email)
    held.user = user
    held.save(update_fields=["user"])
    return held
