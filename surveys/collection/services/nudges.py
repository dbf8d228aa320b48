"""A reminder that somebody asks for by one click, to those of a unit who have not answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from core import clock
from messaging.models import Message
from network.services import activity
from surveys.collection import emails
from surveys.collection.models import FrameUnit, Invitation
from surveys.collection.refusals import NobodyToRemind, NotOpen
from surveys.collection.services.administrations import hold

if TYPE_CHECKING:
    from network.models import Person
    from surveys.collection.models import Administration

TAKE_BACK = dt.timedelta(minutes=2)
DAY = dt.timedelta(days=1)


@transaction.atomic
def nudge(unit: FrameUnit, *, by: Person | None) -> None:
    """Remind those in the unit who have not answered, in two minutes, at most once a day each.

    How many these are is told to nobody. Whoever was invited or reminded within a day is left
    alone. Raises NotOpen, or NobodyToRemind where all answer through open links.
    """
    administration = hold(unit.administration)
    if not administration.takes_everybody:
        raise NotOpen("Reminders are sent while a survey is open.")
    asked = Invitation.objects.filter(unit__in=units_below(unit)).by_address()
    if not asked.filter(is_revoked=False).exists():
        raise NobodyToRemind(
            f"Nobody at {unit} has a personal link, so nobody can be reminded by mail."
        )
    left_alone = asked_within_a_day(emails.INVITATION, emails.REMINDER)
    waiting = [one for one in asked.waiting().order_by("pk") if one.pk not in left_alone]
    now = clock.now()
    emails.queue_nudges(administration, waiting, day=clock.today(), send_after=now + TAKE_BACK)
    words = f"Those at {unit} who have not answered {administration} are reminded."
    activity.record(administration, "nudged", words, by=by)


@transaction.atomic
def take_nudge_back(unit: FrameUnit, *, by: Person | None) -> None:
    """Hold back what has not gone yet. A second call changes nothing, and neither tells."""
    administration = hold(unit.administration)
    asked = Invitation.objects.filter(unit__in=units_below(unit)).by_address()
    keys = [f"{emails.nudge_key(one)}:{clock.today()}" for one in asked]
    waiting = Message.objects.filter(dedupe_key__in=keys, state=Message.State.QUEUED)
    waiting.filter(send_after__gt=clock.now()).delete()
    words = f"The reminder of those at {unit} was taken back."
    activity.record(administration, "took back", words, by=by)


def units_below(unit: FrameUnit) -> list[int]:
    """The unit and all below it."""
    above = dict(
        FrameUnit.objects.filter(administration=unit.administration_id).values_list(
            "pk", "parent_id"
        )
    )
    found, before = {unit.pk}, 0
    while len(found) > before:
        before = len(found)
        found |= {pk for pk, parent in above.items() if parent in found}
    return sorted(found)


def nudged_today(administration: Administration) -> set[int]:
    """Ids of invitations that somebody asked by a click to be reminded of today."""
    waiting = administration.invitations.waiting().by_address()
    keys = {f"{emails.nudge_key(one)}:{clock.today()}": one.pk for one in waiting}
    sent = Message.objects.filter(kind=emails.REMINDER, dedupe_key__in=keys)
    return {keys[key] for key in sent.values_list("dedupe_key", flat=True)}


def asked_within_a_day(*kinds: str) -> set[int]:
    """Ids of invitations that a message of these kinds went to within a day, or will go to."""
    since = clock.now() - DAY
    # One that was postponed is young once it goes: a reminder must not overtake it.
    late = Q(created_at__gt=since) | Q(send_after__gt=since)
    cancelled = Message.State.CANCELLED
    keys = Message.objects.filter(late, kind__in=kinds).exclude(state=cancelled)
    return {int(key.split(":")[1]) for key in keys.values_list("dedupe_key", flat=True)}
