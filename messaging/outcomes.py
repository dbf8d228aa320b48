"""What becomes of a message that a worker holds. The caller has its row locked."""

from __future__ import annotations

import datetime as dt

from core import clock, mail
from core.templatetags.house import day
from messaging.carrying import give_back
from messaging.emails.letters import is_optional
from messaging.hours import end_of_quiet
from messaging.models import Message, Wishes
from network.services.mail_refusals import mark_mail_refused

MOST_ATTEMPTS = 6
PERMANENT = 500  # SMTP: 4xx may pass another time, 5xx will not
BAD_ADDRESS = b"5.1."  # enhanced status: there is no such mailbox or domain


def settled_before_sending(message: Message) -> bool:
    """Stop or hold what should not go now; True when something was done about it."""
    person = message.person
    if not mail.is_still_due(message.still_due):
        cancelled(message, "No longer due.")
    elif message.attempts >= MOST_ATTEMPTS:
        failed(message, f"Given up: {MOST_ATTEMPTS} workers were lost while sending it.")
    elif person is not None and person.mail_refused_at and _is_same(person.email, message.to):
        words = f"Address refused on {day(person.mail_refused_at)}: {person.mail_refusal}"
        (cancelled if is_optional(message) else failed)(message, words)
    else:
        return _held_by_quiet_hours(message)
    return True


def sent(message: Message) -> None:
    """It is with the mail server, and so is everything that it carried."""
    message.sent_at = clock.now()
    _settle(message, Message.State.SENT, "")
    if message.is_digest:
        message.save(update_fields=["subject", "body"])  # as it was composed for this moment
        told = message.carried.open().filter(pk__in=message.told)
        told.update(state=Message.State.SENT, sent_at=message.sent_at, trouble="")
        message.carried.open().update(state=Message.State.CANCELLED, trouble="No longer due.")


def cancelled(message: Message, reason: str) -> None:
    """It will not go."""
    _settle(message, Message.State.CANCELLED, reason)


def failed(message: Message, reason: str) -> None:
    """It did not go, and is not tried again by itself."""
    _settle(message, Message.State.FAILED, reason)


def refused(message: Message, code: int, words: bytes | str) -> None:
    """The server takes no mail for this address: for now, or for good."""
    said = _said(code, words)
    if code < PERMANENT:
        put_off(message, said)
        return
    failed(message, f"The address was refused: {said}")
    _mark_person(message, said)


def rejected(message: Message, code: int, words: bytes | str) -> None:
    """The server did not take what the message says."""
    said = _said(code, words)
    if code < PERMANENT:
        put_off(message, said)
        return
    failed(message, f"The message was refused: {said}")
    if BAD_ADDRESS in (words if isinstance(words, bytes) else words.encode()):
        _mark_person(message, said)


def came_back(message: Message, reason: str) -> None:
    """A bounce: it was taken first and could not be delivered."""
    failed(message, f"It came back: {reason}")
    _mark_person(message, reason)


def put_off(message: Message, trouble: str) -> None:
    """Try again later, each time after twice as long; give up after the sixth time."""
    message.attempts += 1
    if message.attempts >= MOST_ATTEMPTS:
        failed(message, f"Given up after {MOST_ATTEMPTS} attempts: {trouble}")
        return
    message.send_after = clock.now() + dt.timedelta(minutes=2**message.attempts)
    _settle(message, Message.State.QUEUED, trouble)


def _held_by_quiet_hours(message: Message) -> bool:
    """Quiet hours hold everything but what would come too late after them."""
    wishes: Wishes | None = getattr(message.person, "wishes_for_messages", None)
    end = end_of_quiet(wishes, clock.now()) if wishes else None
    if end is None or (message.due_at is not None and message.due_at <= end):
        return False
    message.send_after = end
    _settle(message, Message.State.QUEUED, "It waits for the end of the person's quiet hours.")
    return True


def _mark_person(message: Message, reason: str) -> None:
    # SECURITY: the mark is seen by others. A reminder goes only to who has not answered, so what
    # became of it must leave no trace on the person.
    if message.kind not in mail.unlisted_kinds():
        mark_mail_refused(message.to, reason)


def _settle(message: Message, state: Message.State, trouble: str) -> None:
    if message.is_digest and state in (Message.State.CANCELLED, Message.State.FAILED):
        give_back(message)
    message.state = state
    message.trouble = trouble[:300]
    message.save(update_fields=["state", "trouble", "sent_at", "send_after", "attempts"])


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}".replace("\0", " ")


def _is_same(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()
