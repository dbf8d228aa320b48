"""Which units show their answers by role (disclosure.md 4, block rule).

A unit's split is shown for all its role groups or for none; what hides it hides it for all units
below as well. In a shown unit the hidden splits form a block: each group holds nobody or enough
people in it, and the block is not one single unit whose total is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.results.engine.counts import Counts
from surveys.results.engine.routine import NO_UNITS
from surveys.results.engine.sums import add_up_roles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from surveys.results.engine.counts import ItemSpec, LeafCounts
    from surveys.results.engine.disclosure import Policy
    from surveys.results.engine.tree import Tree

NOT_TOLD = "Not told"


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """A column of the split: the words shown and the codes of the roles in it (0: not told)."""

    words: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RoleCounts:
    """Answers of one role group in every unit.

    `least` is the least item n of each leaf, added up: every item's n is at least that.
    """

    group: RoleGroup
    counts: Counts
    least: Sequence[int]

    @classmethod
    def of(
        cls,
        tree: Tree,
        items: Sequence[ItemSpec],
        leaves: Mapping[str, LeafCounts],
        group: RoleGroup,
    ) -> RoleCounts:
        """The group's answers to the core items."""
        every = add_up_roles(tree, items, leaves, group.codes)
        core = {item.code: every.items[item.code] for item in items if not item.has_na}
        counts = Counts(every.submitted, core)
        least = [
            min(row)
            for row in zip(counts.submitted, *(i.n for i in counts.items.values()), strict=True)
        ]
        for unit in tree.upwards:
            if below := tree.children[unit]:
                least[unit] = sum(least[child] for child in below)
        return cls(group, counts, least)

    def is_small(self, units: Sequence[int], limit: int) -> bool:
        """Whether somebody of the group, but too few, is in some units taken together."""
        return sum(self.least[unit] for unit in units) < limit and any(
            self.counts.submitted[unit] for unit in units
        )


def role_counts(
    tree: Tree,
    items: Sequence[ItemSpec],
    leaves: Mapping[str, LeafCounts],
    words: Sequence[str],
    policy: Policy,
) -> list[RoleCounts]:
    """The columns of the split: the roles in order, then whoever cannot stand alone anywhere.

    A role of too few people in the whole administration would hide the split of every unit, so
    it is taken together with those who told none. If these are still too few, further roles join
    them, the last of the form first: an order that no answers decide.
    """
    if not words or not any(own.by_role for own in leaves.values()):
        return []
    named = (NOT_TOLD, *words)
    single = [
        RoleCounts.of(tree, items, leaves, RoleGroup(word, (code,)))
        for code, word in enumerate(named)
    ]
    roots = [unit for unit, up in enumerate(tree.parent) if up is None]
    limit = policy.unanimity_below
    not_told, roles = single[0], single[1:]
    joined = [role for role in roles if role.is_small(roots, limit)]
    alone = [role for role in roles if role not in joined]
    untold = any(not_told.counts.submitted[unit] for unit in roots)
    if not joined and not untold:
        return alone
    while True:
        codes = sorted(code for role in joined for code in role.group.codes)
        group = RoleGroup(_words_of([named[code] for code in codes], untold), (*codes, 0))
        rest = RoleCounts.of(tree, items, leaves, group)
        if not rest.is_small(roots, limit):
            return [*alone, rest]
        partners = [role for role in alone if any(role.counts.submitted[u] for u in roots)]
        if not partners:
            return []
        joined.append(partners[-1])
        alone.remove(partners[-1])


def _words_of(roles: Sequence[str], has_untold: bool) -> str:
    if not roles:
        return NOT_TOLD
    return ", ".join([*roles, NOT_TOLD.lower()] if has_untold else roles)


class RoleBlocks:
    """The block rule with one limit, over some layer's hidden units."""

    def __init__(self, tree: Tree, groups: Sequence[RoleCounts], limit: int) -> None:
        self.tree = tree
        self.groups = groups
        self.limit = limit
        self.small = frozenset(
            unit
            for unit in range(len(tree))
            if any(group.is_small([unit], limit) for group in groups)
        )

    def hidden(self, rows: Collection[int], forced: Collection[int] = NO_UNITS) -> frozenset[int]:
        """Units without a split; `rows` are those that hide their totals in this layer.

        A unit that finds no safe block tells no split; the one above it has to know, so it all
        begins again.
        """
        forced = {*rows, *forced, *self.small}
        while True:
            closed, failed = set(forced), set()
            for unit in reversed(self.tree.upwards):
                below = self.tree.children[unit]
                if unit in closed:
                    closed.update(below)
                elif not self.has_safe_block(below, rows, closed):
                    failed.add(unit)
            if not failed:
                return frozenset(closed)
            forced |= failed

    def has_safe_block(self, below: Sequence[int], rows: Collection[int], closed: set[int]) -> bool:
        """Close further children, fewest staff first, until the block tells of nobody alone."""
        block = [child for child in below if child in closed]
        rest = [child for child in reversed(below) if child not in closed]
        while block and not self.is_safe(block, rows):
            if not rest:
                return False
            closed.add(rest[-1])
            block.append(rest.pop())
        return True

    def is_safe(self, block: Sequence[int], rows: Collection[int]) -> bool:
        """Every group has nobody or enough in it, and it is not one unit of known total."""
        if len(block) == 1 and block[0] not in rows:
            return False
        return not any(group.is_small(block, self.limit) for group in self.groups)
