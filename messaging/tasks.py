"""Sending what waits in the outbox."""

from __future__ import annotations

import logging
import smtplib
from typing import TYPE_CHECKING

from celery import shared_task
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import get_connection
from django.db import transaction

from messaging import outcomes
from messaging.emails import letters
from messaging.emails.digest import NothingLeft
from messaging.models import Message

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

BATCH = 200
GATHER_SECONDS = 1

log = logging.getLogger(__name__)


class ServerGone(Exception):
    """The mail server lets go of us: this batch ends, the next drain knocks anew."""


def knock() -> None:
    """Ask a worker to send soon; the knocks of one second are one knock."""
    if cache.add("outbox-knock", 1, timeout=GATHER_SECONDS):
        drain.apply_async(countdown=GATHER_SECONDS)


@shared_task
def drain() -> int:
    """Send up to a batch of what is ready over one connection; the number sent.

    Each message is claimed in one transaction and sent in another that holds its row locked, so a
    second worker skips it. A worker that is killed leaves a claimed row that nobody has locked,
    and the next drain takes it again. So none is sent twice but for the one in the SMTP call.
    """
    if not Message.objects.ready().exists():
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for _ in range(BATCH):
                pk = _claim()
                if pk is None:
                    return sent
                went, trouble = _send(pk, connection)
                sent += went
                if trouble:
                    raise ServerGone(trouble)
    # Without a connection nothing is claimed: an hour without a server costs no attempts.
    except (ServerGone, OSError, smtplib.SMTPException) as trouble:
        log.warning("The mail server did not take a message: %s", trouble)
        return sent
    drain.delay()
    return sent


@transaction.atomic
def _claim() -> int | None:
    """Take the message that waits longest; its id, None when none is ready."""
    ready = Message.objects.ready().order_by("send_after", "pk")
    message = ready.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return None
    message.state = Message.State.SENDING
    # Counted before the attempt, so that a message which kills its worker is given up too.
    message.attempts += 1
    message.save(update_fields=["state", "attempts"])
    return message.pk


@transaction.atomic
def _send(pk: int, connection: BaseEmailBackend) -> tuple[int, str]:
    """Send one claimed message, its row locked until the outcome is written.

    Returns 1 when it went, and what is wrong with the server when something is.
    """
    claimed = Message.objects.filter(pk=pk, state=Message.State.SENDING)
    message = claimed.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return 0, ""  # another worker was faster between the claim and this lock
    if outcomes.settled_before_sending(message):
        return 0, ""
    try:
        letter = letters.letter(message)
    except NothingLeft as nothing:
        outcomes.cancelled(message, str(nothing))
        return 0, ""
    except (ObjectDoesNotExist, LookupError) as lost:
        outcomes.failed(message, f"What its link leads to is gone: {lost}")
        return 0, ""
    return _hand_over(message, letter, connection)


def _hand_over(
    message: Message, letter: letters.EmailMultiAlternatives, connection: BaseEmailBackend
) -> tuple[int, str]:
    letter.connection = connection
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        outcomes.refused(message, code, words)
        return 0, ""
    except smtplib.SMTPDataError as refused:
        outcomes.rejected(message, refused.smtp_code, refused.smtp_error)
        return 0, ""
    except (smtplib.SMTPException, OSError) as trouble:
        outcomes.put_off(message, str(trouble))
        return 0, str(trouble)
    outcomes.sent(message)
    return 1, ""
