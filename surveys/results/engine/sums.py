"""The counts of every unit: those of the leaves added up the tree, refused where they cannot be."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from surveys.results.engine.counts import (
    Counts,
    ItemColumns,
    RowOfItems,
    WrongCounts,
    added,
    flat_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from surveys.results.engine.counts import ItemSpec, LeafCounts, ScaleSpec
    from surveys.results.engine.tree import Tree


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
            _refuse_wrong_scales(leaf, group, scale_specs)
        for group in (counts, *counts.by_role):
            if group is not counts or not _adds_up_if_groups_do(counts):
                _refuse_wrong_items(leaf, group, items)
        by_role = [flat_row(items, group) for group in counts.by_role]
        if by_role and list(added(by_role)) != list(flat_row(items, counts)):
            raise WrongCounts(f"The role groups of {leaf} do not add up to all its answers.")
    if len({len(counts.by_role) for counts in leaves.values() if counts.submitted}) > 1:
        raise WrongCounts("The leaves have different numbers of role groups.")


def _adds_up_if_groups_do(counts: LeafCounts) -> bool:
    """Whether looking at the role groups is enough: it is their sum, or that is found below."""
    is_row = isinstance(counts.items, RowOfItems) and counts.items.row[0] == counts.submitted
    return bool(counts.by_role) and is_row


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
    end = 0
    so_far = list(accumulate(row))
    for item in items:
        before, end = so_far[end], end + item.options + 2
        if so_far[end] - before > counts.submitted:
            raise WrongCounts(f"{leaf} has more answers to {item.code} than can be.")


def _refuse_wrong_scales(leaf: str, counts: LeafCounts, scales: Mapping[str, ScaleSpec]) -> None:
    for code, sums in counts.scales.items():
        if code not in scales:
            raise WrongCounts(f"{leaf} has sums of {code}, which is no scale here.")
        scale = scales[code]
        if len(sums) != scale.width or min(sums) < 0 or scale.n(sums) > counts.submitted:
            raise WrongCounts(f"{leaf} has sums of {code} that cannot be.")
