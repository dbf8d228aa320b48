"""Writing the log: what changed, from what to what, and who viewed or exported."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from core import clock
from network import viewing
from network.models import Activity
from network.querysets.activity import log_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

    from network.models import Person


class Change(NamedTuple):
    """One field, in words people read."""

    label: str
    old: str
    new: str


def record(
    about: Model,
    verb: str,
    summary: str,
    *,
    by: Person | None,
    changes: Iterable[Change] = (),
) -> Activity:
    """Write one line about an object, in the caller's transaction. `by` None is the system."""
    return _write(Activity.Kind.CHANGE, about, verb, summary, by, changes)


def record_view(about: Model, summary: str, *, by: Person | None) -> None:
    """Remember that somebody looked at something sensitive; one line per person and day."""
    today = clock.on_day(clock.today(), hour=0)
    view_as = viewing.current()
    actor = view_as.viewer if view_as else by
    seen = Activity.objects.about(about).filter(kind=Activity.Kind.VIEW, actor=actor, at__gte=today)
    if not seen.exists():
        _write(Activity.Kind.VIEW, about, "viewed", summary, by, ())


def record_look(about: Model, summary: str, *, by: Person | None) -> Activity:
    """Remember each single time; for what must be counted, such as viewing as somebody."""
    return _write(Activity.Kind.VIEW, about, "viewed", summary, by, ())


def record_export(about: Model, summary: str, *, by: Person | None) -> Activity:
    """Remember that somebody took data out; a list that is about nothing else is about `by`."""
    return _write(Activity.Kind.EXPORT, about, "exported", summary, by, ())


def facts_of(thing: Model, fields: Iterable[str]) -> dict[str, str]:
    """Some fields of a row in words, to be compared after the change."""
    return {name: _in_words(thing, name) for name in fields}


def changes_since(thing: Model, before: Mapping[str, str]) -> list[Change]:
    """What differs now from `before`, which is from `facts_of`."""
    changes = []
    for name, old in before.items():
        new = _in_words(thing, name)
        if new != old:
            changes.append(Change(label_of(thing, name), old, new))
    return changes


def save_changes(thing: Model, facts: Mapping[str, Any]) -> list[Change]:
    """Set these fields, save them, and say what differs now."""
    before = facts_of(thing, facts)
    for name, value in facts.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(facts))
    return changes_since(thing, before)


def label_of(thing: Model, name: str) -> str:
    """How a field is called in the log."""
    label = str(thing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # ours
    return label[:1].upper() + label[1:]


def _in_words(thing: Model, name: str) -> str:
    display = getattr(thing, f"get_{name}_display", None)
    return in_words(display() if display else getattr(thing, name))


def in_words(value: object) -> str:
    """A value as the log writes it, readable years later."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value)
        return f"{in_words(local.date())}, {local.hour % 12 or 12}:{local:%M %p %Z}"
    if isinstance(value, dt.date):
        return f"{value:%b} {value.day}, {value.year}"
    if isinstance(value, list | tuple):
        return "; ".join(in_words(one) for one in value)
    return "" if value is None else str(value)


def _write(
    kind: Activity.Kind,
    about: Model,
    verb: str,
    summary: str,
    by: Person | None,
    changes: Iterable[Change],
) -> Activity:
    # SECURITY: whoever is viewed as did nothing. What a page writes down was the viewer's doing.
    if view_as := viewing.current():
        marked = f" (viewing as {view_as.person})"
        by, summary = view_as.viewer, summary[: 300 - len(marked)] + marked
    return Activity.objects.create(
        kind=kind,
        content_type=log_type(about),
        object_id=about.pk,
        verb=verb,
        summary=summary[:300].replace("\0", " "),  # it may quote an address that somebody typed
        changes=[change._asdict() for change in changes],
        actor=by,
    )
