"""Versions with questions of one occasion, such as the learning targets of one convening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from surveys.instruments.models import InstrumentVersion, Item, Scale
from surveys.instruments.services.freezing import freeze
from surveys.instruments.services.instruments import copy_version
from surveys.instruments.services.loading import add_sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@transaction.atomic
def make_variant(
    base: InstrumentVersion, *, sections: Sequence[Mapping[str, Any]]
) -> InstrumentVersion:
    """The version with these sections in front, described as in a form's file.

    What stands in the base is asked as it stands there, so the base never changes from now on; its
    figures and those of all its variants may be joined. Raises NotReady where the base lacks
    something.
    """
    freeze(base)
    variant = copy_version(base, base.instrument, number=base.number, base=base, room=len(sections))
    add_sections(variant, sections, {scale.code: scale for scale in Scale.objects.all()}, {})
    return variant


def codes_of(version: InstrumentVersion) -> set[str]:
    """The codes that are taken in a version."""
    items = Item.objects.filter(section__version=version)
    return set(items.values_list("code", flat=True))
