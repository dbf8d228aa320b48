"""Resources and moves: suggested by members, published or declined by staff, never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock
from library import emails
from library.models import Resource
from network.models import Component, Person
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.models import Indicator

State = Resource.State


class DecidedOtherwise(Exception):
    """Somebody else decided on it in the meantime; the message says who and what."""


@transaction.atomic
def add_resource(
    *,
    title: str,
    components: Iterable[Component] = (),
    indicators: Iterable[Indicator] = (),
    is_published: bool,
    by: Person,
    **facts: Any,
) -> Resource:
    """Suggest one, or publish it at once where `by` may. Safe to repeat.

    The caller knows what `by` may do.
    """
    # A second click waits here, and then finds what the first one made.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    state = State.PUBLISHED if is_published else State.SUGGESTED
    same = Resource.objects.filter(suggested_by=by, title=title, state=state)
    if known := same.filter(**facts).first():
        return known
    resource = Resource(title=title, state=state, suggested_by=by, **facts)
    if is_published:
        resource.decided_by, resource.decided_at = by, clock.now()
    resource.save()
    _set_tags(resource, components, indicators)
    verb = "published" if is_published else "suggested"
    activity.record(resource, verb, f"{resource} was {verb}.", by=by)
    return resource


@transaction.atomic
def change_resource(
    resource: Resource,
    *,
    components: Iterable[Component],
    indicators: Iterable[Indicator],
    by: Person | None,
    **facts: Any,
) -> Resource:
    """Change what it says. A new link has not been tried yet."""
    held = _held(resource)
    if facts.get("url", held.url) != held.url:
        held.link_state, held.link_checked_at, held.link_fault = (
            Resource.LinkState.UNKNOWN,
            None,
            "",
        )
        held.save(update_fields=["link_state", "link_checked_at", "link_fault"])
    changes = activity.save_changes(held, facts)
    if _set_tags(held, components, indicators) or changes:
        activity.record(held, "changed", f"{held} was changed.", by=by, changes=changes)
    return held


@transaction.atomic
def publish(resource: Resource, *, words: str = "", by: Person) -> Resource:
    """Let everybody read it, and tell who suggested it. Safe to repeat."""
    return _decide(resource, State.PUBLISHED, words, by=by)


@transaction.atomic
def decline(resource: Resource, *, words: str, by: Person) -> Resource:
    """Leave it out, with the reason that its author reads. Safe to repeat."""
    return _decide(resource, State.DECLINED, words, by=by)


@transaction.atomic
def remove(resource: Resource, *, by: Person | None) -> Resource:
    """Take it out of the catalogue; its uses are kept, so that it can come back. Safe to repeat."""
    held = _held(resource)
    if held.state != State.REMOVED:
        held.state = State.REMOVED
        held.save(update_fields=["state"])
        activity.record(held, "removed", f"{held} was removed.", by=by)
    return held


@transaction.atomic
def bring_back(resource: Resource, *, by: Person | None) -> Resource:
    """Undo the removal: it is again what it was. Safe to repeat."""
    held = _held(resource)
    if held.state == State.REMOVED:
        held.state = State.SUGGESTED if held.decided_at is None else State.PUBLISHED
        held.save(update_fields=["state"])
        activity.record(held, "brought back", f"{held} was brought back.", by=by)
    return held


def _decide(resource: Resource, state: Resource.State, words: str, *, by: Person) -> Resource:
    held = _held(resource)
    if held.state == state:
        return held
    if held.state != State.SUGGESTED:
        who = f" by {held.decided_by}" if held.decided_by else ""
        raise DecidedOtherwise(f"{held} is {held.get_state_display().lower()} already{who}.")
    held.state, held.decision, held.decided_by, held.decided_at = state, words, by, clock.now()
    held.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    verb = held.get_state_display().lower()
    activity.record(held, verb, f"{held} was {verb}.", by=by)
    emails.suggestion_decided(held)
    return held


def _held(resource: Resource) -> Resource:
    """Its row, locked: whoever decides second sees what the first one did."""
    rows = Resource.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("suggested_by", "decided_by").get(pk=resource.pk)


def _set_tags(
    resource: Resource, components: Iterable[Component], indicators: Iterable[Indicator]
) -> bool:
    """Set both; a component is there as soon as one of its indicators is. Whether any differs."""
    before = _tags_of(resource)
    wanted = list(indicators)
    resource.indicators.set(wanted)
    resource.components.set({*components, *(one.component for one in wanted)})
    return _tags_of(resource) != before


def _tags_of(resource: Resource) -> tuple[set[int], set[int]]:
    return (
        set(resource.components.values_list("pk", flat=True)),
        set(resource.indicators.values_list("pk", flat=True)),
    )
