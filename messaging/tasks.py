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
    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.base import BaseEmailBackend

AT_ONCE = 20
CLAIMS = 25
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
    """Send up to some hundred of what is ready over one connection; the number sent.

    A few messages are claimed in one transaction; each is then sent in one of its own, which holds
    its row locked, so that a second worker skips it. A worker that is killed leaves claimed rows
    that nobody has locked, and the next drain takes them again. So none is sent twice but for the
    one inside the SMTP call.
    """
    if not Message.objects.to_send().exists():
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for _ in range(CLAIMS):
                claimed = _claim_lost() or _claim()
                if not claimed:
                    return sent
                sent += _send_all(claimed, connection)
    # Without a connection nothing is claimed: an hour without a server costs no attempts.
    except (ServerGone, OSError, smtplib.SMTPException) as trouble:
        log.warning("The mail server did not take a message: %s", trouble)
        return sent
    drain.delay()
    return sent


@transaction.atomic
def _claim() -> list[int]:
    """Take those that wait longest; their ids, none when nothing is ready."""
    ready = Message.objects.ready().order_by("send_after", "pk").values_list("pk", flat=True)
    claimed = list(ready.select_for_update(skip_locked=True)[:AT_ONCE])
    Message.objects.filter(pk__in=claimed).update(state=Message.State.SENDING)
    return claimed


@transaction.atomic
def _claim_lost() -> list[int]:
    """Take again one that another worker claimed and does not hold.

    One by one, and counted before the attempt: a message that kills its worker takes no other one
    along, and is given up too.
    """
    lost = Message.objects.claimed().order_by("send_after", "pk")
    message = lost.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return []
    message.attempts += 1
    message.save(update_fields=["attempts"])
    return [message.pk]


def _send_all(claimed: list[int], connection: BaseEmailBackend) -> int:
    """Send what was claimed; what is left when the server goes away is queued again."""
    left, sent = list(claimed), 0
    try:
        while left:
            went, trouble = _send(left.pop(0), connection)
            sent += went
            if trouble:
                raise ServerGone(trouble)
    finally:
        if left:
            unsent = Message.objects.claimed().filter(pk__in=left)
            unsent.update(state=Message.State.QUEUED)
    return sent


@transaction.atomic
def _send(pk: int, connection: BaseEmailBackend) -> tuple[int, str]:
    """Send one claimed message, its row locked until the outcome is written.

    Returns 1 when it went, and what is wrong with the server when something is.
    """
    claimed = Message.objects.claimed().select_related("person__wishes_for_messages")
    message = claimed.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
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
    message: Message, letter: EmailMultiAlternatives, connection: BaseEmailBackend
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
