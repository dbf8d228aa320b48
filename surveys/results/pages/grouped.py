"""Released figures of a survey and its groups in the short form that other tools read.

The same names as the unrounded figures have (engine/unrounded.py); null stands where a figure is
hidden, or not published at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.results.engine.figures import ItemFigures, ScaleFigures, UnitFigures
    from surveys.results.models import Release, ReleasedUnit
    from surveys.results.pages.readers import AskedItem

MISSING_RULE = (
    "n and mean: those who answered at least two thirds of the items; alpha: of those, who "
    "answered every item (listwise)."
)
Json = dict[str, Any]


def of_units(
    release: Release,
    whole: UnitFigures | None,
    units: Sequence[tuple[ReleasedUnit, UnitFigures]],
    items: Sequence[AskedItem],
) -> Iterator[Json]:
    """The whole survey, and each of these units but the network, which is the whole."""
    if whole is not None:
        yield {"group": None, **_unit(release, whole, items)}
    for row, own in units:
        if row.unit.parent_id is not None:
            yield {"group": row.unit.name, "key": row.unit.key, **_unit(release, own, items)}


def of_roles(release: Release, whole: UnitFigures, items: Sequence[AskedItem]) -> Iterator[Json]:
    """The role groups of the whole survey: all of them, or all hidden."""
    for place, role in enumerate(release.roles):
        own = None if whole.roles is None else whole.roles[place]
        cells = {} if own is None else own.items
        yield {
            "group": role,
            "key": "",
            "n": None if own is None else own.submitted,
            "items": [_item(item, cells.get(item.code)) for item in items],
            "scales": [],
        }


def _unit(release: Release, own: UnitFigures, items: Sequence[AskedItem]) -> Json:
    return {
        "n": None if own.base is None else own.base.submitted,
        "items": [_item(item, own.items.get(item.code)) for item in items],
        "scales": [_scale(scale, own.scales.get(scale["code"])) for scale in release.scales],
    }


def _item(item: AskedItem, cell: ItemFigures | None) -> Json:
    return {
        "code": item.code,
        "n": None if cell is None else cell.n,
        "missing": None if cell is None else cell.skipped,
        "not_applicable": None if cell is None else cell.na,
        "counts": None if cell is None else cell.counts,
        "percent_agree": None if cell is None else cell.percent_1,
        "mean": None if cell is None else cell.mean,
        "sd": None,  # never published of a single question
    }


def _scale(scale: Mapping[str, Any], found: ScaleFigures | None) -> Json:
    return {
        "code": scale["code"],
        "items": scale["items"],
        "alpha": None if found is None else found.alpha,
        "n": None if found is None else found.n,
        "mean": None if found is None else found.mean,
        "missing_rule": MISSING_RULE,
    }
