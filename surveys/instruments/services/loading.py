"""Loading the instruments that we ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.models import Indicator
from network.services.frameworks import load_frameworks
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED = Path(__file__).parent.parent / "data"
INSTRUMENTS = ("cvf", "imt")


class UnknownReference(ValueError):
    """A form names a scale or an indicator that does not exist."""


@transaction.atomic
def load_instruments() -> None:
    """Add what is missing of the shipped scales and instruments.

    Safe to repeat: a version that exists is left alone, since an administration may run on it.
    """
    load_frameworks()
    for scale in _read("scales")["scales"]:
        Scale.objects.get_or_create(code=scale["code"], defaults=scale)
    for name in INSTRUMENTS:
        load_form(_read(name))


@transaction.atomic
def load_form(form: Mapping[str, Any]) -> InstrumentVersion:
    """The version that a form describes (see data/*.json), added when it is missing.

    Slots count up over the whole form, so that they are the same wherever it is loaded.
    """
    instrument, _ = Instrument.objects.get_or_create(
        code=form["code"],
        defaults={key: form[key] for key in ("name", "audience", "source")},
    )
    described = form["version"]
    version, is_new = InstrumentVersion.objects.get_or_create(
        instrument=instrument,
        number=described["number"],
        defaults={"minutes": described["minutes"], "roles": described["roles"]},
    )
    if is_new:
        _add_sections(version, described)
    return version


def _add_sections(version: InstrumentVersion, described: Mapping[str, Any]) -> None:
    scales = {scale.code: scale for scale in Scale.objects.all()}
    indicators = _indicators(described["framework"])
    slot = 0
    for place, part in enumerate(described["sections"], start=1):
        section = Section.objects.create(
            version=version, position=place, title=part["title"], intro=part["intro"]
        )
        items = []
        for position, question in enumerate(part["items"], start=1):
            item = _item(question, scales, indicators)
            item.section, item.position = section, position
            if item.kind == Item.Kind.CHOICE:
                item.slot = slot
                slot += 1
            items.append(item)
        Item.objects.bulk_create(items)


def _item(
    question: Mapping[str, Any], scales: Mapping[str, Scale], indicators: Mapping[str, Indicator]
) -> Item:
    try:
        return Item(
            code=question["code"],
            wording=question["wording"],
            kind=question.get("kind", Item.Kind.CHOICE),
            scale=scales[question["scale"]] if "scale" in question else None,
            indicator=indicators[question["indicator"]] if "indicator" in question else None,
            construct=question.get("construct", ""),
            has_does_not_apply=question.get("has_does_not_apply", False),
        )
    except KeyError as missing:
        words = f"{question['code']} points at {missing}, which is not loaded."
        raise UnknownReference(words) from missing


def _indicators(framework: str) -> dict[str, Indicator]:
    """The indicators of the framework's current version, by code."""
    current = Indicator.objects.filter(
        component__version__framework__code=framework, component__version__is_current=True
    )
    return {indicator.code: indicator for indicator in current}


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    return read
