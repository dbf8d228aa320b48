"""Dates and places of a convening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from convenings import emails
from convenings.models import Convening, Registration, Session
from convenings.rules.dates import exact
from convenings.services.seats import lock_sessions, offer_free_seats
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

# What a calendar entry shows: changing one of these makes it a new revision.
IN_CALENDARS = frozenset(
    {"region", "starts_at", "ends_at", "mode", "place", "venue", "room", "virtual_link"}
)
# What people must be told about.
WORTH_A_MAIL = IN_CALENDARS - {"region"}
# Whoever has the link is in the meeting.
KEPT_OFF_THE_LOG = frozenset({"virtual_link"})


class RegionTaken(Exception):
    """The convening has a session in this region."""


class CapacityTooSmall(Exception):
    """More people have a seat than there would be seats."""


class EndsTooSoon(Exception):
    """A session ends after it starts."""


class RoomTaken(Exception):
    """Another session is in this room at that time."""


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
    **facts: Any,
) -> Session:
    """Add a dated, regional meeting; without a capacity everybody fits.

    `facts` are further fields: place, venue, room, virtual_link, capacity. Raises RegionTaken,
    EndsTooSoon, RoomTaken.
    """
    # A button pressed twice must not fail on the constraint.
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if convening.sessions.filter(region=region, is_cancelled=False).exists():
        raise RegionTaken(f"There is already a session in {region}.")
    session = Session(
        convening=convening, region=region, starts_at=starts_at, ends_at=ends_at, mode=mode, **facts
    )
    _refuse_early_end(session)
    _save(session)
    activity.record(convening, "added", f"{region} was added: {session.when}.", by=by)
    return session


@transaction.atomic
def change_session(session: Session, *, by: Person | None, **changes: Any) -> Session:
    """Change what is given, raise the revision that calendars follow, tell those who will come.

    Raises CapacityTooSmall, EndsTooSoon, RoomTaken. More seats go at once to those who wait.
    """
    locked = lock_sessions(session.convening_id)[session.pk]
    changed = {name for name, value in changes.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    before = activity.facts_of(locked, sorted(changed - KEPT_OFF_THE_LOG))
    for name in changed:
        setattr(locked, name, changes[name])
    _refuse_early_end(locked)
    _refuse_too_few_seats(locked)
    if changed & IN_CALENDARS:
        locked.revision += 1
        changed.add("revision")
    _save(locked, sorted(changed))
    words = f"{locked.region} was changed: {locked.when}, {locked.where}."
    told = activity.changes_since(locked, before)
    activity.record(locked.convening, "changed", words, by=by, changes=told)
    if changed & WORTH_A_MAIL and not (locked.is_cancelled or locked.is_over):
        emails.session_changed(locked, changed)
    offer_free_seats(locked, reason="The session has more seats now.", by=by)
    return locked


@transaction.atomic
def cancel_session(session: Session, *, by: Person | None, reason: str = "") -> Session:
    """Cancel a session and tell everybody who has or waits for a seat, and why. Safe to repeat.

    Raises SessionHeld when somebody was there.
    """
    locked = lock_sessions(session.convening_id)[session.pk]
    if locked.is_cancelled:
        return locked
    if locked.attendances.exists():
        raise SessionHeld(f"People were at {locked.region}, so it cannot be cancelled.")
    locked.is_cancelled = True
    locked.cancel_reason = reason
    locked.revision += 1
    locked.save(update_fields=["is_cancelled", "cancel_reason", "revision"])
    emails.session_cancelled(locked)
    locked.registrations.standing().update(state=Registration.State.CANCELLED, offer_ends_at=None)
    why = f": {reason.rstrip('.')}" if reason else ""
    activity.record(locked.convening, "cancelled", f"{locked.region} was cancelled{why}.", by=by)
    return locked


def _refuse_early_end(session: Session) -> None:
    # Moments of one zone would be compared by the clock on the wall, wrong when clocks go back.
    if exact(session.ends_at) <= exact(session.starts_at):
        raise EndsTooSoon("A session ends after it starts. Choose a later end.")


def _save(session: Session, fields: list[str] | None = None) -> None:
    """Save; the database is the last to say whether a room is free at that time."""
    try:
        with transaction.atomic():
            session.save(update_fields=fields)
    except IntegrityError as error:
        if "session_room_is_free" not in str(error):
            raise
        raise RoomTaken(
            f"{session.room} at {session.venue} is taken by another session at that time."
            " Choose another room or time."
        ) from error


def _refuse_too_few_seats(session: Session) -> None:
    if session.capacity is None:
        return
    taken = session.registrations.taking().count()
    if taken > session.capacity:
        raise CapacityTooSmall(
            f"{taken} people already have a seat. Enter {taken} or more, or leave it empty."
        )
