"""Which questions of a form make up a scale, and what one person adds to its sums.

A scale is declared by the form, never by data: the core questions of one construct that are
answered from one list, at least three of them. Two lists in one construct are two scales.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import slugify

from surveys.instruments.models import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST_ITEMS = 3
LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class ItemScale:
    """A scale: the codes of its items in order, their places in an answer, which are reversed."""

    code: str
    name: str
    items: tuple[str, ...]
    slots: tuple[int, ...]
    is_reversed: tuple[bool, ...]
    points: int

    @property
    def fewest(self) -> int:
        """How many of its items a person must have answered to have a score: two thirds."""
        return fewest_answered(len(self.items))

    @property
    def width(self) -> int:
        """How many sums are kept: three for each number of answered items, two for each item."""
        return width_of(len(self.items))

    def add(self, answers: Sequence[int], sums: list[int]) -> None:
        """Add one person's answers to the sums, which are laid out as in ScaleTally."""
        values = [
            self.points + 1 - answers[slot] if is_reversed else answers[slot]
            for slot, is_reversed in zip(self.slots, self.is_reversed, strict=True)
            if answers[slot] > 0
        ]
        above = len(values) - self.fewest
        if above < 0:
            return
        total = sum(values)
        place = 3 * above
        sums[place] += 1
        sums[place + 1] += total
        sums[place + 2] += total * total
        if len(values) == len(self.slots):
            for at, value in zip(range(place + 3, len(sums), 2), values, strict=True):
                sums[at] += value
                sums[at + 1] += value * value


def fewest_answered(items: int) -> int:
    """Two thirds of the items, rounded up."""
    return -(-2 * items // 3)


def width_of(items: int) -> int:
    """How many sums a scale of so many items has."""
    return 3 * (items - fewest_answered(items) + 1) + 2 * items


def scales_of(
    items: Iterable[tuple[Item, int | None]], *, least: int = LEAST_ITEMS
) -> tuple[ItemScale, ...]:
    """The scales of a form, from its items in order, each with its place in an answer.

    The code is the construct's; a further list of the same construct adds the list's own. With a
    smaller `least` than what is published, smaller families are found as well.
    """
    families: dict[tuple[str, str], list[tuple[Item, int]]] = {}
    for item, slot in items:
        is_core = item.group == Item.Group.CORE and not item.is_fact
        if slot is not None and item.scale is not None and item.construct.strip() and is_core:
            key = slugify(item.construct, allow_unicode=True), item.scale.code
            families.setdefault(key, []).append((item, slot))
    found: dict[str, ItemScale] = {}
    for (construct, answer_list), family in families.items():
        if len(family) >= least:
            code = construct[:LONGEST_CODE]
            if not code or code in found:
                own = answer_list.lower()
                code = f"{construct[: LONGEST_CODE - len(own) - 1]}-{own}".strip("-")
            found[code] = _scale(code, family)
    return tuple(found.values())


def _scale(code: str, family: Sequence[tuple[Item, int]]) -> ItemScale:
    first = family[0][0]
    return ItemScale(
        code=code,
        name=first.construct,
        items=tuple(item.code for item, _ in family),
        slots=tuple(slot for _, slot in family),
        is_reversed=tuple(item.is_reversed for item, _ in family),
        points=0 if first.scale is None else len(first.scale.labels),
    )
