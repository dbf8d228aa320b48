"""A release: the figures of one administration, decided and computed once, for every viewer.

The way is: plain counts of the leaves, sums up the tree, patterns of what is hidden, and only
then figures, made for shown cells alone. Source of the rule: disclosure.md 4 and 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.counts import Counts, ItemColumns, ItemSpec, LeafCounts, add_up
from surveys.results.disclosure import ItemPattern, Patterns, Policy, patterns
from surveys.results.figures import (
    CODED_WORDS,
    BaseFigures,
    ItemFigures,
    ReleasedFigures,
    UnitFigures,
)
from surveys.results.statistics import (
    largest_remainder,
    percent_agree,
    percent_one_decimal,
    response_rate,
    wilson_interval,
)
from surveys.results.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def build(
    units: Iterable[Unit],
    leaves: Mapping[str, LeafCounts],
    items: Sequence[ItemSpec],
    policy: Policy | None = None,
) -> ReleasedFigures:
    """Everything that may be published of an administration, from the counts of its leaves."""
    policy = policy or Policy()
    tree = Tree(units)
    counts = add_up(tree, items, leaves)
    hidden = patterns(tree, counts, items, policy)
    return ReleasedFigures(
        policy=policy,
        items=tuple(items),
        parents={
            name: None if (up := tree.parent[unit]) is None else tree.ids[up]
            for name, unit in tree.number.items()
        },
        units={
            name: _unit_figures(tree, unit, counts, items, hidden)
            for name, unit in tree.number.items()
        },
    )


def _unit_figures(
    tree: Tree, unit: int, counts: Counts, items: Sequence[ItemSpec], hidden: Patterns
) -> UnitFigures:
    staff = tree.staff[unit]
    return UnitFigures(
        base=None if unit in hidden.base else base_figures(counts.submitted[unit], staff),
        items={
            item.code: _cell(item, counts.items[item.code], hidden.items[item.code], unit, staff)
            for item in items
        },
    )


def base_figures(submitted: int, staff: int) -> BaseFigures:
    """How many took part, with the response rate."""
    return BaseFigures(
        submitted=submitted,
        staff=staff,
        rate=percent_agree(submitted, staff) or 0,
        rate_1=response_rate(submitted, staff) or 0.0,
    )


def _cell(
    item: ItemSpec, columns: ItemColumns, hidden: ItemPattern, unit: int, staff: int
) -> ItemFigures | None:
    if unit in hidden.base:
        return None
    end = hidden.coded.get(unit)
    return item_figures(
        item,
        columns.option_counts(unit),
        skipped=columns.skipped[unit],
        na=columns.na[unit],
        staff=staff,
        shows_agree=unit not in hidden.agree,
        shows_bars=unit not in hidden.histogram,
        coded=None if end is None else CODED_WORDS[end],
    )


def item_figures(
    item: ItemSpec,
    counts: Sequence[int],
    *,
    skipped: int,
    na: int,
    staff: int,
    shows_agree: bool,
    shows_bars: bool,
    coded: str | None = None,
) -> ItemFigures:
    """A shown cell's figures, layer by layer."""
    n = sum(counts)
    agree = interval = None
    if shows_agree and item.favorable:
        agree = sum(counts[code - 1] for code in item.favorable)
        interval = wilson_interval(agree, n, staff)
    low, high = interval.whole if interval else (None, None)
    low_1, high_1 = interval.one_decimal if interval else (None, None)
    return ItemFigures(
        n=n,
        skipped=skipped,
        na=na,
        census=n == staff,
        agree=agree,
        percent=None if agree is None else percent_agree(agree, n),
        percent_1=None if agree is None else percent_one_decimal(agree, n),
        low=low,
        high=high,
        low_1=low_1,
        high_1=high_1,
        coded=coded,
        counts=list(counts) if shows_bars else None,
        mean=mean_of_codes(counts) if shows_bars else None,
        labels=largest_remainder(counts) if shows_bars else None,
    )


def mean_of_codes(counts: Sequence[int]) -> float | None:
    """Mean of the option codes 1 … k, two decimals, half up."""
    n = sum(counts)
    total = sum(code * count for code, count in enumerate(counts, start=1))
    return (200 * total + n) // (2 * n) / 100 if n else None
