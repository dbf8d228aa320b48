"""The releases that a new one of the same administration is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.results.engine.basis import leaves_of, unpacked
from surveys.results.engine.former import Comparison, Former, findings
from surveys.results.engine.held import NOTHING_HELD
from surveys.results.engine.sums import add_up
from surveys.results.models import Basis, Release
from surveys.results.pages.readers import figures_of
from surveys.results.services.gathering import unit_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from surveys.results.engine.counts import Counts, LeafCounts
    from surveys.results.engine.figures import ReleasedFigures
    from surveys.results.engine.findings import Finding
    from surveys.results.engine.held import Held
    from surveys.results.engine.role_blocks import RoleCounts
    from surveys.results.engine.tree import Tree
    from surveys.results.services.gathering import Material


def former_of(release: Release, material: Material) -> Former:
    """An earlier release as a later one is held against it."""
    rows = release.units.select_related("unit")
    leaves = basis_of(release, material)
    return Former(
        units={unit_id(row.unit): figures_of(row) for row in rows},
        roles=tuple(release.roles),
        counts=add_up(material.tree, material.specs, leaves) if leaves else None,
    )


def basis_of(release: Release, material: Material) -> dict[str, LeafCounts]:
    """The counts it was made from, as far as they are kept."""
    kept = Basis.objects.filter(release=release).first()
    return {} if kept is None else leaves_of(material.specs, unpacked(kept.leaves))


@dataclass(slots=True)
class Holding:
    """Tells the new release what it must hide, and finds out whether it did.

    `refuse` looks first at how it differs from the earlier ones and raises what speaks against it.
    """

    material: Material
    formers: Sequence[Former]
    refuse: Callable[[Holding], None] | None = None
    comparisons: list[Comparison] = field(default_factory=list)

    def __call__(self, tree: Tree, counts: Counts, roles: Sequence[RoleCounts]) -> Held:
        material = self.material
        self.comparisons = [
            Comparison(
                tree,
                material.specs,
                material.policy,
                former,
                counts,
                scales=material.scales,
                roles=roles,
            )
            for former in self.formers
        ]
        if self.refuse is not None:
            self.refuse(self)
        held = NOTHING_HELD
        for comparison in self.comparisons:
            held |= comparison.held
        return held

    @property
    def changed_by_too_few(self) -> bool:
        """Whether some group changed, but by fewer answers than may be told."""
        return any(True for comparison in self.comparisons for _ in comparison.too_few())

    @property
    def changed(self) -> bool:
        """Whether anything that was told last is different now."""
        return bool(self.comparisons) and self.comparisons[-1].has_changed

    def findings(self, released: ReleasedFigures) -> Iterator[Finding]:
        """The audit against every earlier release."""
        for comparison in self.comparisons:
            yield from findings(comparison, released)
