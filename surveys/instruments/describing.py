"""A version as its file describes it: what `services.load_form` and formats/own_json.py take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import items_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.instruments.models import InstrumentVersion, Scale, Section

Described = dict[str, Any]
# Left out where they say nothing, so that a file is as short as one written by hand.
OF_INSTRUMENT = ("is_for_learners", "is_anonymous_only")
OF_ITEM = (
    "help_text",
    "has_does_not_apply",
    "is_required",
    "is_reversed",
    "is_fact",
    "is_consent",
    "is_link_code",
    "show_if",
    "translations",
    "construct",
)
LIMITS = ("lowest", "highest")


def description_of(version: InstrumentVersion) -> Described:
    """The whole version with its lists of answers, in three queries and those of its instrument.

    Not whether changed questions may be compared with the version before, which is not in it.
    """
    items = Item.objects.select_related("scale", "indicator__component__version__framework")
    sections = list(version.sections.prefetch_related(Prefetch("items", items)))
    asked = [item for section in sections for item in items_of(section)]
    instrument, framework = version.instrument, _framework(asked)
    scales = {item.scale.pk: item.scale for item in asked if item.scale}
    return {
        "code": instrument.code,
        "name": instrument.name,
        "audience": instrument.audience,
        "source": instrument.source,
        **{name: True for name in OF_INSTRUMENT if getattr(instrument, name)},
        "scales": [_scale(scale) for scale in sorted(scales.values(), key=lambda one: one.code)],
        "version": {
            "number": version.number,
            "minutes": version.minutes,
            "languages": version.languages,
            "roles": version.roles,
            "framework": framework,
            "translations": version.translations,
            "sections": [_section(section, framework) for section in sections],
        },
    }


def json_of(version: InstrumentVersion) -> str:
    """The same as a file."""
    return json.dumps(description_of(version), ensure_ascii=False, indent=2) + "\n"


def _framework(items: Sequence[Item]) -> str:
    """That of the indicators; all of a form point at one."""
    named = (item.indicator.component.version.framework.code for item in items if item.indicator)
    return next(named, "")


def _section(section: Section, framework: str) -> Described:
    said: Described = {"title": section.title, "intro": section.intro}
    if section.is_matrix:
        said["is_matrix"] = True
    if section.translations:
        said["translations"] = section.translations
    return {**said, "items": [_item(item, framework) for item in items_of(section)]}


def _item(item: Item, framework: str) -> Described:
    said: Described = {"code": item.code, "wording": item.wording}
    if item.kind != Item.Kind.CHOICE:
        said["kind"] = item.kind
    if item.scale:
        said["scale"] = item.scale.code
    if item.indicator and item.indicator.component.version.framework.code == framework:
        said["indicator"] = item.indicator.code
    said |= {name: value for name in OF_ITEM if (value := getattr(item, name))}
    limits = {name: getattr(item, name) for name in LIMITS}
    return said | {name: limit for name, limit in limits.items() if limit is not None}


def _scale(scale: Scale) -> Described:
    return {
        "code": scale.code,
        "name": scale.name,
        "labels": scale.labels,
        "favorable": scale.favorable,
        "any_favorable": scale.any_favorable,
        "neutral": scale.neutral,
        "translations": scale.translations,
    }
