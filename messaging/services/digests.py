"""Composing the messages that gather others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from messaging import tasks
from messaging.emails.digest import digest_words, still_told
from messaging.models import Message
from messaging.models.message import DIGEST
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence


def compose_digests() -> int:
    """Write the digest of everybody whose hour has come; how many. Safe to repeat, and at once."""
    waiting = Message.objects.waiting_for_a_digest().exclude(person=None)
    people = waiting.order_by("person").values_list("person", flat=True).distinct()
    return sum(_compose(person_id) for person_id in list(people))


@transaction.atomic
def _compose(person_id: int) -> int:
    """Gather what waits for one person. A second beat waits for the locks and finds nothing."""
    free = Message.objects.waiting_for_a_digest().filter(person=person_id)
    ids = list(free.order_by("pk").values_list("pk", flat=True))
    rows = Message.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    locked = [one.pk for one in rows]
    held = list(Message.objects.waiting_for_a_digest().filter(pk__in=locked).order_by("pk"))
    told = still_told(held)
    done = [one.pk for one in held if one not in told]
    Message.objects.filter(pk__in=done).update(
        state=Message.State.CANCELLED, trouble="No longer due."
    )
    if not told:
        return 0
    digest = _write(Person.objects.get(pk=person_id), told)
    Message.objects.filter(pk__in=[one.pk for one in told]).update(carried_by=digest)
    transaction.on_commit(tasks.knock)
    return 1


def _write(person: Person, told: Sequence[Message]) -> Message:
    words, secrets = digest_words(person, told)
    return Message.objects.create(
        kind=DIGEST,
        to=person.email or told[0].to,
        person=person,
        organization_id=_one_organization(told),
        subject=words.subject,
        body=words.body,
        button=words.button,
        why=words.why,
        secrets=secrets,
        dedupe_key=f"digest:{person.pk}:{clock.now().isoformat()}",
    )


def _one_organization(told: Sequence[Message]) -> int | None:
    """Whose staff may see the digest: those who may see everything in it."""
    found = {one.organization_id for one in told}
    return found.pop() if len(found) == 1 else None
