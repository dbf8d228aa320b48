"""What goes into a release: items, the counts of every leaf, and their sums up the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.instruments.constructs import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
class ScaleSpec:
    """Core items of one construct that are read together, answered from one list of `points`."""

    code: str
    items: tuple[str, ...]
    points: int

    @property
    def width(self) -> int:
        """How many sums are kept of it, laid out as in ScaleTally."""
        return width_of(len(self.items))

    def n(self, sums: Sequence[int]) -> int:
        """How many people have a score."""
        return sum(sums[: self.width - 2 * len(self.items) : 3])


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Answers of one unit to one item: per option, in the order of their codes."""

    options: tuple[int, ...]
    skipped: int = 0
    na: int = 0


class RowOfItems(Mapping[str, ItemCounts]):
    """Counts of many items as one flat row of numbers, which is how they are added up."""

    __slots__ = ("items_asked", "row")

    def __init__(self, items: tuple[ItemSpec, ...], row: Sequence[int]) -> None:
        """The row holds, for each item: its options, skips, N/A; first of all the submissions."""
        self.items_asked = items
        self.row = row

    def __getitem__(self, code: str) -> ItemCounts:
        start = 1
        for item in self.items_asked:
            end = start + item.options
            if item.code == code:
                return ItemCounts(tuple(self.row[start:end]), self.row[end], self.row[end + 1])
            start = end + 2
        raise KeyError(code)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowOfItems) and other.items_asked == self.items_asked:
            return list(self.row) == list(other.row)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as every mapping; rows may be lists

    def __iter__(self) -> Iterator[str]:
        return (item.code for item in self.items_asked)

    def __len__(self) -> int:
        return len(self.items_asked)


@dataclass(frozen=True, slots=True)
class LeafCounts:
    """What was submitted at one leaf; items and scales missing here were answered by nobody.

    `scales` holds the sums of ScaleTally. `by_role` has the same people once more by the role
    they told: first those who told none, then the roles in order; empty where nobody is asked.
    """

    submitted: int
    items: Mapping[str, ItemCounts] = field(default_factory=dict)
    scales: Mapping[str, Sequence[int]] = field(default_factory=dict)
    by_role: Sequence[LeafCounts] = ()


NOBODY = LeafCounts(submitted=0)


class WrongCounts(ValueError):
    """The counts contradict each other, the tree or the items. Says where, never a number."""


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """One item's counts, each a column with one value per unit number.

    `options` has, for each unit, the answers per option.
    """

    options: Sequence[tuple[int, ...]]
    skipped: Sequence[int]
    na: Sequence[int]
    n: Sequence[int]
    agree: Sequence[int]

    def option_counts(self, unit: int) -> tuple[int, ...]:
        """The unit's answers per option."""
        return self.options[unit]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of every unit of a tree: columns of numbers, rows of sums for the scales."""

    submitted: Sequence[int]
    items: Mapping[str, ItemColumns]
    scales: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)


def add_up(
    tree: Tree,
    items: Sequence[ItemSpec],
    leaves: Mapping[str, LeafCounts],
    scales: Sequence[ScaleSpec] = (),
) -> Counts:
    """Sum the leaves up the tree. A leaf with a frame and no counts has 0 submitted."""
    _refuse_contradictions(tree, items, leaves, scales)
    rows = {tree.number[leaf]: flat_row(items, own) for leaf, own in leaves.items() if leaf in tree}
    by_scale = {scale.code: _scale_rows(tree, scale, leaves) for scale in scales}
    return _counts(tree, items, rows, by_scale)


def add_up_roles(
    tree: Tree,
    items: Sequence[ItemSpec],
    leaves: Mapping[str, LeafCounts],
    codes: Iterable[int],
) -> Counts:
    """The same for those who told one of some roles, by the role's code."""
    chosen = list(codes)
    rows = {
        tree.number[leaf]: added([flat_row(items, own.by_role[code]) for code in chosen])
        for leaf, own in leaves.items()
        if leaf in tree and own.by_role
    }
    return _counts(tree, items, rows, {})


def added(rows: Sequence[Sequence[int]]) -> Sequence[int]:
    """Rows added up place by place."""
    return list(map(sum, zip(*rows, strict=True))) if len(rows) > 1 else rows[0]


def _counts(
    tree: Tree,
    items: Sequence[ItemSpec],
    of_leaves: Mapping[int, Sequence[int]],
    scales: Mapping[str, Sequence[Sequence[int]]],
) -> Counts:
    width = 1 + sum(item.options + 2 for item in items)
    columns = iter(list(zip(*_summed(tree, of_leaves, width), strict=True)) or [()] * width)
    submitted = next(columns)
    return Counts(submitted, {item.code: _columns(item, columns) for item in items}, scales)


def flat_row(items: Sequence[ItemSpec], counts: LeafCounts) -> Sequence[int]:
    """All counts of a leaf in one row: submitted, then each item's options, skips and N/A."""
    own = counts.items
    if isinstance(own, RowOfItems) and own.items_asked == tuple(items):
        return own.row
    row = [counts.submitted]
    for item in items:
        given = own.get(item.code)
        row += (
            (0,) * (item.options + 2)
            if given is None
            else (*given.options, given.skipped, given.na)
        )
    return row


