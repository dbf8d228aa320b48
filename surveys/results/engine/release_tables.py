"""A release written down so that anyone can attack it (disclosure.md 13).

Every declared cell with every figure that is published for it anywhere, and nothing else.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from surveys.results.engine.disclosure import CODED_LOW
from surveys.results.engine.figures import (
    CODED_WORDS,
    BaseFigures,
    ItemFigures,
    Json,
    ReleasedFigures,
    ScaleFigures,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.results.engine.counts import ItemSpec

ANY = "any"
FINAL, BEFORE, AFTER = "final", "before", "after"
MEAN_DIGITS = 2
PERCENT_DIGITS = 1


def release_tables(released: ReleasedFigures, batch: str | None = None) -> Json:
    """The published tables of one release, with the tree and the role groups that join them."""
    at_batch = {} if batch is None else {"batch": batch}
    dimensions: Json = {"org": _groups(released)}
    if released.roles:
        dimensions["role"] = {ANY: [group.words for group in released.roles]}
    tables: Json = {
        "threshold": released.policy.threshold,
        "policy": {"unanimity_below": released.policy.unanimity_below, "zeros_open": False},
        "dimensions": dimensions,
        "tables": {item.code: _table(item) for item in released.items},
        "cells": [*_cells(released, at_batch), *_role_cells(released, at_batch)],
    }
    if released.scales:
        tables["scales"] = _scales(released, at_batch)
    return tables


def tables_of_all(releases: Mapping[str, ReleasedFigures]) -> Json:
    """All releases of one administration, the oldest first, each as a batch.

    What the final release counts is what the interim one (`before`) counted and what came after.
    """
    if len(releases) == 1:
        [only] = releases.values()
        return release_tables(only)
    tables = [release_tables(released, batch) for batch, released in releases.items()]
    joined = tables[-1]
    joined["dimensions"]["batch"] = {FINAL: [BEFORE, AFTER]} if BEFORE in releases else {}
    for part in joined.keys() & {"cells", "scales"}:
        joined[part] = [entry for one in tables for entry in one.get(part, ())]
    return joined


def _cells(released: ReleasedFigures, at_batch: Json) -> Iterator[Json]:
    """Every unit with every item, all role groups together."""
    at_role = {"role": ANY} if released.roles else {}
    for item in released.items:
        for unit, own in released.units.items():
            yield {
                "id": _name(unit, item.code, at_batch),
                "table": item.code,
                "at": {"org": unit, **at_role, **at_batch},
                **_published(item, own.base, own.items[item.code]),
            }


def _role_cells(released: ReleasedFigures, at_batch: Json) -> Iterator[Json]:
    """Every unit with every role group and core item."""
    for item in released.items if released.roles else ():
        for unit, own in released.units.items() if not item.has_na else ():
            for place, group in enumerate(released.roles):
                role = None if own.roles is None else own.roles[place]
                yield {
                    "id": _name(unit, item.code, at_batch, group.words),
                    "table": item.code,
                    "at": {"org": unit, "role": group.words, **at_batch},
                    **({} if role is None else {"submitted": role.submitted}),
                    **_published(item, None, None if role is None else role.items[item.code]),
                }


def _scales(released: ReleasedFigures, at_batch: Json) -> list[Json]:
    """Every unit with every scale."""
    return [
        {
            "scale": scale.code,
            "items": list(scale.items),
            "at": {"org": unit, **at_batch},
            **({"n": None} if own is None else _told(own)),
        }
        for scale in released.scales
        for unit, figures in released.units.items()
        for own in [figures.scales[scale.code]]
    ]


def _told(scale: ScaleFigures) -> Json:
    return {name: value for name, value in asdict(scale).items() if value is not None}


def _name(*parts: str | Json) -> str:
    """What a cell is called in a report on it."""
    words = [part if isinstance(part, str) else part.get("batch", "") for part in parts]
    return ":".join(word for word in words if word)


def _groups(released: ReleasedFigures) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for unit, parent in released.parents.items():
        if parent is not None:
            groups.setdefault(parent, []).append(unit)
    return groups


def _table(item: ItemSpec) -> Json:
    codes = range(1, item.options + 1)
    return {
        "options": [str(code) for code in codes],
        "agree": [str(code) for code in sorted(item.favorable)],
        "codes": {str(code): code for code in codes},
        "extras": ["skipped", "na"],
    }


def _published(item: ItemSpec, base: BaseFigures | None, cell: ItemFigures | None) -> Json:
    taken_part = {} if base is None else {"submitted": base.submitted, "frame": base.staff}
    if cell is None:
        return {"n": None, **taken_part}
    counts = {"skipped": cell.skipped, "na": cell.na}
    published: Json = {"n": cell.n, **taken_part, "counts": counts}
    if cell.coded:
        low = cell.coded == CODED_WORDS[CODED_LOW]
        published["percent_low"], published["percent_high"] = (0, 10) if low else (90, 100)
    if cell.agree is not None:
        published["agree"] = cell.agree
        published["percent"] = cell.percent_1
        published["digits"] = PERCENT_DIGITS
    if cell.counts is not None:
        counts.update({str(code): n for code, n in enumerate(cell.counts, start=1)})
        published["mean"] = cell.mean
        published["mean_digits"] = MEAN_DIGITS
    return published
