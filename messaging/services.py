"""The outbox: it answers core.mail for every app."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage
from django.db import transaction

from core import clock
from messaging import emails, tasks
from messaging.models import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from core.mail import Secret
    from network.models import Person


class NotWaiting(Exception):
    """The message has already gone, or was cancelled."""


class Outbox:
    """Writes rows now, lets a worker send them after the commit."""

    def queue(
        self,
        kind: str,
        *,
        to: str,
        context: Mapping[str, Any],
        dedupe_key: str,
        secrets: Mapping[str, Secret],
        send_after: dt.datetime | None,
        still_due: str,
        person_id: int | None,
        organization_id: int | None,
    ) -> None:
        """Write one message; a key that is already there changes nothing."""
        words = emails.words_of(kind, context, secrets)
        message = Message(
            kind=kind,
            to=to,
            subject=words.subject,
            body=words.body,
            secrets={name: [secret.filler, secret.key] for name, secret in secrets.items()},
            dedupe_key=dedupe_key,
            still_due=still_due,
            send_after=send_after or clock.now(),
        )
        Message.objects.bulk_create([message], ignore_conflicts=True)
        if message.send_after <= clock.now():
            transaction.on_commit(tasks.knock)

    def send_now(self, kind: str, *, to: str, context: Mapping[str, Any]) -> None:
        """Send at once; the row says that it went and never what it said."""
        words = emails.words_of(kind, context)
        EmailMessage(words.subject, words.body, to=[to]).send()
        Message.objects.create(
            kind=kind,
            to=to,
            subject=words.subject,
            dedupe_key=f"now:{uuid.uuid4()}",
            state=Message.State.SENT,
            sent_at=clock.now(),
        )


@transaction.atomic
def cancel(message: Message, *, by: Person | None) -> Message:
    """Hold a waiting message back. Raises NotWaiting when it has gone."""
    return _turn(message, Message.State.WAITING, Message.State.CANCELLED, f"Cancelled by {by}.")


@transaction.atomic
def restore(message: Message, *, by: Person | None) -> Message:
    """Let a cancelled message go after all. Raises NotWaiting when it is not cancelled."""
    restored = _turn(message, Message.State.CANCELLED, Message.State.WAITING, f"Restored by {by}.")
    transaction.on_commit(tasks.knock)
    return restored


def _turn(message: Message, before: Message.State, after: Message.State, reason: str) -> Message:
    locked = Message.objects.select_for_update().get(pk=message.pk)  # a worker may hold it
    if locked.state != before:
        raise NotWaiting(f"This message is {locked.get_state_display().lower()}.")
    locked.state = after
    locked.reason = reason
    locked.save(update_fields=["state", "reason"])
    return locked
