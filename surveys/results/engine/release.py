"""A release: the figures of one administration, decided and computed once, for every viewer.

The way is: plain counts of the leaves, sums up the tree, patterns of what is hidden, and only
then figures, made for shown cells alone. Source of the rule: disclosure.md 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING

from surveys.results.engine.disclosure import Patterns, Policy, patterns
from surveys.results.engine.figures import (
    CODED_WORDS,
    BaseFigures,
    ItemFigures,
    ReleasedFigures,
    RoleFigures,
    ScaleFigures,
    UnitFigures,
)
from surveys.results.engine.held import NOTHING_HELD
from surveys.results.engine.role_blocks import RoleCounts, role_counts
from surveys.results.engine.scales import ScaleSums, scale_figures
from surveys.results.engine.statistics import (
    largest_remainder,
    percent_agree,
    percent_one_decimal,
    response_rate,
    wilson_interval,
)
from surveys.results.engine.sums import add_up
from surveys.results.engine.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from surveys.results.engine.counts import Counts, ItemSpec, LeafCounts, ScaleSpec
    from surveys.results.engine.held import Held

Agreement = tuple[
    int | None,
    int | None,
    float | None,
    int | None,
    int | None,
    float | None,
    float | None,
]
NO_AGREEMENT: Agreement = (None, None, None, None, None, None, None)
Bars = tuple[list[int] | None, float | None, list[int] | None]
NO_BARS: Bars = (None, None, None)
REMEMBERED = 2**18  # the cells of a state


def build(
    units: Iterable[Unit],
    leaves: Mapping[str, LeafCounts],
    items: Sequence[ItemSpec],
    policy: Policy | None = None,
    *,
    scales: Sequence[ScaleSpec] = (),
    roles: Sequence[str] = (),
    held_by: Callable[[Tree, Counts, Sequence[RoleCounts]], Held] | None = None,
) -> ReleasedFigures:
    """Everything that may be published of an administration, from the counts of its leaves.

    `roles` are the words of the role groups, the first for code 1. `held_by` says what earlier
    releases of the administration hid and this one must hide too (former.py).
    """
    policy = policy or Policy()
    tree = Tree(units)
    counts = add_up(tree, items, leaves, scales)
    groups = role_counts(tree, items, leaves, roles, policy)
    held = NOTHING_HELD if held_by is None else held_by(tree, counts, groups)
    hidden = patterns(tree, counts, items, policy, scales=scales, roles=groups, held=held)
    writer = _Writer(tree, counts, items, scales, groups, hidden, policy)
    return ReleasedFigures(
        policy=policy,
        items=tuple(items),
        parents={
            name: None if (up := tree.parent[unit]) is None else tree.ids[up]
            for name, unit in tree.number.items()
        },
        units={name: writer.unit(unit) for name, unit in tree.number.items()},
        scales=tuple(scales),
        roles=tuple(one.group for one in groups),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the figures that the patterns show, and no others."""

    tree: Tree
    counts: Counts
    items: Sequence[ItemSpec]
    scales: Sequence[ScaleSpec]
    groups: Sequence[RoleCounts]
    hidden: Patterns
    policy: Policy

    def unit(self, unit: int) -> UnitFigures:
        is_hidden = unit in self.hidden.base
        staff = self.tree.staff[unit]
        return UnitFigures(
            base=None if is_hidden else base_figures(self.counts.submitted[unit], staff),
            items={item.code: self.item(item, unit) for item in self.items},
            scales={scale.code: self.scale(scale, unit) for scale in self.scales},
            roles=None
            if unit in self.hidden.split
            else tuple(self.role(group, unit) for group in self.groups),
        )

    def item(self, item: ItemSpec, unit: int) -> ItemFigures | None:
        own = self.hidden.items[item.code]
        if unit in own.base:
            return None
        end = own.coded.get(unit)
        columns = self.counts.items[item.code]
        return item_figures(
            item,
            columns.option_counts(unit),
            skipped=columns.skipped[unit],
            na=columns.na[unit],
            staff=self.tree.staff[unit],
            shows_agree=unit not in own.agree,
            shows_bars=unit not in own.histogram,
            coded=None if end is None else CODED_WORDS[end],
        )

    def scale(self, scale: ScaleSpec, unit: int) -> ScaleFigures | None:
        if unit in self.hidden.scales[scale.code]:
            return None
        return scale_cell(scale, self.counts.scales[scale.code][unit], self.policy)

    def role(self, group: RoleCounts, unit: int) -> RoleFigures:
        items = {}
        for item in self.items:
            if (columns := group.counts.items.get(item.code)) is None:
                continue
            shows = unit not in self.hidden.split_percents[item.code]
            items[item.code] = role_item_figures(
                item, columns.option_counts(unit), columns.skipped[unit], shows=shows
            )
        return RoleFigures(group.counts.submitted[unit], items)


