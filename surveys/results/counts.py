"""What goes into a release: items, the counts of every leaf, and their sums up the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.results.tree import Tree


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """A closed item: its options are coded 1 … `options`, `favorable` are the codes that agree.

    `has_na` marks an item that does not apply to everybody ("does not apply" offered, or routed).
    Scales without favorable answers leave that empty and print no percent.
    """

    code: str
    options: int
    favorable: frozenset[int] = frozenset()
    has_na: bool = False

    def __post_init__(self) -> None:
        if not self.favorable <= set(range(1, self.options + 1)):
            raise ValueError(f"{self.code} has favorable options that it does not offer.")


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Answers of one unit to one item: per option, in the order of their codes."""

    options: tuple[int, ...]
    skipped: int = 0
    na: int = 0


@dataclass(frozen=True, slots=True)
class LeafCounts:
    """What was submitted at one leaf; items missing here were answered by nobody."""

    submitted: int
    items: Mapping[str, ItemCounts] = field(default_factory=dict)


class WrongCounts(ValueError):
    """The counts contradict each other, the tree or the items. Says where, never a number."""


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """One item's counts, each a column with one value per unit number."""

    options: tuple[list[int], ...]
    skipped: list[int]
    na: list[int]
    n: list[int]
    agree: list[int]

    def option_counts(self, unit: int) -> tuple[int, ...]:
        """The unit's answers per option."""
        return tuple(column[unit] for column in self.options)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of every unit of a tree."""

    submitted: list[int]
    items: Mapping[str, ItemColumns]


def add_up(tree: Tree, items: Sequence[ItemSpec], leaves: Mapping[str, LeafCounts]) -> Counts:
    """Sum the leaves up the tree. A leaf with a frame and no counts has 0 submitted."""
    _refuse_contradictions(tree, items, leaves)
    given = [(tree.number[leaf], counts) for leaf, counts in leaves.items() if leaf in tree]
    return Counts(
        submitted=_column(tree, [(unit, counts.submitted) for unit, counts in given]),
        items={
            item.code: _columns(
                tree,
                item,
                [(unit, c.items[item.code]) for unit, c in given if item.code in c.items],
            )
            for item in items
        },
    )


def _columns(tree: Tree, item: ItemSpec, given: Sequence[tuple[int, ItemCounts]]) -> ItemColumns:
    options = tuple(
        _column(tree, [(unit, counts.options[place]) for unit, counts in given])
        for place in range(item.options)
    )
    favorable = [options[code - 1] for code in sorted(item.favorable)]
    return ItemColumns(
        options=options,
        skipped=_column(tree, [(unit, counts.skipped) for unit, counts in given]),
        na=_column(tree, [(unit, counts.na) for unit, counts in given]),
        n=_row_sums(tree, options),
        agree=_row_sums(tree, favorable),
    )


def _column(tree: Tree, of_leaves: Sequence[tuple[int, int]]) -> list[int]:
    """One count for every unit, from the leaves' own."""
    column = [0] * len(tree)
    for leaf, count in of_leaves:
        column[leaf] = count
    for unit in tree.upwards:
        up = tree.parent[unit]
        if up is not None:
            column[up] += column[unit]
    return column


def _row_sums(tree: Tree, columns: Sequence[list[int]]) -> list[int]:
    return [sum(row) for row in zip(*columns, strict=True)] if columns else [0] * len(tree)


def _refuse_contradictions(
    tree: Tree, items: Sequence[ItemSpec], leaves: Mapping[str, LeafCounts]
) -> None:
    """Stop at counts that cannot be: a figure made from them would be wrong or unprotected."""
    specs = {item.code: item for item in items}
    if len(specs) < len(items):
        raise WrongCounts("An item is listed twice.")
    for leaf, counts in leaves.items():
        if leaf not in tree or tree.children[tree.number[leaf]]:
            if counts.submitted:
                raise WrongCounts(f"{leaf} has answers but is no leaf with a frame.")
            continue
        for code, item in counts.items.items():
            if code not in specs:
                raise WrongCounts(f"{leaf} has answers to {code}, which is no item here.")
            if len(item.options) != specs[code].options:
                raise WrongCounts(f"{leaf} has other options at {code} than the item.")
            answered = sum(item.options) + item.skipped + item.na
            if min(*item.options, item.skipped, item.na) < 0 or answered > counts.submitted:
                raise WrongCounts(f"{leaf} has more or fewer answers to {code} than can be.")
