"""The pages of a form: adding, wording, moving and removing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from network.services import activity
from surveys.instruments.models import Item, Section
from surveys.instruments.refusals import SectionHasQuestions
from surveys.instruments.services.holding import (
    assign,
    hold_version,
    keeping_conditions,
    refuse_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import Person
    from surveys.instruments.models import InstrumentVersion

ASIDE = 10_000  # positions while others are given out; no form has so many


@transaction.atomic
def add_section(
    version: InstrumentVersion, *, facts: Mapping[str, Any], by: Person | None
) -> Section:
    """A page at the end. Raises IsFrozen."""
    held = hold_version(version.pk)
    last = held.sections.order_by("-position").first()
    section = held.sections.create(position=last.position + 1 if last else 1, **facts)
    activity.record(held, "added", f"Section {section} was added.", by=by)
    return section


@transaction.atomic
def edit_section(
    section: Section, *, facts: Mapping[str, Any], stamp: str | None = None, by: Person | None
) -> Section:
    """Title, introduction, whether it stands as a table. Raises IsFrozen and ChangedMeanwhile."""
    held = hold_version(section.version_id)
    section = held.sections.get(pk=section.pk)
    refuse_if_changed(section, stamp, what=f"section {section}")
    before = activity.facts_of(section, facts)
    section.save(update_fields=assign(section, facts))
    if changes := activity.changes_since(section, before):
        activity.record(section, "changed", f"Section {section} changed.", by=by, changes=changes)
    return section


@transaction.atomic
def move_section(section: Section, *, position: int, by: Person | None) -> Section:
    """To a place, counted from 1; beyond the ends is the end. Raises IsFrozen, ConditionBreaks."""
    held = hold_version(section.version_id)
    sections = list(held.sections.order_by("position"))
    section = next(one for one in sections if one.pk == section.pk)
    old = sections.index(section) + 1
    position = min(max(position, 1), len(sections))
    if position == old:
        return section
    sections.remove(section)
    sections.insert(position - 1, section)
    with keeping_conditions(held):
        _number(sections)
    change = activity.Change("Position", str(old), str(position))
    activity.record(held, "moved", f"Section {section} moved.", by=by, changes=[change])
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Person | None) -> None:
    """Only an empty one goes; what was taken out of it before can still be put back elsewhere.

    Raises IsFrozen and SectionHasQuestions.
    """
    held = hold_version(section.version_id)
    sections = list(held.sections.order_by("position"))
    section = next(one for one in sections if one.pk == section.pk)
    if section.items.filter(removed_at=None).exists():
        raise SectionHasQuestions(f"Move the questions of {section} first, then remove it.")
    others = [one for one in sections if one != section]
    if others:
        Item.objects.filter(section=section).update(section=others[0])
    title = str(section)
    section.delete()
    _number(others)
    activity.record(held, "removed", f"Section {title} was removed.", by=by)


def _number(sections: Sequence[Section]) -> None:
    """Positions 1, 2, … in two steps, since the database looks at each row as it is written."""
    numbers = [section.pk for section in sections]
    Section.objects.filter(pk__in=numbers).update(position=F("position") + ASIDE)
    for position, section in enumerate(sections, start=1):
        section.position = position
    Section.objects.bulk_update(sections, ["position"])
