"""The audit every release passes before it is stored (disclosure.md 9).

It recounts from the leaves and looks only at what the release shows, so a mistake in the routine,
in the sums or in the storing is found here. A finding says where, never how many: it is read by
people and kept in logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.results.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.disclosure import CODED_HIGH, CODED_LOW
from surveys.results.figures import CODED_WORDS, ItemFigures, ReleasedFigures
from surveys.results.release import base_figures, item_figures
from surveys.results.statistics import percent_agree
from surveys.results.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

NO_ANSWERS = LeafCounts(submitted=0)
AGREE_FIELDS = ("agree", "percent", "percent_1", "low", "high", "low_1", "high_1")
BARS_FIELDS = ("counts", "mean", "labels")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be published as it stands."""

    rule: str
    unit: str
    item: str | None = None

    def __str__(self) -> str:
        return f"{self.unit}{f', {self.item}' if self.item else ''}: {self.rule}"


def audit(
    released: ReleasedFigures, units: Iterable[Unit], leaves: Mapping[str, LeafCounts]
) -> list[Finding]:
    """Every reason not to store this release; empty if it may be stored."""
    tree = Tree(units)
    parents = {
        name: None if (up := tree.parent[unit]) is None else tree.ids[up]
        for name, unit in tree.number.items()
    }
    listed = released.parents == parents and released.units.keys() == parents.keys()
    if not listed:
        return [Finding("the units are not those of the frozen frame", "release")]
    return list(_Audit(released, tree, leaves).findings())


def remainders(tree: Tree, shown: Sequence[bool]) -> Iterator[tuple[int, int, list[int]]]:
    """What follows by subtraction: per shown unit, what is left when all shown inside it is taken.

    Yields the unit, the number of its children that the rest comes from, and the rest's leaves.
    """
    rest: list[list[int]] = [[] for _ in range(len(tree))]
    for unit in tree.upwards:
        below = tree.children[unit]
        left = [leaf for child in below for leaf in rest[child]]
        if not shown[unit]:
            rest[unit] = left if below else [unit]
        elif left:
            yield unit, sum(1 for child in below if rest[child]), left


