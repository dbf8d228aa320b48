"""Which rhythm somebody chose for a kind of message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from core import mail
from messaging.models import Rhythm, Wish

if TYPE_CHECKING:
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
    kind = mail.kind_named(kind_name)
    if kind is None or len(choices_for(kind)) == 1:
        return Rhythm.AT_ONCE
    wishes = Wish.objects.filter(kind=kind_name)
    chosen = wishes.filter(person=person).first() if person else None
    if chosen is None:
        by_address = wishes.annotate(low=Lower("address")).filter(person=None)
        chosen = by_address.filter(low=address.lower()).first()
    rhythm = Rhythm(chosen.rhythm) if chosen else Rhythm.AT_ONCE
    return rhythm if rhythm in choices_for(kind) else Rhythm.AT_ONCE
