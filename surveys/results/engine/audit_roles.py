"""The part of the audit that looks at answers by role: the block rule, unit by unit."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from surveys.results.engine.counts import added, flat_row
from surveys.results.engine.findings import Finding
from surveys.results.engine.recounting import recount
from surveys.results.engine.release import role_item_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from surveys.results.engine.counts import ItemSpec, LeafCounts
    from surveys.results.engine.figures import ReleasedFigures, RoleFigures
    from surveys.results.engine.role_blocks import RoleGroup
    from surveys.results.engine.tree import Tree


def role_findings(
    released: ReleasedFigures, tree: Tree, leaves: Sequence[LeafCounts]
) -> Iterator[Finding]:
    """Every reason not to store the figures by role."""
    asked = max((len(leaf.by_role) for leaf in leaves), default=0)
    grouped = sorted(code for group in released.roles for code in group.codes)
    if len(set(grouped)) < len(grouped) or not set(grouped) <= set(range(asked)):
        yield Finding("the role groups are not those that people told", "release")
        return
    shown = [unit for unit, name in enumerate(tree.ids) if released.units[name].roles is not None]
    if shown:
        yield from _RoleAudit(released, tree, leaves).findings()


class _RoleAudit:
    """One release beside the leaves; `rows` has a list of flat rows by unit for each group."""

    def __init__(self, released: ReleasedFigures, tree: Tree, leaves: Sequence[LeafCounts]) -> None:
        self.tree = tree
        self.policy = released.policy
        self.items = released.items
        self.core = [item for item in self.items if not item.has_na]
        widths = [1, *(item.options + 2 for item in self.items)]
        starts = accumulate(widths)
        self.start = {item.code: start for item, start in zip(self.items, starts, strict=False)}
        self.figures = [released.units[name] for name in tree.ids]
        self.rows = [self.recounted(group, leaves) for group in released.roles]
        self.all_rows = recount(tree, [flat_row(self.items, leaf) for leaf in leaves])

    def recounted(self, group: RoleGroup, leaves: Sequence[LeafCounts]) -> list[list[int]]:
        nobody = [0] * (1 + sum(item.options + 2 for item in self.items))
        rows = [
            added([flat_row(self.items, leaf.by_role[code]) for code in group.codes])
            if leaf.by_role
            else nobody
            for leaf in leaves
        ]
        return recount(self.tree, rows)

    def findings(self) -> Iterator[Finding]:
        for unit, own in enumerate(self.figures):
            if own.roles is None:
                continue
            up = self.tree.parent[unit]
            if own.base is None or (up is not None and self.figures[up].roles is None):
                yield self.finding("roles are shown though hidden above or in all", unit)
            if len(own.roles) != len(self.rows):
                yield self.finding("the role groups are not those of the release", unit)
                continue
            yield from self.columns(unit)
            for role, rows in zip(own.roles, self.rows, strict=True):
                yield from self.role(role, rows[unit], unit)
            yield from self.block(unit, self.has_split, self.is_shown, self.policy.threshold)
            for item in self.core:
                yield from self.percents(item, unit)

    def columns(self, unit: int) -> Iterator[Finding]:
        if list(added([rows[unit] for rows in self.rows])) != list(self.all_rows[unit]):
            yield self.finding("the role groups do not add up to all answers", unit)

    def role(self, role: RoleFigures, row: Sequence[int], unit: int) -> Iterator[Finding]:
        """The recount of one group, which is nobody or enough."""
        right = {}
        for item, (*options, skipped, _) in self.counts_of(row):
            own = role.items.get(item.code)
            shows = own is not None and own.counts is not None
            right[item.code] = role_item_figures(item, options, skipped, shows=shows)
        if role.submitted != row[0] or role.items != right:
            yield self.finding("the recount finds another role group", unit)
        if self.few(row, self.policy.threshold):
            yield self.finding("a role group of too few is shown", unit)

    def percents(self, item: ItemSpec, unit: int) -> Iterator[Finding]:
        """Percent and bars by role need twice as many, and the unit's own bars."""

        def tells(one: int) -> bool:
            roles = self.figures[one].roles
            return roles is not None and any(
                role.items[item.code].counts is not None for role in roles
            )

        def has_bars(one: int) -> bool:
            own = self.figures[one].items[item.code]
            return own is not None and own.counts is not None

        if not tells(unit):
            return
        if not has_bars(unit):
            yield self.finding("role groups have bars and their unit has none", unit, item)
        twice = self.policy.unanimity_below
        if any(self.few(rows[unit], twice, item) for rows in self.rows):
            yield self.finding("bars of a role group rest on too few", unit, item)
        yield from self.block(unit, tells, has_bars, twice, item)

    def block(
        self,
        unit: int,
        has_split: Callable[[int], bool],
        is_shown: Callable[[int], bool],
        least: int,
        item: ItemSpec | None = None,
    ) -> Iterator[Finding]:
        """What the children without a split hold together: follows from the unit's own split."""
        block = [child for child in self.tree.children[unit] if not has_split(child)]
        if len(block) == 1 and is_shown(block[0]):
            yield self.finding("the split of one hidden unit follows from it", unit, item)
        for rows in self.rows if block else []:
            if self.few(added([rows[child] for child in block]), least, item):
                yield self.finding("a role group of too few follows from it", unit, item)

    def few(self, row: Sequence[int], least: int, item: ItemSpec | None = None) -> bool:
        """Whether somebody, but too few, gave valid answers to an item (or to one of them)."""
        if not row[0]:
            return False
        asked = self.core if item is None else [item]
        starts = [(self.start[one.code], one.options) for one in asked]
        least_n = min((sum(row[start : start + k]) for start, k in starts), default=row[0])
        return min(row[0], least_n) < least

    def counts_of(self, row: Sequence[int]) -> Iterator[tuple[ItemSpec, Sequence[int]]]:
        """A flat row taken apart: the core items, each with its options, skips and N/A."""
        for item in self.core:
            start = self.start[item.code]
            yield item, row[start : start + item.options + 2]

    def has_split(self, unit: int) -> bool:
        return self.figures[unit].roles is not None

    def is_shown(self, unit: int) -> bool:
        return self.figures[unit].base is not None

    def finding(self, rule: str, unit: int, item: ItemSpec | None = None) -> Finding:
        return Finding(rule, self.tree.ids[unit], None if item is None else item.code)
