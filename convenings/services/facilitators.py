"""Who runs a session or its door, without running the cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Facilitator, Session
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person


@transaction.atomic
def add_facilitator(
    session: Session, *, person: Person, duty: Facilitator.Duty, by: Person | None
) -> Facilitator:
    """Give somebody a duty, or another one. Safe to repeat; who was removed comes back."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    found = Facilitator.objects.filter(session=session, person=person).first()
    if found is not None and found.removed_at is None and found.duty == duty:
        return found
    facilitator = found or Facilitator(session=session, person=person, added_by=by)
    facilitator.duty, facilitator.removed_at = duty, None
    facilitator.save()
    words = f"{person}: {facilitator.get_duty_display().lower()} in {session.region}."
    activity.record(session.convening, "changed", words, by=by)
    return facilitator


@transaction.atomic
def remove_facilitator(facilitator: Facilitator, *, by: Person | None) -> None:
    """Take the duty back, also while the session runs: the right ends, the name stays."""
    locked = Facilitator.objects.select_for_update(of=("self",)).get(pk=facilitator.pk)
    if locked.removed_at is not None:
        return
    locked.removed_at = clock.now()
    locked.save(update_fields=["removed_at"])
    words = f"{locked.person} no longer has a duty in {locked.session.region}."
    activity.record(locked.session.convening, "changed", words, by=by)
