"""Which rhythm somebody chose for a kind of message."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def rhythm_of(kind_name: str, *, person: Person | None, address: str) -> Rhythm:
    """What was chosen, where the kind still allows it; an address counts for whoever has it."""
    return rhythms_of(kind_name, [(person, address)])[0]


def rhythms_of(kind_name: str, receivers: Sequence[tuple[Person | None, str]]) -> list[Rhythm]:
    """As `rhythm_of` for each of many, in two queries."""
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
