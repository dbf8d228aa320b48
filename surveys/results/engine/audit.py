"""The audit every release passes before it is stored (disclosure.md 9).

It recounts from the leaves and looks only at what the release shows, so a mistake in the routine,
in the sums or in the storing is found here. A finding says where, never how many: it is read by
people and kept in logs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.engine.audit_roles import role_findings
from surveys.results.engine.counts import ItemSpec, LeafCounts, ScaleSpec, flat_row
from surveys.results.engine.disclosure import CODED_HIGH, CODED_LOW
from surveys.results.engine.figures import CODED_WORDS, ItemFigures, ReleasedFigures
from surveys.results.engine.findings import Finding
from surveys.results.engine.recounting import recount, remainders
from surveys.results.engine.release import base_figures, item_figures, scale_cell
from surveys.results.engine.statistics import percent_agree
from surveys.results.engine.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

NO_ANSWERS = LeafCounts(submitted=0)
AGREE_FIELDS = ("agree", "percent", "percent_1", "low", "high", "low_1", "high_1")
BARS_FIELDS = ("counts", "mean", "labels")


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
    given = [leaves.get(name, NO_ANSWERS) for name in tree.ids]
    return [*_Audit(released, tree, given).findings(), *role_findings(released, tree, given)]


class _Audit:
    """One release beside the leaves it was made from; all lists are by unit number."""

    def __init__(self, released: ReleasedFigures, tree: Tree, leaves: Sequence[LeafCounts]) -> None:
        self.items = released.items
        self.scales = released.scales
        self.policy = released.policy
        self.tree = tree
        self.leaves = leaves
        self.figures = [released.units[name] for name in tree.ids]
        self.rows = recount(tree, [flat_row(self.items, leaf) for leaf in leaves])
        self.submitted = [row[0] for row in self.rows]
        self.looked_at: dict[tuple[bool, ...], list[tuple[int, int, list[int]]]] = {}

    def findings(self) -> Iterator[Finding]:
        items = [item.code for item in self.items]
        scales = [scale.code for scale in self.scales]
        for unit, own in enumerate(self.figures):
            if list(own.items) != items or list(own.scales) != scales:
                yield self.finding("the items are not those of the instrument", unit)
                return
        yield from self.participation()
        start = 1
        for item in self.items:
            end = start + item.options + 2
            yield from self.item(item, [row[start:end] for row in self.rows])
            start = end
        for scale in self.scales:
            yield from self.scale(scale)

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

    def item(self, item: ItemSpec, rows: Sequence[Sequence[int]]) -> Iterator[Finding]:
        n = [sum(row[: item.options]) for row in rows]
        cells = [own.items[item.code] for own in self.figures]
        for unit, cell in enumerate(cells):
            yield from self.schema(item, unit, cell)
            if cell is not None:
                yield from self.cell(item, unit, cell, rows[unit])
        shown = [cell is not None for cell in cells]
        yield from self.groups("answers", shown, n, code=item.code)
        if item.favorable:
            coded = {unit for unit, cell in enumerate(cells) if cell is not None and cell.coded}
            of_coded = {leaf for unit in coded for leaf in self.tree.leaves_below(unit)}
            agree = [cell is not None and cell.agree is not None for cell in cells]
            yield from self.groups(
                "agreeing answers", agree, n, code=item.code, need_twice=of_coded
            )
        bars = [cell is not None and cell.counts is not None for cell in cells]
        yield from self.groups("bars", bars, n, code=item.code, need_twice=range(len(self.tree)))
        if item.has_na:
            yield from self.not_valid(item, shown, n)

    def schema(self, item: ItemSpec, unit: int, cell: ItemFigures | None) -> Iterator[Finding]:
        """A hidden cell holds no value, and layers nest."""
        if cell is None:
            if not item.has_na and self.figures[unit].base is not None:
                yield self.finding("participation is shown and a core item is not", unit, item.code)
            return
        if self.figures[unit].base is None:
            yield self.finding("is shown though the unit is hidden", unit, item.code)
        plain = cell.agree is not None
        if not plain and any(getattr(cell, name) is not None for name in AGREE_FIELDS):
            yield self.finding("part of a hidden percent is kept", unit, item.code)
        bars = cell.counts is not None
        if not bars and any(getattr(cell, name) is not None for name in BARS_FIELDS):
            yield self.finding("part of hidden bars is kept", unit, item.code)
        if bars and item.favorable and not plain:
            yield self.finding("bars are shown though the percent is hidden", unit, item.code)
        if plain and cell.coded:
            yield self.finding("a coded percent is shown in plain", unit, item.code)

    def cell(
        self, item: ItemSpec, unit: int, cell: ItemFigures, row: Sequence[int]
    ) -> Iterator[Finding]:
        """The recount, and enough valid answers under every figure."""
        *options, skipped, na = row
        n = sum(options)
        few = n < self.policy.unanimity_below
        end = _end_of(item, options) if few else None
        right = item_figures(
            item,
            options,
            skipped=skipped,
            na=na,
            staff=self.tree.staff[unit],
            shows_agree=cell.agree is not None,
            shows_bars=cell.counts is not None,
            coded=None if end is None else CODED_WORDS[end],
        )
        if cell != right:
            yield self.finding("the recount finds other figures", unit, item.code)
        if n < self.policy.threshold:
            yield self.finding("figures rest on too few answers", unit, item.code)
        if few and cell.counts is not None:
            yield self.finding("bars rest on too few answers", unit, item.code)
        if end is not None and cell.agree is not None:
            yield self.finding("a small group's nearly common answer is printed", unit, item.code)

    def scale(self, scale: ScaleSpec) -> Iterator[Finding]:
        """Scores are those of the recount, of enough people, beside the bars of all items."""
        nobody = [0] * scale.width
        sums = recount(self.tree, [leaf.scales.get(scale.code, nobody) for leaf in self.leaves])
        n = [scale.n(row) for row in sums]
        cells = [own.scales[scale.code] for own in self.figures]
        for unit, cell in enumerate(cells):
            if cell is None:
                continue
            if cell != scale_cell(scale, sums[unit], self.policy):
                yield self.finding("the recount finds another score", unit, scale.code)
            if n[unit] < self.policy.unanimity_below:
                yield self.finding("scores rest on too few answers", unit, scale.code)
            items = [self.figures[unit].items[code] for code in scale.items]
            if any(item is None or item.counts is None for item in items):
                yield self.finding("scores are shown though bars are hidden", unit, scale.code)
        shown = [cell is not None for cell in cells]
        yield from self.groups(
            "scores", shown, n, code=scale.code, need_twice=range(len(self.tree))
        )

    def groups(
        self,
        what: str,
        shown: Sequence[bool],
        answers: Sequence[int],
        *,
        code: str | None = None,
        need_twice: Collection[int] = frozenset(),
    ) -> Iterator[Finding]:
        """Every group that follows by subtraction is large enough and no single unit."""
        for unit, lenders, leaves in self.remainders(shown):
            least = self.policy.threshold
            if any(leaf in need_twice for leaf in leaves):
                least = self.policy.unanimity_below
            if lenders < 2:
                yield self.finding(f"{what} of one hidden unit follow from it", unit, code)
            if sum(answers[leaf] for leaf in leaves) < least:
                yield self.finding(f"{what} of too few follow from it", unit, code)

    def remainders(self, shown: Sequence[bool]) -> list[tuple[int, int, list[int]]]:
        """Looked for once per pattern: most items share theirs."""
        pattern = tuple(shown)
        if pattern not in self.looked_at:
            self.looked_at[pattern] = list(remainders(self.tree, shown))
        return self.looked_at[pattern]

    def not_valid(
        self, item: ItemSpec, shown: Sequence[bool], n: Sequence[int]
    ) -> Iterator[Finding]:
        """The four minima: what keeps a hidden n free when submissions are known."""
        least = self.policy.threshold - 1
        for unit, _, leaves in self.remainders(shown):
            valid = sum(n[leaf] for leaf in leaves)
            everybody = sum(self.submitted[leaf] for leaf in leaves)
            known = [leaf for leaf in leaves if self.figures[leaf].base is not None]
            own = [self.submitted[leaf] for leaf in known]
            others = [everybody - submitted for submitted in own]
            if min([valid, everybody - valid, *own, *others]) < least:
                yield self.finding(
                    "hidden answers are pinned by known submissions", unit, item.code
                )

    def finding(self, rule: str, unit: int, code: str | None = None) -> Finding:
        return Finding(rule, self.tree.ids[unit], code)


def _end_of(item: ItemSpec, options: Sequence[int]) -> int | None:
    """The end of the scale that a small group's percent is too near to; None if it is not."""
    percent = percent_agree(sum(options[code - 1] for code in item.favorable), sum(options))
    if not item.favorable or percent is None or CODED_LOW < percent < CODED_HIGH:
        return None
    return CODED_LOW if percent <= CODED_LOW else CODED_HIGH