class _Audit:
    """One release beside the leaves it was made from; all lists are by unit number."""

    def __init__(
        self, released: ReleasedFigures, tree: Tree, leaves: Mapping[str, LeafCounts]
    ) -> None:
        self.items = released.items
        self.policy = released.policy
        self.tree = tree
        self.figures = [released.units[name] for name in tree.ids]
        self.leaves = [leaves.get(name, NO_ANSWERS) for name in tree.ids]
        self.submitted = [row[0] for row in self.recount([[x.submitted] for x in self.leaves])]

    def recount(self, of_leaves: Sequence[list[int]]) -> list[list[int]]:
        """Counts of every unit, each leaf's put on all the units above it."""
        sums = [[0] * len(row) for row in of_leaves]
        for leaf in self.tree.leaves:
            for unit in self.tree.line_up(leaf):
                sums[unit] = [a + b for a, b in zip(sums[unit], of_leaves[leaf], strict=True)]
        return sums

    def findings(self) -> Iterator[Finding]:
        codes = [item.code for item in self.items]
        for unit, own in enumerate(self.figures):
            if list(own.items) != codes:
                yield self.finding("the items are not those of the instrument", unit)
                return
        yield from self.participation()
        for item in self.items:
            yield from self.item(item)

    def participation(self) -> Iterator[Finding]:
        for unit, own in enumerate(self.figures):
            if own.base is None:
                continue
            if own.base != base_figures(self.submitted[unit], self.tree.staff[unit]):
                yield self.finding("the recount finds another participation", unit)
            if self.submitted[unit] < self.policy.threshold:
                yield self.finding("participation rests on too few", unit)
        shown = [own.base is not None for own in self.figures]
        yield from self.groups("participation", shown, self.submitted)

    def item(self, item: ItemSpec) -> Iterator[Finding]:
        nobody = ItemCounts((0,) * item.options)
        given = [leaf.items.get(item.code, nobody) for leaf in self.leaves]
        rows = self.recount([[*own.options, own.skipped, own.na] for own in given])
        n = [sum(row[: item.options]) for row in rows]
        cells = [own.items[item.code] for own in self.figures]
        for unit, cell in enumerate(cells):
            yield from self.schema(item, unit, cell)
            if cell is not None:
                yield from self.cell(item, unit, cell, rows[unit])
        shown = [cell is not None for cell in cells]
        yield from self.groups("answers", shown, n, item=item)
        if item.favorable:
            coded = {unit for unit, cell in enumerate(cells) if cell is not None and cell.coded}
            of_coded = {leaf for unit in coded for leaf in self.tree.leaves_below(unit)}
            agree = [cell is not None and cell.agree is not None for cell in cells]
            yield from self.groups("agreeing answers", agree, n, item=item, of_coded=of_coded)
        bars = [cell is not None and cell.counts is not None for cell in cells]
        yield from self.groups(
            "bars", bars, n, item=item, of_coded=frozenset(range(len(self.tree)))
        )
        if item.has_na:
            yield from self.not_valid(item, shown, n)

    def schema(self, item: ItemSpec, unit: int, cell: ItemFigures | None) -> Iterator[Finding]:
        """A hidden cell holds no value, and layers nest."""
        if cell is None:
            if not item.has_na and self.figures[unit].base is not None:
                yield self.finding("participation is shown and a core item is not", unit, item)
            return
        if self.figures[unit].base is None:
            yield self.finding("is shown though the unit is hidden", unit, item)
        plain = cell.agree is not None
        if not plain and any(getattr(cell, name) is not None for name in AGREE_FIELDS):
            yield self.finding("part of a hidden percent is kept", unit, item)
        bars = cell.counts is not None
        if not bars and any(getattr(cell, name) is not None for name in BARS_FIELDS):
            yield self.finding("part of hidden bars is kept", unit, item)
        if bars and item.favorable and not plain:
            yield self.finding("bars are shown though the percent is hidden", unit, item)
        if plain and cell.coded:
            yield self.finding("a coded percent is shown in plain", unit, item)

    def cell(
        self, item: ItemSpec, unit: int, cell: ItemFigures, row: Sequence[int]
    ) -> Iterator[Finding]:
        """The recount, and enough valid answers under every figure."""
        *options, skipped, na = row
        n = sum(options)
        agree = sum(options[code - 1] for code in item.favorable)
        percent = percent_agree(agree, n)
        few = n < self.policy.unanimity_below
        nearly_all = few and percent is not None and not CODED_LOW < percent < CODED_HIGH
        end = CODED_LOW if percent is not None and percent <= CODED_LOW else CODED_HIGH
        right = item_figures(
            item,
            options,
            skipped=skipped,
            na=na,
            staff=self.tree.staff[unit],
            shows_agree=cell.agree is not None,
            shows_bars=cell.counts is not None,
            coded=CODED_WORDS[end] if nearly_all and item.favorable else None,
        )
        if cell != right:
            yield self.finding("the recount finds other figures", unit, item)
        if n < self.policy.threshold:
            yield self.finding("figures rest on too few answers", unit, item)
        if few and cell.counts is not None:
            yield self.finding("bars rest on too few answers", unit, item)
        if nearly_all and cell.agree is not None:
            yield self.finding("a small group's nearly common answer is printed", unit, item)

    def groups(
        self,
        what: str,
        shown: Sequence[bool],
        answers: Sequence[int],
        *,
        item: ItemSpec | None = None,
        of_coded: Collection[int] = frozenset(),
    ) -> Iterator[Finding]:
        """Every group that follows by subtraction is large enough and no single unit."""
        for unit, lenders, leaves in remainders(self.tree, shown):
            least = self.policy.threshold
            if any(leaf in of_coded for leaf in leaves):
                least = self.policy.unanimity_below
            if lenders < 2:
                yield self.finding(f"{what} of one hidden unit follow from it", unit, item)
            if sum(answers[leaf] for leaf in leaves) < least:
                yield self.finding(f"{what} of too few follow from it", unit, item)

    def not_valid(
        self, item: ItemSpec, shown: Sequence[bool], n: Sequence[int]
    ) -> Iterator[Finding]:
        """The four minima: what keeps a hidden n free when submissions are known."""
        least = self.policy.threshold - 1
        for unit, _, leaves in remainders(self.tree, shown):
            valid = sum(n[leaf] for leaf in leaves)
            everybody = sum(self.submitted[leaf] for leaf in leaves)
            known = [leaf for leaf in leaves if self.figures[leaf].base is not None]
            own = [self.submitted[leaf] for leaf in known]
            others = [everybody - submitted for submitted in own]
            if min([valid, everybody - valid, *own, *others]) < least:
                yield self.finding("hidden answers are pinned by known submissions", unit, item)

    def finding(self, rule: str, unit: int, item: ItemSpec | None = None) -> Finding:
        return Finding(rule, self.tree.ids[unit], None if item is None else item.code)
