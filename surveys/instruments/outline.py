"""A version as its editor sees it: sections, questions in order, what was removed, what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse

from surveys.instruments.conditions import words_of
from surveys.instruments.facts import OTHER_LANGUAGES
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import items_of
from surveys.instruments.readiness import lacks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.instruments.models import InstrumentVersion, Section
    from surveys.instruments.readiness import Lack

PAGES = {
    "item": "surveys:item",
    "section": "surveys:section",
    "list": "surveys:answer-list",
    "facts": "surveys:instrument-facts",
    "changes": "surveys:instrument-changes",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list."""

    item: Item
    number: int
    condition: str
    is_translated: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section in the list."""

    section: Section
    rows: tuple[Row, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole list. `lacks` are sentences with the address where each is mended."""

    parts: tuple[Part, ...]
    removed: tuple[Item, ...]
    lacks: tuple[tuple[str, str], ...]

    @property
    def questions(self) -> int:
        """How many are asked."""
        return sum(len(part.rows) for part in self.parts)


def outline_of(version: InstrumentVersion) -> Outline:
    """Read in three queries, and what readiness asks."""
    items = Item.objects.select_related("scale").order_by("position")
    sections = list(version.sections.prefetch_related(Prefetch("items", items)))
    number = int(bool(version.roles))
    parts = []
    for place, section in enumerate(sections):
        rows = []
        for item in items_of(section):
            number += 1
            rows.append(_row(item, number, version))
        last = place == len(sections) - 1
        parts.append(Part(section, tuple(rows), is_first=place == 0, is_last=last))
    removed = [i for section in sections for i in section.items.all() if i.removed_at is not None]
    lacks = tuple((lack.words, _address(lack, version)) for lack in lacks_of(version, sections))
    return Outline(tuple(parts), tuple(removed), lacks)


def before(
    version: InstrumentVersion, *, item: Item | None = None, section: Section | None = None
) -> Sequence[Item]:
    """Questions asked before an item, or before one that is added at the end of a section."""
    rows = Item.objects.filter(section__version=version, removed_at=None)
    asked = rows.select_related("scale", "section")
    earlier = []
    for one in asked.order_by("section__position", "position"):
        if item is not None and one.pk == item.pk:
            break
        if section is not None and one.section.position > section.position:
            break
        earlier.append(one)
    return earlier


def _row(item: Item, number: int, version: InstrumentVersion) -> Row:
    wanted = [code for code in OTHER_LANGUAGES if code in version.languages]
    is_translated = all(item.translations.get(code, {}).get("wording") for code in wanted)
    condition = words_of(item.show_if) if item.show_if else ""
    return Row(item, number, condition, is_translated)


def _address(lack: Lack, version: InstrumentVersion) -> str:
    if lack.place == "editor":
        return "#outline"
    return reverse(PAGES[lack.place], args=[lack.pk or version.pk])
