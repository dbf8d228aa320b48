"""Loading the instruments that we ship."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.models import Indicator
from network.services.frameworks import load_frameworks
from surveys.instruments.models import (
    Comparison,
    Instrument,
    InstrumentVersion,
    Item,
    Scale,
    Section,
)
from surveys.instruments.services.form_files import ITEM_FIELDS, FormFile

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED = Path(__file__).parent.parent / "data"
INSTRUMENTS = ("cvf", "imt")
INSTRUMENT_FIELDS = ("name", "audience", "source", "is_for_learners", "is_anonymous_only")


@transaction.atomic
def load_instruments() -> None:
    """Add what is missing of the shipped scales and instruments.

    Safe to repeat: a version that exists is left alone, since an administration may run on it.
    """
    load_frameworks()
    for scale in _read("scales")["scales"]:
        _load_scale(scale)
    for name in INSTRUMENTS:
        load_form(_read(name))


@transaction.atomic
def load_form(form: Mapping[str, Any]) -> InstrumentVersion:
    """The newest version that a form's file describes; those that are missing are added.

    A file (see data/*.json and docs/how-to-add.md) says what the instrument is: `code`, `name`,
    `audience`, `source`, and where it holds `is_for_learners`, `is_anonymous_only`. Under
    `versions` (or `version`, if there is one) it has for each: `number`, `minutes`, `roles`,
    `framework` (of the indicators, or ""), `languages`, `translations`, `sections` with `items`,
    and `comparable`: by item code, whether an item that changed still asks what it asked in the
    version before. Fields have the names of the models; kind is one answer of a list, if none is
    named. Slots count up over the whole form, so that they are the same wherever it is loaded.

    Raises BadForm or UnknownReference, which name the item; nothing is written then.
    """
    instrument, _ = Instrument.objects.get_or_create(
        code=form["code"],
        defaults={key: form[key] for key in INSTRUMENT_FIELDS if key in form},
    )
    described = form["versions"] if "versions" in form else [form["version"]]
    return [_load_version(instrument, version) for version in described][-1]


@cache
def shipped_numbers(code: str) -> tuple[int, ...]:
    """The numbers of the versions that we ship of an instrument."""
    form = _read(code.lower())
    described = form["versions"] if "versions" in form else [form["version"]]
    return tuple(version["number"] for version in described)


def _load_scale(shipped: Mapping[str, Any]) -> None:
    """The list of answers; one that is there only gets what it lacks, and never other labels."""
    scale, is_new = Scale.objects.get_or_create(code=shipped["code"], defaults=shipped)
    if is_new or scale.labels != shipped["labels"]:
        return
    before = (scale.translations, scale.any_favorable)
    scale.translations = {**shipped["translations"], **scale.translations}
    scale.any_favorable = scale.any_favorable or shipped.get("any_favorable", [])
    if (scale.translations, scale.any_favorable) != before:
        scale.save(update_fields=["translations", "any_favorable"])


def _load_version(instrument: Instrument, described: Mapping[str, Any]) -> InstrumentVersion:
    known = instrument.versions.filter(number=described["number"]).first()
    if known is not None:
        return known
    scales = {scale.code: scale for scale in Scale.objects.all()}
    indicators = _indicators(described["framework"])
    FormFile(instrument.code, described, scales, indicators).check()
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=described["number"],
        minutes=described["minutes"],
        roles=described["roles"],
        languages=described.get("languages", ["en"]),
        translations=described.get("translations", {}),
    )
    _add_sections(version, described["sections"], scales, indicators)
    for code, is_comparable in described.get("comparable", {}).items():
        Comparison.objects.create(version=version, code=code, is_comparable=is_comparable)
    return version


def _add_sections(
    version: InstrumentVersion,
    described: list[dict[str, Any]],
    scales: Mapping[str, Scale],
    indicators: Mapping[str, Indicator],
) -> None:
    slot = 0
    for place, part in enumerate(described, start=1):
        section = Section.objects.create(
            version=version,
            position=place,
            title=part["title"],
            intro=part["intro"],
            is_matrix=part.get("is_matrix", False),
            translations=part.get("translations", {}),
        )
        items = []
        for position, question in enumerate(part["items"], start=1):
            item = Item(
                section=section,
                position=position,
                scale=scales.get(question.get("scale", "")),
                indicator=indicators.get(question.get("indicator", "")),
                **{"kind": Item.Kind.CHOICE}
                | {key: question[key] for key in ITEM_FIELDS if key in question},
            )
            if item.kind == Item.Kind.CHOICE:
                item.slot = slot
                slot += 1
            items.append(item)
        Item.objects.bulk_create(items)


def _indicators(framework: str) -> dict[str, Indicator]:
    """The indicators of the framework's current version, by code."""
    current = Indicator.objects.filter(
        component__version__framework__code=framework, component__version__is_current=True
    )
    return {indicator.code: indicator for indicator in current}


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    return read
