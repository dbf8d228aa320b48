"""The item bank: every question that was ever written, to be found and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from core.words import SearchText, every_word, words_in
from surveys.instruments.conditions import words_of
from surveys.instruments.facts import OTHER_LANGUAGES
from surveys.instruments.models import InstrumentVersion, Item
from surveys.instruments.questionnaire import IN_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Expression, QuerySet

    from accounts.models import User

HEAD = (
    "Instrument",
    "Version",
    "Section",
    "Code",
    "Question",
    *(f"Question in {IN_ENGLISH[code]}" for code in OTHER_LANGUAGES),
    "Answered by",
    "Answers",
    "Does not apply",
    "Required",
    "Asked if",
    "Construct",
    "Indicator",
)


def bank_rows(user: User, query: str) -> QuerySet[Item]:
    """Questions with all these words in wording, code, construct or indicator, in any language.

    A wording that several versions share is there once, in the newest of them.
    """
    versions = InstrumentVersion.objects.visible_to(user).without_variants()
    visible = versions.filter(instrument__archived_at=None)
    items = Item.objects.filter(section__version__in=visible.values("pk"), removed_at=None)
    same = items.filter(
        section__version__instrument=OuterRef("section__version__instrument"),
        code=OuterRef("code"),
        wording=OuterRef("wording"),
    ).order_by("-section__version__number")
    found = items.filter(pk=Subquery(same.values("pk")[:1]))
    if words := words_in(query):
        found = found.filter(every_word(words, _searched()))
    return found.select_related("section__version__instrument", "scale", "indicator").order_by(
        "section__version__instrument__name", F("code"), "-section__version__number"
    )


def file_rows(user: User, query: str) -> Iterator[tuple[object, ...]]:
    """The bank as a table, with its head."""
    yield HEAD
    for item in bank_rows(user, query).iterator(chunk_size=500):
        version = item.section.version
        yield (
            version.instrument.code,
            version.number,
            item.section.title,
            item.code,
            item.wording,
            *(item.translations.get(code, {}).get("wording", "") for code in OTHER_LANGUAGES),
            item.get_kind_display(),
            " | ".join(item.scale.labels) if item.scale else "",
            "yes" if item.has_does_not_apply else "no",
            "yes" if item.is_required else "no",
            words_of(item.show_if) if item.show_if else "",
            item.construct,
            str(item.indicator or ""),
        )


def _searched() -> Expression:
    translated = [
        KeyTextTransform("wording", KeyTransform(code, "translations")) for code in OTHER_LANGUAGES
    ]
    return SearchText(
        "wording", "code", "construct", "indicator__code", "indicator__label", *translated
    )
