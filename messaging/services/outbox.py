"""The outbox: it answers core.mail for every app."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock
from messaging import tasks
from messaging.emails.letters import letter_at_once
from messaging.emails.words import words_of
from messaging.hours import next_digest
from messaging.models import Message, Rhythm
from messaging.rhythms import GATHERED, rhythms_of
from network.models import Person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from core.mail import Letter

BATCH = 500


class Outbox:
    """Writes rows now, lets a worker send them after the commit."""

    def queue(
        self,
        kind: str,
        letters: Sequence[Letter],
        *,
        context: Mapping[str, Any],
        send_after: dt.datetime | None,
        due_at: dt.datetime | None,
    ) -> None:
        """Write letters with the same words in a few statements; known keys change nothing."""
        if not letters:
            return
        words = words_of(kind, context, letters[0].secrets)
        people = Person.objects.in_bulk({one.person_id for one in letters if one.person_id})
        receivers = [
            (people.get(one.person_id or 0) or Person.objects.by_email(one.to), one.to)
            for one in letters
        ]
        messages = []
        rhythms = rhythms_of(kind, receivers)
        for letter, (person, _), rhythm in zip(letters, receivers, rhythms, strict=True):
            own = person.organization_id if person else None
            message = Message(
                kind=kind,
                to=letter.to,
                person=person,
                organization_id=letter.organization_id or own,
                subject=words.subject,
                body=words.body,
                button=words.button,
                why=words.why,
                state=Message.State.QUEUED,  # said here: the database's default is not known yet
                secrets={name: [one.filler, one.key] for name, one in letter.secrets.items()},
                dedupe_key=letter.dedupe_key,
                still_due=letter.still_due,
                attachment=letter.attachment,
                send_after=send_after or clock.now(),
                due_at=due_at,
            )
            put_in_rhythm(message, rhythm)
            messages.append(message)
        Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=BATCH)
        if any(message.goes_by_itself for message in messages):
            transaction.on_commit(tasks.knock)

    def send_now(self, kind: str, *, to: str, context: Mapping[str, Any]) -> None:
        """Send at once; the row says that it went and never what it said."""
        words = words_of(kind, context)
        letter_at_once(words, to).send()
        Message.objects.create(
            kind=kind,
            to=to,
            subject=words.subject,
            why=words.why,
            dedupe_key=f"now:{uuid.uuid4()}",
            state=Message.State.SENT,
            sent_at=clock.now(),
        )


def put_in_rhythm(message: Message, rhythm: Rhythm) -> None:
    """Let a message go as its person wants this kind; the caller saves it.

    What would be too late in the next digest goes at once.
    """
    if rhythm == Rhythm.OFF:
        message.state = Message.State.CANCELLED
        message.trouble = "The person has switched this kind of message off."
        return
    message.waits_for = ""
    if rhythm in GATHERED and message.person is not None:
        digest_at = next_digest(message.person, rhythm, max(message.send_after, clock.now()))
        if message.due_at is None or digest_at < message.due_at:
            message.waits_for, message.send_after = rhythm.value, digest_at
