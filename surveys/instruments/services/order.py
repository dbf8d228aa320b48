"""Where questions stand: moving them, taking them out, putting them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from core import clock
from network.services import activity
from surveys.instruments.models import Item, Section
from surveys.instruments.refusals import NoSuchPlace
from surveys.instruments.services.holding import hold_version, keeping_conditions

if TYPE_CHECKING:
    from network.models import Person

ASIDE = 10_000  # positions while others are given out; no form has so many


@transaction.atomic
def move_item(
    item: Item, *, position: int, section: Section | None = None, by: Person | None
) -> Item:
    """To a place in its section or in another one, counted from 1; beyond the ends is the end.

    Raises IsFrozen, NoSuchPlace, and ConditionBreaks when a condition would name a later item.
    """
    held = hold_version(item.section.version_id)
    item = Item.objects.select_related("section").get(pk=item.pk)
    target = section or item.section
    if target.version_id != held.pk or item.removed_at is not None:
        raise NoSuchPlace("Reload the page: this question or section is no longer there.")
    old = _place(item)
    there = [one for one in _asked(target) if one.pk != item.pk]
    there.insert(min(max(position, 1), len(there) + 1) - 1, item)
    with keeping_conditions(held):
        left = item.section
        item.section = target
        _number(there)
        if left != target:
            _number(_asked(left))
    new = _place(item)
    if new != old:
        change = activity.Change("Place", old, new)
        activity.record(held, "moved", f"{item.code} moved.", by=by, changes=[change])
    return item


def step(item: Item, *, down: bool, by: Person | None) -> Item:
    """One place up or down; from the edge of a section into the next one."""
    asked = _asked(item.section)
    place = next(n for n, one in enumerate(asked, start=1) if one.pk == item.pk)
    if 1 <= (place + 1 if down else place - 1) <= len(asked):
        return move_item(item, position=place + 1 if down else place - 1, by=by)
    sections = item.section.version.sections
    if down:
        beside = sections.filter(position__gt=item.section.position).order_by("position").first()
    else:
        beside = sections.filter(position__lt=item.section.position).order_by("-position").first()
    if beside is None:
        return item
    return move_item(item, section=beside, position=1 if down else ASIDE, by=by)


@transaction.atomic
def remove_item(item: Item, *, by: Person | None) -> Item:
    """Take it out; it can be put back until the version opens. Safe to repeat.

    Raises IsFrozen, and ConditionBreaks when others are asked depending on it.
    """
    held = hold_version(item.section.version_id)
    item = Item.objects.select_related("section").get(pk=item.pk)
    if item.removed_at is not None:
        return item
    with keeping_conditions(held):
        item.removed_at = clock.now()
        item.save(update_fields=["removed_at"])
    words = f"{item.code} was removed from {item.section}."
    activity.record(held, "removed", words, by=by)
    return item


@transaction.atomic
def put_back(item: Item, *, by: Person | None) -> Item:
    """Where it stood, or at the end if the section has become shorter. Safe to repeat.

    Raises IsFrozen, and ConditionBreaks when its own condition names what is gone by now.
    """
    held = hold_version(item.section.version_id)
    item = Item.objects.select_related("section").get(pk=item.pk)
    if item.removed_at is None:
        return item
    there = _asked(item.section)
    there.insert(min(item.position, len(there) + 1) - 1, item)
    with keeping_conditions(held):
        # Aside first: another item may stand in its old place by now.
        item.position, item.removed_at = ASIDE, None
        item.save(update_fields=["position", "removed_at"])
        _number(there)
    words = f"{item.code} was put back into {item.section}."
    activity.record(held, "restored", words, by=by)
    return item


def last_position(section: Section) -> int:
    """Where its last question stands; 0 in an empty one."""
    last = section.items.filter(removed_at=None).order_by("-position").first()
    return last.position if last else 0


def _asked(section: Section) -> list[Item]:
    return list(section.items.filter(removed_at=None).order_by("position"))


def _place(item: Item) -> str:
    return f"{item.section}, {item.position}"


def _number(items: list[Item]) -> None:
    """Positions 1, 2, … in two steps, since the database looks at each row as it is written."""
    pks = [item.pk for item in items]
    Item.objects.filter(pk__in=pks).update(position=F("position") + ASIDE)
    for position, item in enumerate(items, start=1):
        item.position = position
    Item.objects.bulk_update(items, ["position", "section"])
