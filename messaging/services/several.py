"""What staff do with all messages that a filter finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.templatetags.house import moment
from messaging.carrying import give_back
from messaging.models import Message
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from messaging.querysets import MessageQuerySet
    from network.models import Person


@transaction.atomic
def cancel_all(messages: MessageQuerySet, *, by: Person | None) -> int:
    """Cancel those of them that are still open; how many. What just went has gone."""
    held = _hold(messages)
    Message.objects.filter(pk__in=[one.pk for one in held]).update(
        state=Message.State.CANCELLED, trouble=f"Cancelled by {by}."
    )
    for one in held:
        if one.is_digest:
            give_back(one)
        activity.record(one, "cancelled", f"{one} was cancelled, with others.", by=by)
    return len(held)


@transaction.atomic
def postpone_all(messages: MessageQuerySet, *, until: dt.datetime, by: Person | None) -> int:
    """Let those of them that are still open wait longer, unless it would be too late; how many."""
    held = _hold(messages.filter(Q(due_at=None) | Q(due_at__gt=until)))
    Message.objects.filter(pk__in=[one.pk for one in held]).update(send_after=until)
    words = moment(timezone.localtime(until))
    for one in held:
        activity.record(one, "postponed", f"{one} waits until {words}, with others.", by=by)
    return len(held)


def _hold(messages: MessageQuerySet) -> list[Message]:
    """Under a lock, without those that a worker holds: they are being sent."""
    ids = messages.order_by().values("pk")
    rows = Message.objects.open().filter(pk__in=ids).order_by("pk")
    return list(rows.select_for_update(skip_locked=True, of=("self",)))
