"""Freezing a version for good, when the first survey opens with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from surveys.instruments.models import InstrumentVersion, Item
from surveys.instruments.questionnaire import items_of
from surveys.instruments.readiness import lacks_of
from surveys.instruments.refusals import NotReady

if TYPE_CHECKING:
    from surveys.instruments.models import Section


@transaction.atomic
def freeze(version: InstrumentVersion) -> InstrumentVersion:
    """Number the slots, drop what was taken out, and fix the wording. Safe to repeat.

    Raises NotReady with every reason.
    """
    # Whoever edits holds this row as well, so nothing changes between the check and the freeze.
    held = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    if not held.is_frozen:
        sections = list(held.sections.prefetch_related("items__scale"))
        if lacks := lacks_of(held, sections):
            raise NotReady([lack.words for lack in lacks])
        Item.objects.filter(section__version=held, removed_at__isnull=False).delete()
        _number(sections)
        held.is_frozen = True
        held.save(update_fields=["is_frozen"])
    version.is_frozen = True
    return version


def _number(sections: list[Section]) -> None:
    """Slots count up over the form, as questionnaire.read counts them."""
    items = [item for section in sections for item in items_of(section)]
    slot = 0
    for item in items:
        item.slot = slot if item.kind == Item.Kind.CHOICE else None
        slot += item.slot is not None
    Item.objects.bulk_update(items, ["slot"])
