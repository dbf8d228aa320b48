"""Mails before a session, each once to everybody who has a seat then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from convenings import emails
from convenings.models import SeatChange, Session
from convenings.rules.reminding import Step, due_steps
from core import clock
from messaging.models import Message

if TYPE_CHECKING:
    import datetime as dt

    from convenings.querysets.registration import RegistrationQuerySet


@transaction.atomic
def remind(session: Session) -> int:
    """Queue what is due now; how many mails. Safe to repeat and to run twice at once.

    The key of a mail names person, session, step and day: only a session that moves to another day
    is reminded of again.
    """
    if session.is_cancelled:
        return 0
    starts_at = timezone.localtime(session.starts_at)
    opens_at = session.link_opens_at if session.virtual_link else None
    steps = due_steps(starts_at, session.ends_at, opens_at, clock.now())
    return sum(_remind(session, step, since) for step, since in steps)


def _remind(session: Session, step: Step, since: dt.datetime) -> int:
    seats = _seats(session, step, since)
    keyed = {emails.reminder_key(seat, session, step): seat for seat in seats}
    known = Message.objects.filter(dedupe_key__in=keyed).values_list("dedupe_key", flat=True)
    told = set(known)
    missing = {key: seat for key, seat in keyed.items() if key not in told}
    emails.remind(session, missing, step=step)
    return len(missing)


def _seats(session: Session, step: Step, since: dt.datetime) -> RegistrationQuerySet:
    """Who has a seat and an address; whoever got the seat since then has just been told."""
    seats: RegistrationQuerySet = session.registrations.holding().exclude(person__email="")
    if step != Step.LINK:
        fresh = SeatChange.objects.filter(registration=OuterRef("pk"), changed_at__gte=since)
        seats = seats.filter(~Exists(fresh.filter(after="registered")))
    return seats.select_related("person").order_by("pk")
