"""Which rhythm somebody chose for a kind of message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Lower

from core import mail
from messaging.models import Rhythm, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.mail import Kind
    from network.models import Person

GATHERED = (Rhythm.DAILY, Rhythm.WEEKLY)


def choices_for(kind: Kind) -> list[Rhythm]:
    """The rhythms that a kind allows; one alone means that there is nothing to choose."""
    gathered = GATHERED if kind.may_wait else ()
    never = (Rhythm.OFF,) if kind.is_optional else ()
    return [Rhythm.AT_ONCE, *gathered, *never]


def chosen_by(person: Person) -> dict[str, Rhythm]:
    """What a person chose for every kind, where it still allows it; as `rhythms_of`, in a query."""
    wishes = Wish.objects.annotate(low=Lower("address")).filter(
        Q(person=person) | Q(person=None, low=person.email.lower())
    )
    # What comes last holds: the person's own before their address's, the oldest before others.
    in_order = wishes.order_by(F("person").asc(nulls_first=True), "-pk")
    wished = {wish.kind: Rhythm(wish.rhythm) for wish in in_order}
    rhythms = dict.fromkeys((kind.name for kind in mail.kinds()), Rhythm.AT_ONCE)
    for kind in mail.kinds():
        if wished.get(kind.name) in choices_for(kind):
            rhythms[kind.name] = wished[kind.name]
    return rhythms


def rhythms_of(kind_name: str, receivers: Sequence[tuple[Person | None, str]]) -> list[Rhythm]:
    """What each of many chose for a kind, where it still allows it, in two queries.

    What was chosen for an address counts for whoever has it.
    """
    kind = mail.kind_named(kind_name)
    if kind is None or len(choices_for(kind)) == 1:
        return [Rhythm.AT_ONCE] * len(receivers)
    wishes = Wish.objects.filter(kind=kind_name).order_by("-pk")  # the oldest comes last and holds
    people = {person.pk for person, _ in receivers if person}
    by_person = {wish.person_id: wish.rhythm for wish in wishes.filter(person__in=people)}
    lows = {address.lower() for _, address in receivers}
    unnamed = wishes.annotate(low=Lower("address")).filter(person=None, low__in=lows)
    by_address = {wish.low: wish.rhythm for wish in unnamed}
    allowed = choices_for(kind)
    rhythms = []
    for person, address in receivers:
        chosen = by_person.get(person.pk) if person else None
        chosen = chosen or by_address.get(address.lower(), Rhythm.AT_ONCE)
        rhythms.append(Rhythm(chosen) if chosen in allowed else Rhythm.AT_ONCE)
    return rhythms
