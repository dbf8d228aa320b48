"""What an audit counts for itself: sums up the tree, and what follows by subtraction."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from surveys.results.engine.tree import Tree


def recount(tree: Tree, of_leaves: Sequence[Sequence[int]]) -> list[list[int]]:
    """Counts of every unit: each one's are put on the unit above as they come."""
    sums = [list(row) for row in of_leaves]
    for unit in tree.upwards:
        up = tree.parent[unit]
        if up is not None:
            sums[up] = list(map(add, sums[up], sums[unit]))
    return sums


def remainders(tree: Tree, shown: Sequence[bool]) -> Iterator[tuple[int, int, list[int]]]:
    """What follows by subtraction: per shown unit, what is left when all shown inside it is taken.

    Yields the unit, the number of its children that the rest comes from, and the rest's leaves.
    """
    rest: list[Sequence[int]] = [()] * len(tree)
    for unit in tree.upwards:
        below = tree.children[unit]
        if not below:
            rest[unit] = () if shown[unit] else (unit,)
            continue
        left = [leaf for child in below for leaf in rest[child]]
        if not shown[unit]:
            rest[unit] = left
        elif left:
            yield unit, sum(1 for child in below if rest[child]), left
