"""What a version still lacks before a survey can open with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.instruments.comparing import undecided
from surveys.instruments.conditions import faults_of
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from surveys.instruments.models import InstrumentVersion, Item, Section


# Files of rows say by −99 to −96 why there is no answer.
SMALLEST_NUMBER = -95


@dataclass(frozen=True, slots=True)
class Lack:
    """One sentence, and where it can be mended: a page, and the row it is about if any."""

    words: str
    place: str  # "item", "section", "list", "facts", "changes" or "editor"
    pk: int | None = None


def lacks_of(version: InstrumentVersion, sections: Sequence[Section] | None = None) -> list[Lack]:
    """Everything that keeps it from opening; nothing of a version that opened before.

    `sections` with their items and lists, where the caller has read them anyway.
    """
    if version.is_frozen:
        return []
    if sections is None:
        sections = list(version.sections.prefetch_related("items__scale"))
    items = [item for section in sections for item in items_of(section)]
    lacks = []
    if not items:
        lacks.append(Lack("Add at least one question.", "editor"))
    lacks += [
        Lack(f"The section {section} has no question. Add one or remove it.", "section", section.pk)
        for section in sections
        if items and not items_of(section)
    ]
    lacks += [Lack(words, "item", item.pk) for item, words in faults_of(items, version)]
    lacks += [
        Lack(
            f"{item.code}: let it begin at {SMALLEST_NUMBER} or more. Smaller numbers stand for "
            "missing answers in files.",
            "item",
            item.pk,
        )
        for item in items
        if item.lowest is not None and item.lowest < SMALLEST_NUMBER
    ]
    lacks += [
        Lack(f"{item.code} is a second code for linking. Keep one.", "item", item.pk)
        for item in [item for item in items if item.is_link_code][1:]
    ]
    for language in version.languages:
        if language != ENGLISH:
            lacks += _translations(version, sections, items, language)
    if missing := undecided(version):
        few = _few(missing)
        lacks.append(Lack(f"Decide whether {few} can be compared with before.", "changes"))
    return lacks


def _translations(
    version: InstrumentVersion, sections: Sequence[Section], items: Sequence[Item], language: str
) -> Iterator[Lack]:
    name = IN_ENGLISH.get(language, language)
    if lacking := _lacking(version, ("roles",), language):
        yield Lack(f"The {lacking[0]} are missing in {name}.", "facts")
    for section in sections:
        for what in _lacking(section, ("title", "intro"), language):
            yield Lack(
                f"Section {section}: the {what} is missing in {name}.", "section", section.pk
            )
    for item in items:
        for what in _lacking(item, ("wording", "help_text"), language):
            yield Lack(f"{item.code}: the {what} is missing in {name}.", "item", item.pk)
    lists = {item.scale.pk: item.scale for item in items if item.scale}
    for scale in lists.values():
        for _ in _lacking(scale, ("labels",), language):
            yield Lack(f"The answers of “{scale}” are missing in {name}.", "list", scale.pk)


def _few(codes: Sequence[str]) -> str:
    if len(codes) > 5:
        return ", ".join(codes[:5]) + " and others"
    return " and ".join([", ".join(codes[:-1]), codes[-1]] if codes[1:] else codes)


def _lacking(row: Any, names: Sequence[str], language: str) -> list[str]:
    """Which of its words are there in English only; of a list, as many as in English."""
    translated = row.translations.get(language, {})
    found = []
    for name in names:
        own, other = getattr(row, name), translated.get(name)
        is_short = isinstance(own, list) and len(other or ()) != len(own)
        if own and (not other or is_short):
            found.append(name.replace("_", " "))
    return found
