"""A release held against those before it: what came or went since must not be told (section 8).

Two releases of one administration can be subtracted. So in every group of answers that an earlier
release told, by itself or by subtraction, nothing has changed or at least as many answers as the
threshold; else the change is not published. And what was hidden is shown later only where nothing
changed around it, or where it grew so much that its former size cannot be told.

Changes are measured as a reader of both releases would: that is never more than what was added
plus what was removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import sub
from typing import TYPE_CHECKING

from surveys.results.engine import told
from surveys.results.engine.counts import NOBODY
from surveys.results.engine.findings import Finding
from surveys.results.engine.held import NO_UNITS, Held, HeldItem
from surveys.results.engine.recounting import remainders
from surveys.results.engine.sums import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.results.engine.counts import Counts, ItemSpec, LeafCounts, ScaleSpec
    from surveys.results.engine.disclosure import Policy
    from surveys.results.engine.figures import ReleasedFigures, UnitFigures
    from surveys.results.engine.role_blocks import RoleCounts
    from surveys.results.engine.told import Row, View
    from surveys.results.engine.tree import Tree


@dataclass(frozen=True, slots=True)
class Former:
    """An earlier release: the figures of the units it lists, by name, and its role groups.

    An interim release lists the upper units only; what it does not list, it did not hide. Without
    the `counts` it was made from nothing is known to have grown.
    """

    units: Mapping[str, UnitFigures]
    roles: tuple[str, ...] = ()
    counts: Counts | None = None


class Comparison:
    """The counts of now beside what one earlier release told."""

    def __init__(
        self,
        tree: Tree,
        items: Sequence[ItemSpec],
        policy: Policy,
        former: Former,
        counts: Counts,
        scales: Sequence[ScaleSpec] = (),
        roles: Sequence[RoleCounts] = (),
    ) -> None:
        self.tree = tree
        self.items = items
        self.policy = policy
        self.former = former
        self.counts = counts
        self.scales = scales
        # Groups that were put together in another way are not compared; `held` hides them all.
        self.same_roles = former.roles == tuple(role.group.words for role in roles)
        self.roles = roles if self.same_roles else ()
        self.own = [former.units.get(name) for name in tree.ids]

    def too_few(self) -> Iterator[tuple[str, list[int]]]:
        """Groups of leaves in which answers came or went, but fewer than the threshold."""
        for view in self.views:
            for leaves, change in self.changes(view):
                if any(0 < size < self.policy.threshold for size in view.size(change)):
                    yield view.what, leaves

    def changes(self, view: View) -> Iterator[tuple[list[int], Row]]:
        """The groups that follow from what was told and have changed: their leaves and by how much.

        A group is what a shown unit tells beyond the shown units inside it; so is its change.
        """
        rows = [None if own is None else view.told(own) for own in self.own]
        by_unit = {
            unit: tuple(map(sub, view.now(unit), row))
            for unit, row in enumerate(rows)
            if row is not None
        }
        if not any(map(any, by_unit.values())):
            return
        inside: list[Row | None] = [None] * len(self.tree)
        beyond: dict[int, Row] = {}
        for unit in self.tree.upwards:
            below = [row for child in self.tree.children[unit] if (row := inside[child])]
            inside[unit] = tuple(map(sum, zip(*below, strict=True))) if below else None
            if unit in by_unit:
                beyond[unit] = tuple(
                    map(sub, by_unit[unit], inside[unit] or (0,) * len(by_unit[unit]))
                )
                inside[unit] = by_unit[unit]
        for unit, leaves in self.groups([row is not None for row in rows]):
            if any(beyond[unit]):
                yield leaves, beyond[unit]

    def groups(self, shown: Sequence[bool]) -> Iterator[tuple[int, list[int]]]:
        """Shown leaves, and the remainders of shown units above them."""
        for leaf in self.tree.leaves:
            if shown[leaf]:
                yield leaf, [leaf]
        for unit, _, leaves in remainders(self.tree, shown):
            yield unit, leaves

    @property
    def views(self) -> Iterator[View]:
        """Everything the earlier release may have told."""
        return told.views(self.items, self.scales, self.roles, self.counts)

    @property
    def has_changed(self) -> bool:
        """Whether anything that was told is different now."""
        return any(True for view in self.views for _ in self.changes(view))

    @cached_property
    def held(self) -> Held:
        """What the earlier release hid and this one must hide too."""
        few, more = self.policy.threshold, self.policy.unanimity_below
        return Held(
            base=self.still_hidden(told.participation(self.items, self.counts), few),
            items={
                item.code: HeldItem(
                    base=self.still_hidden(told.answers(item, self.counts), few),
                    agree=self.still_hidden(told.agreeing(item, self.counts), more)
                    if item.favorable
                    else NO_UNITS,
                    histogram=self.still_hidden(told.bars(item, self.counts), more),
                )
                for item in self.items
            },
            **self.still_split(),
        )

    def still_split(self) -> dict[str, frozenset[int]]:
        """What was not told by role stays so wherever anything has changed at all."""
        splits = [None if own is None else own.roles for own in self.own]
        if not any(splits) or (self.same_roles and not self.has_changed):
            return {}
        listed = {unit for unit, own in enumerate(self.own) if own is not None}
        if not self.same_roles:
            return {"split": frozenset(listed)}
        bars = {
            unit
            for unit, roles in enumerate(splits)
            if roles
            and all(cell.counts for role in roles for cell in role.items.values() if cell.n)
        }
        return {
            "split": frozenset(listed - {unit for unit, roles in enumerate(splits) if roles}),
            "split_percents": frozenset(listed - bars),
        }

    def still_hidden(self, view: View, least: int) -> frozenset[int]:
        """Listed units that were hidden in a view, in groups that changed, and did not grow enough.

        The sum of a group is known then and now. With k units in it, each of which must have grown
        by `least` to be shown, growth of k + 1 times as much leaves every one that many
        possible sizes.
        """
        hides = {unit for unit, own in enumerate(self.own) if own and view.told(own) is None}
        found: set[int] = set()
        for leaves, change in self.changes(view) if hides else ():
            inside = {up for leaf in leaves for up in self.tree.line_up(leaf)} & hides
            finest = [unit for unit in inside if not self.lists_below(unit)]
            total = [sum(change)] if view.is_one_group else change
            if self.former.counts is None or min(total) < least * (len(finest) + 1):
                found |= inside
            else:
                found |= {unit for unit in inside if not self.grew(unit, least)}
        return frozenset(found)

    def lists_below(self, unit: int) -> bool:
        return any(self.own[child] is not None for child in self.tree.children[unit])

    def grew(self, unit: int, least: int) -> bool:
        """Whether a unit has so many more answers than at the interim release, to every item."""
        then = self.former.counts
        return then is not None and all(
            now[unit] - before[unit] >= least
            for now, before in (
                (self.counts.submitted, then.submitted),
                *((self.counts.items[i.code].n, then.items[i.code].n) for i in self.items),
            )
        )


def findings(comparison: Comparison, released: ReleasedFigures) -> Iterator[Finding]:
    """The audit against an earlier release: too small changes, and cells shown too soon."""
    ids = comparison.tree.ids
    for what, leaves in comparison.too_few():
        yield Finding(f"too few {what} came or went since an earlier release", ids[leaves[0]])
    for unit, code in _shown_too_soon(comparison.held, comparison.tree, released):
        yield Finding("is shown though an earlier release hid it", ids[unit], code)


def _shown_too_soon(
    held: Held, tree: Tree, released: ReleasedFigures
) -> Iterator[tuple[int, str | None]]:
    figures = [released.units[name] for name in tree.ids]
    yield from ((unit, None) for unit in held.base if figures[unit].base is not None)
    yield from ((unit, None) for unit in held.split if figures[unit].roles is not None)
    for code, kept in held.items.items():
        for layer, hides in (("n", kept.base), ("agree", kept.agree), ("counts", kept.histogram)):
            for unit in hides:
                if getattr(figures[unit].items.get(code), layer, None) is not None:
                    yield unit, code


def without_late(
    tree: Tree,
    items: Sequence[ItemSpec],
    policy: Policy,
    interim: Former,
    then: Mapping[str, LeafCounts],
    now: Mapping[str, LeafCounts],
) -> dict[str, LeafCounts]:
    """The counts of now; of `then` in all leaves of a group that got too few late answers.

    Going back may leave another group with too few, hence the loop.
    """
    leaves = dict(now)
    back: set[int] = set()
    while True:
        comparison = Comparison(tree, items, policy, interim, add_up(tree, items, leaves))
        late = {leaf for _, group in comparison.too_few() for leaf in group} - back
        if not late:
            return leaves
        back |= late
        leaves.update({tree.ids[leaf]: then.get(tree.ids[leaf], NOBODY) for leaf in late})
