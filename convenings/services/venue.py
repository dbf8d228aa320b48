"""Buildings where sessions are held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings import emails
from convenings.models import Session, Venue
from network.services import activity

if TYPE_CHECKING:
    from network.models import Organization, Person

# What a calendar entry shows of a venue.
IN_CALENDARS = frozenset({"name", "address"})


class StillPlanned(Exception):
    """Sessions are to be held there."""


@transaction.atomic
def add_venue(*, by: Person | None, organization: Organization | None, **facts: Any) -> Venue:
    """A new place, looked after by the staff of an organization."""
    venue = Venue.objects.create(organization=organization, **facts)
    activity.record(venue, "added", f"{venue} was added to the venues.", by=by)
    return venue


@transaction.atomic
def change_venue(venue: Venue, *, by: Person | None, **changes: Any) -> Venue:
    """Change what is known of a place; calendars follow what they show of it.

    Everybody who has a seat in a session that is still to be held there is told a new name or
    address.
    """
    locked = Venue.objects.select_for_update(no_key=True, of=("self",)).get(pk=venue.pk)
    changed = {name for name, value in changes.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    told = activity.save_changes(locked, {name: changes[name] for name in sorted(changed)})
    activity.record(locked, "changed", f"{locked} was changed.", by=by, changes=told)
    if changed & IN_CALENDARS:
        _tell_who_come(locked)
    return locked


@transaction.atomic
def retire_venue(venue: Venue, *, by: Person | None) -> None:
    """Offer it no longer; past sessions keep it. Safe to repeat. Raises StillPlanned."""
    locked = Venue.objects.select_for_update(no_key=True, of=("self",)).get(pk=venue.pk)
    if locked.is_retired:
        return
    planned = Session.objects.upcoming().filter(venue=locked).count()
    if planned:
        sessions = "A session is" if planned == 1 else f"{planned} sessions are"
        raise StillPlanned(f"{sessions} still to be held at {locked}. Move them first.")
    _set_retired(locked, f"{locked} is no longer offered.", is_retired=True, by=by)


@transaction.atomic
def bring_back_venue(venue: Venue, *, by: Person | None) -> None:
    """Offer it again. Safe to repeat."""
    locked = Venue.objects.select_for_update(no_key=True, of=("self",)).get(pk=venue.pk)
    if locked.is_retired:
        _set_retired(locked, f"{locked} is offered again.", is_retired=False, by=by)


def _set_retired(venue: Venue, words: str, *, is_retired: bool, by: Person | None) -> None:
    venue.is_retired = is_retired
    venue.save(update_fields=["is_retired"])
    activity.record(venue, "changed", words, by=by)


def _tell_who_come(venue: Venue) -> None:
    # Locked in one order, as whoever else locks several sessions does.
    sessions = list(
        Session.objects.upcoming()
        .filter(venue=venue)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
        .select_related("convening__cohort__home")
    )
    for session in sessions:
        session.venue = venue
        session.revision += 1
    Session.objects.bulk_update(sessions, ["revision"])
    for session in sessions:
        emails.session_changed(session, {"address"})
