"""What happens to an organization over time: opened, closed, reopened; and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from core.templatetags.house import long_day
from network.models import Organization, StatusEvent
from network.services import activity
from network.services.organizations import keep_from_lists, locked

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from network.models import Person

Status = Organization.Status
Event = StatusEvent.Event
EVENTS: dict[str, str] = {
    Status.OPEN: Event.OPENED,
    Status.NEW: Event.OPENED,
    Status.ADDED: Event.LISTED,
    Status.CHANGED: Event.CHANGED,
    Status.REOPENED: Event.REOPENED,
    Status.INACTIVE: Event.INACTIVE,
    Status.FUTURE: Event.CHANGED,
    Status.CLOSED: Event.CLOSED,
}
AT_REST = (Status.CLOSED, Status.INACTIVE)


class NotByHand(Exception):
    """This status is not chosen here: merging has its own page, and the state agency stays."""


class CannotUndo(Exception):
    """Only the newest change of today can be taken back."""


@transaction.atomic
def change_status(
    organization: Organization, *, to: str, on: dt.date, by: Person | None, note: str = ""
) -> Organization:
    """Say that an organization opened, closed, reopened on a day. Its past stays as it is.

    Safe to repeat: an organization that has the status already is left alone.
    Raises NotByHand for merged organizations, and for the state agency.
    """
    found = locked(organization)
    if found.status == to:
        return found
    if found.kind == Organization.Kind.STATE_AGENCY:
        raise NotByHand("The state agency runs this network. Nobody could give its roles then.")
    if Status.MERGED in (found.status, to):
        raise NotByHand("A merge has its own page; a merged organization is changed by undoing it.")
    before = activity.facts_of(found, ["status"])
    event = EVENTS[to]
    if to == Status.OPEN and found.status in AT_REST:
        event = Event.REOPENED
    found.status = to
    keep_from_lists(found, ["status"])
    found.save(update_fields=["status", "edited_by_hand"])
    StatusEvent.objects.create(
        organization_id=found.pk,
        event=event,
        on=on,
        before=before["status"],
        after=found.get_status_display(),
    )
    said = f"{found}: {found.get_status_display().lower()} from {long_day(on)}. {note}".strip()
    changes = activity.changes_since(found, before)
    activity.record(found, "changed", said, by=by, changes=changes)
    return found


@transaction.atomic
def undo_status(event: StatusEvent, *, by: Person | None) -> Organization:
    """Take back a status that somebody chose today; the organization is as it was before.

    Raises CannotUndo when it is older, came from a list, or something else happened since.
    """
    found = locked(event.organization)
    if not can_be_undone(event) or found.get_status_display() != event.after:
        raise CannotUndo("Something else happened since. Change the status instead.")
    before = activity.facts_of(found, ["status"])
    found.status = _status_named(event.before)
    event.delete()
    if not _chosen_here().filter(organization=found.pk).exists():
        found.edited_by_hand = [name for name in found.edited_by_hand if name != "status"]
    found.save(update_fields=["status", "edited_by_hand"])
    changes = activity.changes_since(found, before)
    said = f"{found}: status is {found.get_status_display().lower()} again."
    activity.record(found, "restored", said, by=by, changes=changes)
    return found


def can_be_undone(event: StatusEvent) -> bool:
    """The newest status of today that was chosen here."""
    typed = _chosen_here().filter(pk=event.pk).exists()
    newest = StatusEvent.objects.filter(organization=event.organization_id).exclude(
        event=Event.RENAMED
    )
    is_newest = newest.order_by("-pk").values_list("pk", flat=True).first() == event.pk
    today = clock.on_day(clock.today(), hour=0)
    return typed and is_newest and event.created_at >= today


def _chosen_here() -> QuerySet[StatusEvent]:
    return StatusEvent.objects.filter(source="", school_year=None, before__in=Status.labels)


def _status_named(label: str) -> str:
    return next(status.value for status in Status if status.label == label)
