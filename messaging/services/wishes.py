"""How somebody wants their messages. Nobody chooses for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Lower

from core import clock, mail
from messaging import tasks
from messaging.models import Message, Rhythm, Wish, Wishes
from messaging.rhythms import choices_for, chosen_by
from messaging.services.outbox import put_in_rhythm
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from messaging.querysets import MessageQuerySet
    from network.models import Person


class NotOptional(Exception):
    """Messages of this kind cannot be switched off."""


@transaction.atomic
def choose_rhythms(person: Person, *, rhythms: Mapping[str, Rhythm]) -> None:
    """When messages of each kind come; what already waits follows the new choice."""
    chosen = chosen_by(person)
    for name, rhythm in rhythms.items():
        kind = mail.kind_named(name)
        if kind is None or rhythm not in choices_for(kind):
            raise NotOptional(f"{name} cannot come “{rhythm.label}”.")
        before = chosen[name]
        Wish.objects.update_or_create(person=person, kind=name, defaults={"rhythm": rhythm})
        if before != rhythm:
            _move(Message.objects.open().filter(person=person, kind=name), rhythm)
            summary = f"{kind.title}: {rhythm.label.lower()}"
            change = activity.Change(kind.title, before.label, rhythm.label)
            activity.record(person, "chose", summary, by=person, changes=[change])


@transaction.atomic
def choose_hours(
    person: Person,
    *,
    time_zone: str,
    quiet_from: dt.time | None,
    quiet_until: dt.time | None,
    wants_next_things: bool,
) -> None:
    """The person's zone, hours without messages, and whether the weekly digest tells to-dos."""
    hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    Wishes.objects.update_or_create(
        person=person, defaults={**hours, "wants_next_things": wants_next_things}
    )
    if changes := activity.save_changes(person, {"time_zone": time_zone}):
        activity.record(person, "edited", f"{person} moved zone.", by=person, changes=changes)


def switch_off(message: Message) -> None:
    """Never again messages of this one's kind to whoever got it. Raises NotOptional."""
    _switch(message, Rhythm.OFF)


def switch_on(message: Message) -> None:
    """Take the switching off back."""
    _switch(message, Rhythm.AT_ONCE)


@transaction.atomic
def _switch(message: Message, rhythm: Rhythm) -> None:
    kind = mail.kind_named(message.kind)
    if kind is None or not kind.is_optional:
        raise NotOptional("Messages of this kind cannot be switched off.")
    if message.person is not None:
        choose_rhythms(message.person, rhythms={message.kind: rhythm})
        return
    address = message.to.lower()
    known = Wish.objects.annotate(low=Lower("address")).filter(person=None, low=address)
    if not known.filter(kind=message.kind).update(rhythm=rhythm):
        Wish.objects.create(address=address, kind=message.kind, rhythm=rhythm)
    same = Message.objects.annotate(low=Lower("to")).filter(low=address, person=None)
    if rhythm == Rhythm.OFF:
        _move(same.open().filter(kind=message.kind), rhythm)


def _move(messages: MessageQuerySet, rhythm: Rhythm) -> None:
    """Let what already waits follow; a message that is just being sent goes."""
    for one in messages.select_for_update(skip_locked=True, of=("self",)):
        if one.waits_for:
            one.send_after, one.carried_by = clock.now(), None
        put_in_rhythm(one, rhythm)
        one.save(update_fields=["state", "trouble", "waits_for", "send_after", "carried_by"])
    transaction.on_commit(tasks.knock)
