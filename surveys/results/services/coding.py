"""Codebooks, and giving tags to open answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from surveys.results.models import Coding, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.models import Person
    from surveys.instruments.models import Instrument
    from surveys.results.models import OpenAnswer


class TagTaken(Exception):
    """The codebook has a tag of this name."""


@transaction.atomic
def add_tag(instrument: Instrument, *, name: str, meaning: str) -> Tag:
    """A new word of the codebook; one that was removed comes back. Raises TagTaken."""
    known = instrument.tags.select_for_update().filter(name__iexact=name).first()
    if known is None:
        return instrument.tags.create(name=name, meaning=meaning)
    if known.removed_at is None:
        raise TagTaken(f"The codebook has the tag “{known}” already.")
    known.meaning, known.removed_at = meaning or known.meaning, None
    known.save(update_fields=["meaning", "removed_at"])
    return known


@transaction.atomic
def edit_tag(tag: Tag, *, name: str, meaning: str) -> Tag:
    """Another name or meaning; what was coded with it keeps it. Raises TagTaken."""
    others = Tag.objects.filter(instrument=tag.instrument_id, name__iexact=name)
    if others.exclude(pk=tag.pk).exists():
        raise TagTaken(f"The codebook has the tag “{name}” already.")
    tag.name, tag.meaning = name, meaning
    tag.save(update_fields=["name", "meaning"])
    return tag


def remove_tag(tag: Tag) -> Tag:
    """Offer it no more; what was coded with it stays. Safe to repeat."""
    tag.removed_at = tag.removed_at or clock.now()
    tag.save(update_fields=["removed_at"])
    return tag


def restore_tag(tag: Tag) -> Tag:
    """Offer it again. Safe to repeat."""
    tag.removed_at = None
    tag.save(update_fields=["removed_at"])
    return tag


@transaction.atomic
def code_answer(answer: OpenAnswer, *, tags: Iterable[Tag], by: Person) -> Coding:
    """One coder's judgment on one answer; no tag is a judgment too. Their last one counts."""
    coding, _ = Coding.objects.update_or_create(
        answer=answer, coder=by, defaults={"coded_at": clock.now()}
    )
    coding.tags.set(tags)
    return coding
