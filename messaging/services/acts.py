"""What staff do with one message. Each act looks at its state under a lock first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from core import clock
from core.templatetags.house import moment
from messaging import tasks
from messaging.carrying import gather_again, give_back
from messaging.emails.words import placeholders
from messaging.models import Message
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

STATE = Message.State
# Why an act is refused, by the state that the message is in meanwhile.
REFUSED = {
    STATE.SENDING: "This message is just being sent.",
    STATE.SENT: "This message has just been sent.",
    STATE.CANCELLED: "This message was cancelled.",
    STATE.FAILED: "This message has failed. Choose “Try again” instead.",
    STATE.QUEUED: "This message is queued already.",
    STATE.DRAFT: "This message is a draft.",
}
CHANGEABLE = (STATE.DRAFT, STATE.QUEUED)


class NotOpen(Exception):
    """The message is no longer in a state in which this can be done."""


class TooLate(NotOpen):
    """The message would come after what it is about."""


class SecretLost(Exception):
    """The new words do not hold the places of links and codes, each exactly once as before."""


@transaction.atomic
def edit(message: Message, *, subject: str, body: str, by: Person | None) -> Message:
    """Change the words of a message that has not gone. Raises NotOpen and SecretLost."""
    held = hold(message, *CHANGEABLE)
    if held.is_digest:
        raise NotOpen("A digest is composed when it goes; edit what it carries instead.")
    if sorted(placeholders(body)) != sorted(placeholders(held.body)):
        raise SecretLost(_which_places(held))
    if placeholders(subject):
        raise SecretLost("A subject holds no link: mail servers write subjects into their logs.")
    words = {
        "subject": " ".join(subject.split()),
        "body": body.replace("\r\n", "\n").strip() + "\n",
    }
    if changes := activity.save_changes(held, words):
        activity.record(
            held, "edited", f"The words of {held} were changed.", by=by, changes=changes
        )
    return held


@transaction.atomic
def postpone(message: Message, *, until: dt.datetime, by: Person | None) -> Message:
    """Let a message wait longer. Raises NotOpen when it has gone, TooLate after its due moment."""
    held = hold(message, *CHANGEABLE)
    if held.due_at is not None and until >= held.due_at:
        due = moment(timezone.localtime(held.due_at))
        raise TooLate(f"It would come too late: it is due {due}. Choose an earlier moment.")
    changes = activity.save_changes(held, {"send_after": until})
    summary = f"{held} waits until {moment(timezone.localtime(until))}."
    activity.record(held, "postponed", summary, by=by, changes=changes)
    return held


@transaction.atomic
def cancel(message: Message, *, by: Person | None) -> Message:
    """Hold a message back. Raises NotOpen when it has gone."""
    held = hold(message, *CHANGEABLE)
    _turn(held, STATE.CANCELLED, f"Cancelled by {by}.")
    activity.record(held, "cancelled", f"{held} was cancelled.", by=by)
    return held


@transaction.atomic
def restore(message: Message, *, by: Person | None) -> Message:
    """Let a cancelled message go after all. Raises NotOpen when it is not cancelled."""
    held = hold(message, STATE.CANCELLED)
    _turn(held, STATE.QUEUED, "")
    activity.record(held, "restored", f"{held} is queued again.", by=by)
    transaction.on_commit(tasks.knock)
    return held


@transaction.atomic
def send_now(message: Message, *, by: Person | None) -> Message:
    """Neither wait for the hour nor for a digest; only the person's quiet hours still hold it.

    Raises NotOpen when it has gone.
    """
    held = hold(message, *CHANGEABLE)
    if held.goes_by_itself:
        raise NotOpen("This message goes within a minute by itself.")
    return _let_go(held, "sent now", f"{held} goes now.", by)


@transaction.atomic
def try_again(message: Message, *, by: Person | None) -> Message:
    """Start over with a message that was given up. Raises NotOpen when it has not failed."""
    held = hold(message, STATE.FAILED)
    held.attempts = 0
    return _let_go(held, "tried again", f"{held} is tried again.", by)


def hold(message: Message, *states: Message.State) -> Message:
    """The message under a lock. Raises NotOpen, in words, when it is in none of these states.

    A row that a worker is just sending is locked by it: then we say so at once and do not wait.
    """
    rows = Message.objects.filter(pk=message.pk)
    held = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if held is None:
        raise NotOpen(REFUSED[STATE.SENDING])
    if held.state not in states:
        raise NotOpen(REFUSED[STATE(held.state)])
    return held


def _let_go(held: Message, verb: str, summary: str, by: Person | None) -> Message:
    held.send_after = clock.now()
    held.waits_for, held.carried_by = "", None
    held.save(update_fields=["send_after", "waits_for", "carried_by", "attempts"])
    _turn(held, STATE.QUEUED, "")
    activity.record(held, verb, summary, by=by)
    transaction.on_commit(tasks.knock)
    return held


def _turn(held: Message, state: Message.State, trouble: str) -> None:
    if held.is_digest:
        (gather_again if state == STATE.QUEUED else give_back)(held)
    held.state, held.trouble = state, trouble
    held.save(update_fields=["state", "trouble"])


def _which_places(message: Message) -> str:
    wanted = ", ".join(dict.fromkeys(placeholders(message.body)))
    if not wanted:
        return "Take out the double brackets: this message holds no link or code of its own."
    return f"Keep {wanted} in the text, once: its link is put in there when the message goes."
