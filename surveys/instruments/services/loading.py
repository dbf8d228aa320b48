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
    from collections.abc import Mapping, Sequence

SHIPPED = Path(__file__).parent.parent / "data"
# By code; the file has the code's name in small letters.
INSTRUMENTS = ("CVF", "IMT", "IML", "IMLA", "IMLB", "STF", "DCS", "DCL", "ECS", "EXM", "ANS")
INSTRUMENT_FIELDS = ("name", "audience", "source", "is_for_learners", "is_anonymous_only")


@transaction.atomic
def load_instruments(codes: Sequence[str] = INSTRUMENTS) -> None:
    """Add what is missing of the shipped scales and instruments, all of them or these.

    Safe to repeat: a version that exists is left alone, since an administration may run on it.
    """
    load_frameworks()
    _load_scales(_read("scales")["scales"])
    for code in codes:
        load_form(_read(code))


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
    form = _read(code)
    described = form["versions"] if "versions" in form else [form["version"]]
    return tuple(version["number"] for version in described)


def _load_scales(shipped: list[dict[str, Any]]) -> None:
    """The lists of answers; one that is there only gets what it lacks, and never other labels."""
    known = {scale.code: scale for scale in Scale.objects.all()}
    # Two workers may load at once; whoever comes second adds nothing.
    Scale.objects.bulk_create(
        [Scale(**one) for one in shipped if one["code"] not in known], ignore_conflicts=True
    )
    for one in shipped:
        scale = known.get(one["code"])
        if scale is None or scale.labels != one["labels"]:
            continue
        before = (scale.translations, scale.any_favorable)
        scale.translations = {**one["translations"], **scale.translations}
        scale.any_favorable = scale.any_favorable or one["any_favorable"]
        if (scale.translations, scale.any_favorable) != before:
            scale.save(update_fields=["translations", "any_favorable"])


def _load_version(instrument: Instrument, described: Mapping[str, Any]) -> InstrumentVersion:
    known = instrument.versions.without_variants().filter(number=described["number"]).first()
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
    add_sections(version, described["sections"], scales, indicators)
    Comparison.objects.bulk_create(
        Comparison(version=version, code=code, is_comparable=is_comparable)
        for code, is_comparable in described.get("comparable", {}).items()
    )
    return version


def add_sections(
    version: InstrumentVersion,
    described: Sequence[Mapping[str, Any]],
    scales: Mapping[str, Scale],
    indicators: Mapping[str, Indicator],
) -> None:
    """The first sections of a version, as a form's file describes them."""
    sections = Section.objects.bulk_create(
        Section(
            version=version,
            position=place,
            title=part["title"],
            intro=part["intro"],
            is_matrix=part.get("is_matrix", False),
            translations=part.get("translations", {}),
        )
        for place, part in enumerate(described, start=1)
    )
    items = []
    slot = 0
    for section, part in zip(sections, described, strict=True):
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
    read: dict[str, Any] = json.loads(
        (SHIPPED / f"{name.lower()}.json").read_text(encoding="utf-8")
    )
    return read
