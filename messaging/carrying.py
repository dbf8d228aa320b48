"""What a digest carries: given back when it is stopped, gathered again when it goes after all."""

from __future__ import annotations

from core import clock
from messaging.hours import next_digest
from messaging.models import Message


def give_back(digest: Message) -> None:
    """Let what it carried wait for the next digest of its person."""
    for one in digest.carried.open().select_related("person"):
        one.carried_by = None
        if one.person is not None:
            one.send_after = next_digest(one.person, one.waits_for, clock.now())
        one.save(update_fields=["carried_by", "send_after"])


def gather_again(digest: Message) -> None:
    """Carry everything that its person waits for now."""
    waiting = Message.objects.open().filter(person=digest.person_id, carried_by=None)
    waiting.exclude(waits_for="").update(carried_by=digest)
