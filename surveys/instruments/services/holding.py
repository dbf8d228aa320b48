"""Holding a version while it is changed, and telling when somebody else was faster."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from network.models import Activity
from surveys.instruments.conditions import faults_of
from surveys.instruments.models import InstrumentVersion, Item
from surveys.instruments.refusals import ChangedMeanwhile, ConditionBreaks, IsFrozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.db.models import Model


def hold_version(pk: int) -> InstrumentVersion:
    """The version, locked until the end of the transaction. Raises IsFrozen.

    Whoever changes anything of a version holds it, so two never place items at once, and nothing
    changes while it is being frozen.
    """
    versions = InstrumentVersion.objects.select_related("instrument").select_for_update(of=["self"])
    held = versions.get(pk=pk)
    if held.is_frozen:
        raise IsFrozen
    return held


def in_order(version: InstrumentVersion) -> list[Item]:
    """What is asked, in the order of the form."""
    items = Item.objects.filter(section__version=version, removed_at=None)
    return list(items.select_related("scale").order_by("section__position", "position"))


@contextmanager
def keeping_conditions(version: InstrumentVersion) -> Iterator[None]:
    """Refuse a change after which a condition names a later item, none, or no offered answer.

    Faults that were there before do not count. Raises ConditionBreaks, and the transaction around
    takes the change back.
    """
    before = {words for _, words in faults_of(in_order(version), version)}
    yield
    broken = [w for _, w in faults_of(in_order(version), version) if w not in before]
    if broken:
        raise ConditionBreaks(" ".join([*broken, "Change the condition first."]))


def stamp_of(row: Model) -> str:
    """Short for everything a row says now; whoever edits brings back the stamp they began with."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    # Where it stands is no part of what it says: moving an item disturbs nobody who words it.
    said = {name: value for name, value in fields.items() if name not in _PLACE}
    if isinstance(row, InstrumentVersion):  # their facts are edited together
        said["instrument"] = stamp_of(row.instrument)
    text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_PLACE = ("position", "section_id", "slot", "removed_at", "is_frozen", "archived_at")


def refuse_if_changed(row: Model, stamp: str | None, *, what: str) -> None:
    """Raise ChangedMeanwhile, naming who, unless the row is as it was when the page was opened."""
    if not stamp or stamp == stamp_of(row):
        return
    last = Activity.objects.about(row).first()
    words = f"{what} was changed since you opened this page."
    if last is not None:
        at = timezone.localtime(last.at)
        time = f"{at.hour % 12 or 12}:{at:%M %p %Z}"
        words = f"{last.actor or 'Somebody'} changed {what} at {time}."
    raise ChangedMeanwhile(
        f"{words} What you typed is kept here and not saved yet. Compare, then save again."
    )


def assign(row: Model, facts: Mapping[str, Any]) -> list[str]:
    """Set fields; the answer names those that differ."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed


def labels(names: Iterable[str]) -> str:
    """ "wording, help text" for a line of the log."""
    return ", ".join(name.replace("_", " ") for name in names)
