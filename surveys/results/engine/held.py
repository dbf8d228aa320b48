"""What stays hidden because an earlier release of the same administration hid it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_UNITS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldItem:
    """Units, by number, whose cell, percent or bars of one item stay hidden."""

    base: frozenset[int] = NO_UNITS
    agree: frozenset[int] = NO_UNITS
    histogram: frozenset[int] = NO_UNITS


NOTHING_OF_ITEM = HeldItem()


@dataclass(frozen=True, slots=True)
class Held:
    """Units, by number in the tree of the release, that stay hidden in each layer."""

    base: frozenset[int] = NO_UNITS
    items: Mapping[str, HeldItem] = field(default_factory=dict)
    split: frozenset[int] = NO_UNITS
    split_percents: frozenset[int] = NO_UNITS

    def item(self, code: str) -> HeldItem:
        """What is held of one item."""
        return self.items.get(code, NOTHING_OF_ITEM)

    def __or__(self, other: Held) -> Held:
        """What either holds."""
        return Held(
            base=self.base | other.base,
            items={
                code: HeldItem(
                    *(
                        getattr(self.item(code), layer) | getattr(other.item(code), layer)
                        for layer in HeldItem.__slots__
                    )
                )
                for code in {**self.items, **other.items}
            },
            split=self.split | other.split,
            split_percents=self.split_percents | other.split_percents,
        )


NOTHING_HELD = Held()
