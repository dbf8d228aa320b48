"""A version as plain values, so that two can be compared without the database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import ENGLISH, LANGUAGES, items_of

if TYPE_CHECKING:
    from surveys.instruments.models import Item, Scale

# Words in the other languages: (language, words), for each language that has some.
Translated = tuple[tuple[str, str], ...]
OTHER_LANGUAGES = tuple(code for code in LANGUAGES if code != ENGLISH)


@dataclass(frozen=True, slots=True)
class AnswerList:
    """The answers of an item. `translated` holds all labels of a language in order."""

    name: str
    labels: tuple[str, ...]
    favorable: frozenset[int] = frozenset()
    any_favorable: frozenset[int] = frozenset()
    neutral: int | None = None
    translated: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """Everything about an item that can change from one version to the next."""

    code: str
    wording: str
    section: int = 0
    kind: str = "choice"
    help_text: str = ""
    answers: AnswerList | None = None
    has_does_not_apply: bool = False
    is_required: bool = False
    is_reversed: bool = False
    is_fact: bool = False
    is_consent: bool = False
    is_link_code: bool = False
    lowest: int | None = None
    highest: int | None = None
    conditions: tuple[tuple[str, frozenset[int]], ...] = ()
    wording_in: Translated = ()
    help_in: Translated = ()
    construct: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """A version: the titles of its sections, and its items in order; `section` counts from 0."""

    sections: tuple[str, ...]
    items: tuple[ItemFacts, ...]
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = (ENGLISH,)
    minutes: int = 0


def facts_of(version: InstrumentVersion) -> FormFacts:
    """Read a version, in four queries; a frozen one never changes and is read once."""
    return _frozen(version.pk) if version.is_frozen else _read(version)


@lru_cache(maxsize=64)
def _frozen(pk: int) -> FormFacts:
    return _read(InstrumentVersion.objects.get(pk=pk))


def _read(version: InstrumentVersion) -> FormFacts:
    sections = list(version.sections.prefetch_related("items__scale", "items__indicator"))
    return FormFacts(
        sections=tuple(section.title for section in sections),
        items=tuple(
            _item(item, place)
            for place, section in enumerate(sections)
            for item in items_of(section)
        ),
        roles=tuple(version.roles),
        languages=tuple(version.languages),
        minutes=version.minutes,
    )


def _item(item: Item, section: int) -> ItemFacts:
    return ItemFacts(
        code=item.code,
        wording=item.wording,
        section=section,
        kind=item.kind,
        help_text=item.help_text,
        answers=_answers(item.scale) if item.scale else None,
        has_does_not_apply=item.has_does_not_apply,
        is_required=item.is_required,
        is_reversed=item.is_reversed,
        is_fact=item.is_fact,
        is_consent=item.is_consent,
        is_link_code=item.is_link_code,
        lowest=item.lowest,
        highest=item.highest,
        conditions=tuple((one["item"], frozenset(one["is"])) for one in item.show_if),
        wording_in=_translated(item, "wording"),
        help_in=_translated(item, "help_text"),
        construct=item.construct,
        indicator=str(item.indicator or ""),
    )


def _answers(scale: Scale) -> AnswerList:
    labels = {code: scale.translations.get(code, {}).get("labels") for code in OTHER_LANGUAGES}
    return AnswerList(
        name=scale.name,
        labels=tuple(scale.labels),
        favorable=frozenset(scale.favorable),
        any_favorable=frozenset(scale.any_favorable),
        neutral=scale.neutral,
        translated=tuple((code, tuple(words)) for code, words in labels.items() if words),
    )


def _translated(item: Item, name: str) -> Translated:
    words = {code: item.translations.get(code, {}).get(name) for code in OTHER_LANGUAGES}
    return tuple((code, text) for code, text in words.items() if text)
