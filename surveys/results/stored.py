"""A stored release as the pure modules take it: for checks from outside, not for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.results.engine.counts import ItemSpec, ScaleSpec
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.figures import ReleasedFigures
from surveys.results.engine.release_tables import BEFORE, FINAL, tables_of_all
from surveys.results.engine.role_blocks import RoleGroup
from surveys.results.models import Release
from surveys.results.pages.readers import figures_of
from surveys.results.services.gathering import unit_id

if TYPE_CHECKING:
    from surveys.collection.models import Administration
    from surveys.results.engine.figures import Json


def stored_figures(release: Release) -> ReleasedFigures:
    """Everything that a release publishes."""
    rows = list(release.units.select_related("unit__parent").order_by("unit__pk"))
    return ReleasedFigures(
        policy=Policy(release.threshold, release.unanimity_below),
        items=tuple(_spec(item) for item in release.items),
        parents={
            unit_id(row.unit): None if row.unit.parent is None else unit_id(row.unit.parent)
            for row in rows
        },
        units={unit_id(row.unit): figures_of(row) for row in rows},
        scales=tuple(
            ScaleSpec(scale["code"], tuple(scale["items"]), scale["points"])
            for scale in release.scales
        ),
        roles=tuple(RoleGroup(words, ()) for words in release.roles),
    )


def tables_of(administration: Administration) -> Json | None:
    """Every cell ever released of an administration; None before the first release."""
    releases = list(administration.releases.order_by("number"))
    if not releases:
        return None
    return tables_of_all({_batch(release): stored_figures(release) for release in releases})


def _batch(release: Release) -> str:
    if release.kind == Release.Kind.INTERIM:
        return BEFORE
    return FINAL if release.kind == Release.Kind.FINAL else f"correction {release.number}"


def _spec(item: dict[str, Any]) -> ItemSpec:
    return ItemSpec(
        code=item["code"],
        options=len(item["labels"]),
        favorable=frozenset(item["favorable"]),
        has_na=item["group"] == "conditional",
    )