def leaf_of(
    items: Sequence[ItemSpec],
    rows: Sequence[Sequence[int]],
    scales: Mapping[str, Sequence[int]],
    *,
    asks_role: bool,
) -> LeafCounts:
    """A leaf from the flat rows of its role groups in order; a row may be empty: nobody."""
    told = [row for row in rows if row]
    everybody = _of_row(items, added(told)) if told else NOBODY
    by_role = tuple(_of_row(items, row) if row else NOBODY for row in rows) if asks_role else ()
    return LeafCounts(everybody.submitted, everybody.items, scales, by_role)


def _of_row(items: Sequence[ItemSpec], row: Sequence[int]) -> LeafCounts:
    return LeafCounts(row[0], RowOfItems(tuple(items), row))


def _columns(item: ItemSpec, columns: Iterator[Sequence[int]]) -> ItemColumns:
    """Takes the item's columns off the front."""
    options = [next(columns) for _ in range(item.options)]
    by_unit = list(zip(*options, strict=True))
    return ItemColumns(
        options=by_unit,
        skipped=next(columns),
        na=next(columns),
        n=list(map(sum, by_unit)),
        agree=_agreeing(options, item),
    )


def _agreeing(options: Sequence[Sequence[int]], item: ItemSpec) -> Sequence[int]:
    favorable = [options[code - 1] for code in sorted(item.favorable)]
    return list(map(sum, zip(*favorable, strict=True))) if favorable else [0] * len(options[0])


def _scale_rows(
    tree: Tree, scale: ScaleSpec, leaves: Mapping[str, LeafCounts]
) -> Sequence[Sequence[int]]:
    given = {
        tree.number[leaf]: own.scales[scale.code]
        for leaf, own in leaves.items()
        if leaf in tree and scale.code in own.scales
    }
    return _summed(tree, given, scale.width)


def _summed(tree: Tree, of_leaves: Mapping[int, Sequence[int]], width: int) -> list[Sequence[int]]:
    """One row for every unit, added up from those of the leaves.

    Whole rows at once: a statewide release has a million counts, and a loop over single ones
    would take most of its time.
    """
    nobody = [0] * width
    rows: list[Sequence[int]] = [of_leaves.get(unit, nobody) for unit in range(len(tree))]
    for unit in tree.upwards:
        if below := tree.children[unit]:
            rows[unit] = added([rows[child] for child in below])
    return rows


def _refuse_contradictions(
    tree: Tree,
    items: Sequence[ItemSpec],
    leaves: Mapping[str, LeafCounts],
    scales: Sequence[ScaleSpec] = (),
) -> None:
    """Stop at counts that cannot be: a figure made from them would be wrong or unprotected."""
    if len({item.code for item in items}) < len(items):
        raise WrongCounts("An item is listed twice.")
    if len({scale.code for scale in scales}) < len(scales):
        raise WrongCounts("A scale is listed twice.")
    scale_specs = {scale.code: scale for scale in scales}
    for leaf, counts in leaves.items():
        if leaf not in tree or tree.children[tree.number[leaf]]:
            if counts.submitted:
                raise WrongCounts(f"{leaf} has answers but is no leaf with a frame.")
            continue
        for group in (counts, *counts.by_role):
            _refuse_wrong_items(leaf, group, items)
            _refuse_wrong_scales(leaf, group, scale_specs)
        by_role = [flat_row(items, group) for group in counts.by_role]
        if by_role and list(added(by_role)) != list(flat_row(items, counts)):
            raise WrongCounts(f"The role groups of {leaf} do not add up to all its answers.")
    if len({len(counts.by_role) for counts in leaves.values() if counts.submitted}) > 1:
        raise WrongCounts("The leaves have different numbers of role groups.")


def _refuse_wrong_items(leaf: str, counts: LeafCounts, items: Sequence[ItemSpec]) -> None:
    if not isinstance(counts.items, RowOfItems):
        offered = {item.code: item.options for item in items}
        for code, own in counts.items.items():
            if code not in offered:
                raise WrongCounts(f"{leaf} has answers to {code}, which is no item here.")
            if len(own.options) != offered[code]:
                raise WrongCounts(f"{leaf} has other options at {code} than the item.")
    row = flat_row(items, counts)
    if min(row) < 0 or row[0] != counts.submitted:
        raise WrongCounts(f"{leaf} has more or fewer answers than can be.")
    start = 1
    for item in items:
        end = start + item.options + 2
        if sum(row[start:end]) > counts.submitted:
            raise WrongCounts(f"{leaf} has more answers to {item.code} than can be.")
        start = end


def _refuse_wrong_scales(leaf: str, counts: LeafCounts, scales: Mapping[str, ScaleSpec]) -> None:
    for code, sums in counts.scales.items():
        if code not in scales:
            raise WrongCounts(f"{leaf} has sums of {code}, which is no scale here.")
        scale = scales[code]
        if len(sums) != scale.width or min(sums) < 0 or scale.n(sums) > counts.submitted:
            raise WrongCounts(f"{leaf} has sums of {code} that cannot be.")
