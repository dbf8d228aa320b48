"""A release written down so that anyone can attack it (disclosure.md 13).

Every declared cell with every figure that is published for it anywhere, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.disclosure import CODED_LOW
from surveys.results.figures import CODED_WORDS, BaseFigures, ItemFigures, Json, ReleasedFigures

if TYPE_CHECKING:
    from surveys.results.counts import ItemSpec

MEAN_DIGITS = 2
PERCENT_DIGITS = 1


def release_tables(released: ReleasedFigures) -> Json:
    """The published tables, with the tree that joins them."""
    return {
        "threshold": released.policy.threshold,
        "policy": {"unanimity_below": released.policy.unanimity_below, "zeros_open": False},
        "dimensions": {"org": _groups(released)},
        "tables": {item.code: _table(item) for item in released.items},
        "cells": [
            {
                "id": f"{unit}:{item.code}",
                "table": item.code,
                "at": {"org": unit},
                **_published(item, own.base, own.items[item.code]),
            }
            for item in released.items
            for unit, own in released.units.items()
        ],
    }


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