def base_figures(submitted: int, staff: int) -> BaseFigures:
    """How many took part, with the response rate."""
    return BaseFigures(
        submitted=submitted,
        staff=staff,
        rate=percent_agree(submitted, staff) or 0,
        rate_1=response_rate(submitted, staff) or 0.0,
    )


def item_figures(
    item: ItemSpec,
    counts: Sequence[int],
    *,
    skipped: int,
    na: int,
    staff: int | None,
    shows_agree: bool,
    shows_bars: bool,
    coded: str | None = None,
) -> ItemFigures:
    """A shown cell's figures, layer by layer; without an interval where no staff is known."""
    return _cell(item.favorable, tuple(counts), skipped, na, staff, shows_agree, shows_bars, coded)


# All of these are asked twice for each cell, by the release and by its audit, and schools of a
# size have few different shares: remembering them saves most of the arithmetic of a state.
@lru_cache(maxsize=REMEMBERED)
def _cell(
    favorable: frozenset[int],
    counts: tuple[int, ...],
    skipped: int,
    na: int,
    staff: int | None,
    shows_agree: bool,
    shows_bars: bool,
    coded: str | None,
) -> ItemFigures:
    n = sum(counts)
    agreement = NO_AGREEMENT
    if shows_agree and favorable:
        agreement = _agreement(sum([counts[code - 1] for code in favorable]), n, staff)
    bars = _bars(counts) if shows_bars else NO_BARS
    return ItemFigures(n, skipped, na, n == staff, *agreement, coded, *bars)


@lru_cache(maxsize=REMEMBERED)
def _agreement(agree: int, n: int, staff: int | None) -> Agreement:
    """Agree to high_1 of ItemFigures; without an interval where no staff is known."""
    interval = None if staff is None else wilson_interval(agree, n, staff)
    low, high = interval.whole if interval else (None, None)
    low_1, high_1 = interval.one_decimal if interval else (None, None)
    percent, percent_1 = percent_agree(agree, n), percent_one_decimal(agree, n)
    return agree, percent, percent_1, low, high, low_1, high_1


def _bars(counts: tuple[int, ...]) -> Bars:
    """Counts to labels of ItemFigures."""
    return list(counts), mean_of_codes(counts), largest_remainder(counts)


def role_item_figures(
    item: ItemSpec, counts: Sequence[int], skipped: int, *, shows: bool
) -> ItemFigures:
    """A role group's figures of an item; percent and bars only if told so, and of somebody."""
    shows = shows and any(counts)
    return item_figures(
        item, counts, skipped=skipped, na=0, staff=None, shows_agree=shows, shows_bars=shows
    )


def scale_cell(scale: ScaleSpec, sums: Sequence[int], policy: Policy) -> ScaleFigures | None:
    """A shown unit's scale scores; no spread where the protection of bars was given up."""
    is_protected = policy.unanimity_below >= 2 * policy.threshold
    return _scores(len(scale.items), tuple(sums), is_protected)


@lru_cache(maxsize=REMEMBERED)
def _scores(items: int, sums: tuple[int, ...], is_protected: bool) -> ScaleFigures | None:
    return scale_figures(ScaleSums(items, sums), with_spread=is_protected)


def mean_of_codes(counts: Sequence[int]) -> float | None:
    """Mean of the option codes 1 … k, two decimals, half up."""
    n = sum(counts)
    total = sum(map(mul, counts, range(1, len(counts) + 1)))
    return (200 * total + n) // (2 * n) / 100 if n else None
