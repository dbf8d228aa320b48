"""Questions: adding, wording, copying from the item bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.services import activity
from surveys.instruments.conditions import words_of
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH
from surveys.instruments.refusals import CodeIsFixed, CodeTaken
from surveys.instruments.services.decisions import reopening_decisions
from surveys.instruments.services.holding import (
    assign,
    hold_version,
    keeping_conditions,
    refuse_if_changed,
)
from surveys.instruments.services.order import last_position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person
    from surveys.instruments.models import InstrumentVersion, Section

# What a copy from the item bank takes along: everything but its place and its condition, which
# names other items of the form it came from.
KEPT = (
    "code",
    "wording",
    "help_text",
    "kind",
    "scale",
    "has_does_not_apply",
    "is_required",
    "is_reversed",
    "is_fact",
    "is_consent",
    "is_link_code",
    "lowest",
    "highest",
    "translations",
    "construct",
    "indicator",
)


@transaction.atomic
def add_item(section: Section, *, facts: Mapping[str, Any], by: Person | None) -> Item:
    """A question at the end of a section. Raises IsFrozen, CodeTaken and ConditionBreaks."""
    held = hold_version(section.version_id)
    _refuse_taken(held, facts["code"])
    with keeping_conditions(held):
        item = Item.objects.create(section=section, position=last_position(section) + 1, **facts)
    activity.record(held, "added", f"{item.code} was added to {section}.", by=by)
    return item


@transaction.atomic
def copy_item(original: Item, *, section: Section, by: Person | None) -> Item:
    """From the item bank, with its stable code. Raises IsFrozen and CodeTaken."""
    facts = {name: getattr(original, name) for name in KEPT}
    held = hold_version(section.version_id)
    _refuse_taken(held, original.code)
    item = Item.objects.create(section=section, position=last_position(section) + 1, **facts)
    words = f"{item.code} was added to {section} from {original.section.version}."
    activity.record(held, "added", words, by=by)
    return item


@transaction.atomic
def edit_item(
    item: Item, *, facts: Mapping[str, Any], stamp: str | None = None, by: Person | None
) -> Item:
    """Words, answers, condition and all else. The code stays once it was asked.

    Raises IsFrozen, CodeIsFixed, CodeTaken, ConditionBreaks and ChangedMeanwhile.
    """
    held = hold_version(item.section.version_id)
    item = Item.objects.select_related("section", "scale", "indicator").get(pk=item.pk)
    refuse_if_changed(item, stamp, what=f"this question, {item.code},")
    code = facts.get("code", item.code)
    if code != item.code:
        if code_is_fixed(held, item.code):
            raise CodeIsFixed(item.code)
        _refuse_taken(held, code)
    before = _facts_in_words(item, facts)
    with keeping_conditions(held), reopening_decisions(held, by=by):
        item.save(update_fields=assign(item, facts))
    changes = [
        activity.Change(label, old, new)
        for (label, old), new in zip(
            before.items(), _facts_in_words(item, facts).values(), strict=True
        )
        if old != new
    ]
    if changes:
        activity.record(item, "changed", f"{item.code} changed.", by=by, changes=changes)
    return item


def code_is_fixed(version: InstrumentVersion, code: str) -> bool:
    """Whether any opened version of the instrument asked under this code."""
    asked = Item.objects.filter(section__version__instrument=version.instrument_id)
    return asked.filter(code=code, section__version__is_frozen=True).exists()


def _refuse_taken(version: InstrumentVersion, code: str) -> None:
    other = Item.objects.filter(section__version=version, code__iexact=code).first()
    if other is None:
        return
    if other.removed_at is not None:
        raise CodeTaken(f"{other.code} was removed from this version. Put it back instead.")
    raise CodeTaken(f"This version asks {other.code} already. A code stands for one question.")


def _facts_in_words(item: Item, facts: Mapping[str, Any]) -> dict[str, str]:
    """The fields as the log shows them; words of other languages one by one."""
    said: dict[str, str] = {}
    for name in facts:
        if name == "translations":
            for language in IN_ENGLISH:
                if language != ENGLISH:
                    there = item.translations.get(language, {})
                    for key in ("wording", "help_text"):
                        label = f"{key.replace('_', ' ').capitalize()} in {IN_ENGLISH[language]}"
                        said[label] = str(there.get(key, ""))
        elif name == "show_if":
            said["Condition"] = words_of(item.show_if)
        else:
            said[activity.label_of(item, name)] = activity.facts_of(item, [name])[name]
    return said
