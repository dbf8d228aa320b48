"""Sending what waits in the outbox."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import TYPE_CHECKING

from celery import shared_task
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import transaction

from core import clock, mail
from messaging import emails
from messaging.models import Message

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

BATCH = 200
MOST_ATTEMPTS = 6
GATHER_SECONDS = 1


def knock() -> None:
    """Ask a worker to send soon; the knocks of one second are one knock."""
    if cache.add("outbox-knock", 1, timeout=GATHER_SECONDS):
        drain.apply_async(countdown=GATHER_SECONDS)


@shared_task
def drain() -> int:
    """Send up to a batch of what is ready, one transaction each; the number sent.

    The row stays locked while its mail is handed over: a second worker skips it, and a worker that
    dies leaves it waiting. So none is sent twice but for the one inside the SMTP call just then.
    """
    sent = 0
    with get_connection() as connection:
        for _ in range(BATCH):
            outcome = _send_next(connection)
            if outcome is None:
                return sent
            sent += outcome
    drain.delay()
    return sent


def _send_next(connection: BaseEmailBackend) -> int | None:
    """Send one message: 1 when it went, 0 when it was cancelled or failed, None when none is."""
    with transaction.atomic():
        message = (
            Message.objects.ready()
            .select_for_update(skip_locked=True)
            .order_by("send_after", "pk")
            .first()
        )
        if message is None:
            return None
        if not mail.is_still_due(message.still_due):
            _finish(message, Message.State.CANCELLED, "No longer due.")
            return 0
        try:
            letter = emails.letter(message)
            letter.connection = connection
            letter.send()
        except SMTPRecipientsRefused as refusal:
            _finish(message, Message.State.FAILED, f"The address was refused: {refusal}")
            return 0
        except (SMTPException, OSError) as trouble:
            _postpone(message, str(trouble))
            return 0
        message.sent_at = clock.now()
        _finish(message, Message.State.SENT, "")
        return 1


def _finish(message: Message, state: Message.State, reason: str) -> None:
    message.state = state
    message.reason = reason[:300]
    message.save(update_fields=["state", "reason", "sent_at"])


def _postpone(message: Message, trouble: str) -> None:
    """Try again later, each time after twice as long; give up after the sixth time."""
    message.attempts += 1
    message.send_after = clock.now() + dt.timedelta(minutes=2**message.attempts)
    if message.attempts >= MOST_ATTEMPTS:
        message.state = Message.State.FAILED
    message.reason = trouble[:300]
    message.save(update_fields=["attempts", "send_after", "state", "reason"])
