"""What is released in which layer (disclosure.md 4): base, agree and histogram patterns.

One base pattern serves all core items of an administration; an item that does not apply to
everybody is conditional and has its own, which hides at least as much. The layers nest: what the
base hides, the agree layer hides, and what that hides has no bars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.results.engine.held import NOTHING_HELD, Held, HeldItem
from surveys.results.engine.role_blocks import RoleBlocks
from surveys.results.engine.routine import NO_UNITS, hidden_units
from surveys.results.engine.statistics import percent_agree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from surveys.results.engine.counts import Counts, ItemColumns, ItemSpec, ScaleSpec
    from surveys.results.engine.role_blocks import RoleCounts
    from surveys.results.engine.tree import Tree

LEAST_THRESHOLD = 5
CODED_LOW, CODED_HIGH = 10, 90  # percent, rounded half up first


@dataclass(frozen=True, slots=True)
class Policy:
    """How many valid answers a figure rests on at least.

    Bars, and percents near 0 and 100, need `unanimity_below`: in a small group they would say
    what everybody answered. Setting it to the threshold drops that protection, for surveys whose
    items harm nobody.
    """

    threshold: int = 10
    unanimity_below: int = 20

    def __post_init__(self) -> None:
        if self.threshold < LEAST_THRESHOLD:
            raise ValueError(f"The threshold is never below {LEAST_THRESHOLD}.")
        if self.unanimity_below < self.threshold:
            raise ValueError("Bars need at least as many answers as any other figure.")

    @classmethod
    def of(cls, threshold: int) -> Policy:
        """The rule for a threshold: twice as many answers for bars."""
        return cls(threshold=threshold, unanimity_below=2 * threshold)


@dataclass(frozen=True, slots=True)
class ItemPattern:
    """Which units hide what of one item, and which of them print a coded percent instead."""

    base: frozenset[int]
    agree: frozenset[int]
    histogram: frozenset[int]
    coded: Mapping[int, int]  # unit → its whole percent's end: CODED_LOW or CODED_HIGH


@dataclass(frozen=True, slots=True)
class Patterns:
    """All that is decided about one administration.

    `split` holds the units that do not tell answers by role, `split_percents` those that tell no
    percents and bars by role, for each core item.
    """

    base: frozenset[int]
    items: Mapping[str, ItemPattern]
    scales: Mapping[str, frozenset[int]]
    split: frozenset[int] = NO_UNITS
    split_percents: Mapping[str, frozenset[int]] = field(default_factory=dict)


def patterns(
    tree: Tree,
    counts: Counts,
    items: Sequence[ItemSpec],
    policy: Policy,
    *,
    scales: Sequence[ScaleSpec] = (),
    roles: Sequence[RoleCounts] = (),
    held: Held = NOTHING_HELD,
) -> Patterns:
    """Decide what is hidden: once for the core items, then item by item within that.

    What is `held` was hidden by an earlier release and is hidden again.
    """
    core = [item for item in items if not item.has_na]
    columns = [
        counts.submitted,
        *(counts.items[item.code].n for item in core),
        *([scale.n(sums) for sums in counts.scales[scale.code]] for scale in scales),
    ]
    least = [min(row) for row in zip(*columns, strict=True)]
    base = base_pattern(tree, least, policy, held.base)
    core_histograms: dict[frozenset[int], frozenset[int]] = {}
    found: dict[str, ItemPattern] = {}
    for item in items:
        own, before = counts.items[item.code], held.item(item.code)
        if item.has_na:
            known = base | before.base
            hides = conditional_pattern(tree, own.n, counts.submitted, known, policy)
            found[item.code] = _layers(tree, item, own, own.n, hides, policy, {}, before)
        else:
            shared = core_histograms
            found[item.code] = _layers(tree, item, own, least, base, policy, shared, before)
    return Patterns(
        base=base,
        items=found,
        scales={scale.code: scale_pattern(tree, scale, least, found, policy) for scale in scales},
        **_splits(tree, roles, base, {item.code: found[item.code] for item in core}, policy, held),
    )


def scale_pattern(
    tree: Tree,
    scale: ScaleSpec,
    least: Sequence[int],
    items: Mapping[str, ItemPattern],
    policy: Policy,
) -> frozenset[int]:
    """Units without scale scores: those that hide the bars of one of its items, and partners.

    Most people answer every item, so a scale's mean is nearly the sum of its items' means: with
    all but one of them known, it would tell the last.
    """
    hides = frozenset[int]().union(*(items[code].histogram for code in scale.items))
    return histogram_pattern(tree, least, hides, policy)


def _splits(
    tree: Tree,
    roles: Sequence[RoleCounts],
    base: frozenset[int],
    core: Mapping[str, ItemPattern],
    policy: Policy,
    held: Held,
) -> dict[str, Any]:
    """The block rule: for numbers of answers, then with twice as many for percents and bars."""
    if not roles:
        return {"split": frozenset(range(len(tree)))}
    split = RoleBlocks(tree, roles, policy.threshold).hidden(base, held.split)
    blocks = RoleBlocks(tree, roles, policy.unanimity_below)
    by_rows = {
        rows: blocks.hidden(rows, split | held.split_percents)
        for rows in {item.histogram for item in core.values()}
    }
    return {
        "split": split,
        "split_percents": {code: by_rows[item.histogram] for code, item in core.items()},
    }


def base_pattern(
    tree: Tree, least: Sequence[int], policy: Policy, held: frozenset[int] = NO_UNITS
) -> frozenset[int]:
    """Hidden units by the least item n of each unit; sums over leaves are then lower bounds."""
    return hidden_units(
        tree,
        small=_below(least, policy.threshold),
        safe_together=lambda leaves: sum(least[leaf] for leaf in leaves) >= policy.threshold,
        forced=held,
    )


def conditional_pattern(
    tree: Tree,
    n: Sequence[int],
    submitted: Sequence[int],
    core: Collection[int],
    policy: Policy,
) -> frozenset[int]:
    """Hidden units of an item that does not apply to everybody.

    Submissions are known where the core shows them, so a remainder must also hold enough that are
    not valid answers to this item; else each hidden n would be pinned from above.
    """

    def safe_together(leaves: Sequence[int]) -> bool:
        valid = sum(n[leaf] for leaf in leaves)
        not_valid = sum(submitted[leaf] for leaf in leaves) - valid
        return valid >= policy.threshold and not_valid >= policy.threshold - 1

    return hidden_units(
        tree, small=_below(n, policy.threshold), safe_together=safe_together, forced=frozenset(core)
    )


def coded_units(
    n: Sequence[int], agree: Sequence[int], base: Collection[int], policy: Policy
) -> dict[int, int]:
    """Shown units whose percent would say what nearly everybody of a small group answered."""
    coded = {}
    for unit, answers in enumerate(n):
        if unit in base or answers >= policy.unanimity_below:
            continue
        percent = percent_agree(agree[unit], answers)
        if percent is not None and not CODED_LOW < percent < CODED_HIGH:
            coded[unit] = CODED_LOW if percent <= CODED_LOW else CODED_HIGH
    return coded


def agree_pattern(
    tree: Tree,
    least: Sequence[int],
    base: frozenset[int],
    coded: Collection[int],
    policy: Policy,
    held: frozenset[int] = NO_UNITS,
) -> frozenset[int]:
    """Units without a plain percent: hidden in the base, coded, or partners of coded ones."""
    if not coded and held <= base:
        return base  # the routine would find the base pattern safe and add nothing
    of_coded = {leaf for unit in coded for leaf in tree.leaves_below(unit)}

    def safe_together(leaves: Sequence[int]) -> bool:
        enough = policy.threshold if of_coded.isdisjoint(leaves) else policy.unanimity_below
        return sum(least[leaf] for leaf in leaves) >= enough

    return hidden_units(
        tree, small=(), safe_together=safe_together, forced=base | set(coded) | held
    )


def histogram_pattern(
    tree: Tree, least: Sequence[int], agree: frozenset[int], policy: Policy
) -> frozenset[int]:
    """Units without bars, option counts and mean."""
    return hidden_units(
        tree,
        small=_below(least, policy.unanimity_below),
        safe_together=lambda leaves: sum(least[leaf] for leaf in leaves) >= policy.unanimity_below,
        forced=agree,
    )


def _layers(
    tree: Tree,
    item: ItemSpec,
    columns: ItemColumns,
    least: Sequence[int],
    base: frozenset[int],
    policy: Policy,
    histograms: dict[frozenset[int], frozenset[int]],
    held: HeldItem,
) -> ItemPattern:
    """The agree and histogram layers above a base; equal agree patterns share their bars."""
    # Without favorable answers nothing is agreed to, and no percent is printed.
    coded = coded_units(columns.n, columns.agree, base, policy) if item.favorable else {}
    agree = agree_pattern(tree, least, base, coded, policy, held.agree)
    forced = agree | held.histogram
    if forced not in histograms:
        histograms[forced] = histogram_pattern(tree, least, forced, policy)
    return ItemPattern(base=base, agree=agree, histogram=histograms[forced], coded=coded)


def _below(n: Sequence[int], limit: int) -> frozenset[int]:
    return frozenset(unit for unit, answers in enumerate(n) if answers < limit)
