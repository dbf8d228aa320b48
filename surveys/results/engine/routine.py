"""The one routine that decides which units are hidden (disclosure.md 5).

Only whole numbers, one pass from the leaves up. Deterministic: the same input gives the same
pattern, so it can be printed, audited and recomputed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from surveys.results.engine.tree import Tree

NO_UNITS: frozenset[int] = frozenset()


def hidden_units(
    tree: Tree,
    *,
    small: Collection[int],
    safe_together: Callable[[Sequence[int]], bool],
    forced: Collection[int] = NO_UNITS,
) -> frozenset[int]:
    """The units to hide: the small ones, the forced ones, and partners that protect them.

    `small` holds the units with too few answers; whatever lies below a small inner unit is small
    too. `safe_together` says of some leaves whether their answers may be told as one sum.
    """
    return _Pass(tree, frozenset(small), safe_together, frozenset(forced)).run()


class _Pass:
    """One run over the tree. A unit's remainder is what it shows minus what is shown inside it."""

    def __init__(
        self,
        tree: Tree,
        small: frozenset[int],
        safe_together: Callable[[Sequence[int]], bool],
        forced: frozenset[int],
    ) -> None:
        self.tree = tree
        self.small = small
        self.safe_together = safe_together
        self.forced = forced
        self.hidden: set[int] = set()
        # Hidden leaves that a hidden unit passes up to the one above it; none if it is shown.
        self.passed_up: list[Sequence[int]] = [()] * len(tree)
        self.has_remainder: set[int] = set()  # shown units with hidden leaves of their own

    def run(self) -> frozenset[int]:
        for unit in self.tree.upwards:
            if self.tree.children[unit]:
                self.visit_inner(unit)
            elif unit in self.small or unit in self.forced:
                self.hide(unit)
        return frozenset(self.hidden)

    def visit_inner(self, unit: int) -> None:
        if unit in self.small:
            self.hide(unit)
            return
        if unit in self.forced:
            self.open(unit)
            return
        while not self.may_be_shown(unit):
            shown = [child for child in self.tree.children[unit] if child not in self.hidden]
            if not shown:
                self.hide(unit)
                return
            self.open(self.cheapest(shown))

    def may_be_shown(self, unit: int) -> bool:
        """Whether the unit's remainder is empty, or from two children and safe as one sum.

        From one child only, the remainder would be that hidden child, told exactly.
        """
        remainder = self.remainder(unit)
        if not remainder:
            return True
        self.has_remainder.add(unit)
        lenders = sum(1 for child in self.tree.children[unit] if self.passed_up[child])
        return lenders >= 2 and self.safe_together(remainder)

    def open(self, unit: int) -> None:
        """Hide a shown unit, with a path down to one leaf unless it has hidden leaves to lend."""
        below = self.tree.children[unit]
        if below and not self.remainder(unit):
            self.open(self.cheapest(below))
        self.hide(unit)

    def hide(self, unit: int) -> None:
        self.hidden.add(unit)
        self.passed_up[unit] = self.remainder(unit) if self.tree.children[unit] else [unit]

    def remainder(self, unit: int) -> list[int]:
        """The hidden leaves below a unit that are not below a lower shown one."""
        return [leaf for child in self.tree.children[unit] for leaf in self.passed_up[child]]

    def cheapest(self, units: Sequence[int]) -> int:
        """The unit that costs least staff to open; a unit's number is the order among equals."""
        return min(units, key=lambda unit: (self.cost(unit), unit))

    def cost(self, unit: int) -> int:
        below = self.tree.children[unit]
        if not below or unit in self.has_remainder:
            return self.tree.staff[unit]
        return self.tree.staff[unit] + min(self.cost(child) for child in below)
