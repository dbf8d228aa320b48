"""Confirming what protects learners, before their survey opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.collection.models import Safeguards
from surveys.collection.protection import TOPICS, hash_of
from surveys.collection.services.administrations import hold_draft

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from network.models import Person
    from surveys.collection.models import Administration


@transaction.atomic
def confirm_safeguards(
    administration: Administration,
    *,
    not_asked: Sequence[str],
    notice_on: dt.date,
    opt_out_until: dt.date,
    by: Person | None,
) -> Safeguards:
    """Keep which topics the form does not touch, and the two days, until the survey opens.

    The same again changes nothing. Raises FrameIsFrozen once it has opened.
    """
    held = hold_draft(administration)
    topics = [topic for topic in TOPICS if topic in not_asked]
    wanted = {
        "not_asked": topics,
        "notice_on": notice_on,
        "opt_out_until": opt_out_until,
        "form_seen": hash_of(held.version),
    }
    known = Safeguards.objects.filter(administration=held).first()
    if known and all(getattr(known, name) == value for name, value in wanted.items()):
        return known
    kept, _ = Safeguards.objects.update_or_create(
        administration=held, defaults={**wanted, "confirmed_by": by, "confirmed_at": clock.now()}
    )
    words = f"Safeguards of {held}: {len(topics)} of {len(TOPICS)} topics confirmed."
    activity.record(held, "confirmed", words, by=by)
    return kept
