"""Figures before the last answers are in: the network and its service centers only (section 8).

Never of districts and schools: what is hidden for a pair now and shown of each later would pin the
first to the second. A center needs five times the threshold, so that late
answers are few beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.engine.counts import ItemCounts, LeafCounts
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.held import Held
from surveys.results.engine.sums import add_up
from surveys.results.engine.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from surveys.results.engine.counts import Counts, ItemSpec

TIMES_THE_THRESHOLD = 5


def interim_policy(threshold: int) -> Policy:
    """One limit for all figures: nobody's bars are shown where the rest is not."""
    limit = TIMES_THE_THRESHOLD * threshold
    return Policy(threshold=limit, unanimity_below=limit)


def upper_part(
    units: Sequence[Unit], items: Sequence[ItemSpec], leaves: Mapping[str, LeafCounts]
) -> tuple[list[Unit], dict[str, LeafCounts]]:
    """The tree cut off below the units next to the network, with their counts added up."""
    tree = Tree(units)
    counts = add_up(tree, items, leaves)
    roots = {unit for unit, up in enumerate(tree.parent) if up is None}
    tops = [unit for unit, up in enumerate(tree.parent) if up in roots]
    ends = tops or roots
    upper = [Unit(tree.ids[unit], None) for unit in roots - {*ends}]
    for unit in ends:
        up = tree.parent[unit]
        upper.append(Unit(tree.ids[unit], None if up is None else tree.ids[up], tree.staff[unit]))
    return upper, {tree.ids[unit]: _counts_of(unit, counts) for unit in ends}


def hold_all_but(names: Collection[str], tree: Tree) -> Held:
    """Hide the units that an interim release must not show, such as a district without a center."""
    return Held(base=frozenset(u for name, u in tree.number.items() if name not in names))


def _counts_of(unit: int, counts: Counts) -> LeafCounts:
    return LeafCounts(
        counts.submitted[unit],
        {
            code: ItemCounts(own.option_counts(unit), own.skipped[unit], own.na[unit])
            for code, own in counts.items.items()
        },
    )
