"""Dates and places of a convening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings import emails
from convenings.models import Convening, Registration, Session
from convenings.services.seats import hand_on_free_seats, lock_sessions
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

# What a calendar entry shows: changing one of these makes it a new revision.
IN_CALENDARS = frozenset({"region", "starts_at", "ends_at", "mode", "place", "virtual_link"})
# What people must be told about.
WORTH_A_MAIL = IN_CALENDARS - {"region"}
# Whoever has the link is in the meeting.
KEPT_OFF_THE_LOG = frozenset({"virtual_link"})


class RegionTaken(Exception):
    """The convening has a session in this region."""


class CapacityTooSmall(Exception):
    """More people have a seat than there would be seats."""


class SessionHeld(Exception):
    """People were there; what happened cannot be cancelled."""


@transaction.atomic
def add_session(
    convening: Convening,
    *,
    region: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    mode: Session.Mode,
    by: Person | None,
    place: str = "",
    virtual_link: str = "",
    capacity: int | None = None,
) -> Session:
    """Add a dated, regional meeting; without a capacity everybody fits. Raises RegionTaken."""
    # A button pressed twice must not fail on the constraint.
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if convening.sessions.filter(region=region, is_cancelled=False).exists():
        raise RegionTaken(f"There is already a session in {region}.")
    session = Session.objects.create(
        convening=convening,
        region=region,
        starts_at=starts_at,
        ends_at=ends_at,
        mode=mode,
        place=place,
        virtual_link=virtual_link,
        capacity=capacity,
    )
    activity.record(convening, "added", f"{region} was added: {session.when}.", by=by)
    return session


@transaction.atomic
def change_session(session: Session, *, by: Person | None, **changes: Any) -> Session:
    """Change what is given, raise the revision that calendars follow, tell those who come.

    Raises CapacityTooSmall. More seats go at once to those who wait.
    """
    locked = lock_sessions(session.convening_id)[session.pk]
    changed = {name for name, value in changes.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    before = activity.facts_of(locked, sorted(changed - KEPT_OFF_THE_LOG))
    for name in changed:
        setattr(locked, name, changes[name])
    _refuse_too_few_seats(locked)
    if changed & IN_CALENDARS:
        locked.revision += 1
        changed.add("revision")
    locked.save(update_fields=sorted(changed))
    words = f"{locked.region} was changed: {locked.when}, {locked.where}."
    told = activity.changes_since(locked, before)
    activity.record(locked.convening, "changed", words, by=by, changes=told)
    if changed & WORTH_A_MAIL and locked.takes_seats:
        emails.session_changed(locked)
    hand_on_free_seats(locked, by=by)
    return locked


@transaction.atomic
def cancel_session(session: Session, *, by: Person | None) -> Session:
    """Cancel a session and tell everybody who has or waits for a seat. Safe to repeat.

    Raises SessionHeld when somebody was there.
    """
    locked = lock_sessions(session.convening_id)[session.pk]
    if locked.is_cancelled:
        return locked
    if locked.attendances.exists():
        raise SessionHeld(f"People were at {locked.region}, so it cannot be cancelled.")
    locked.is_cancelled = True
    locked.revision += 1
    locked.save(update_fields=["is_cancelled", "revision"])
    emails.session_cancelled(locked)
    locked.registrations.standing().update(state=Registration.State.CANCELLED)
    activity.record(locked.convening, "cancelled", f"{locked.region} was cancelled.", by=by)
    return locked


def _refuse_too_few_seats(session: Session) -> None:
    if session.capacity is None:
        return
    taken = session.registrations.taking().count()
    if taken > session.capacity:
        raise CapacityTooSmall(
            f"{taken} people already have a seat. Enter {taken} or more, or leave it empty."
        )
