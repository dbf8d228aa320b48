"""The counts a release was made from, as they are kept to hold later releases against them.

One flat row per leaf and role group (see counts.flat_row), in the order of the release's items:
short, since a statewide administration has thousands of them.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from surveys.results.engine.counts import flat_row, leaf_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.results.engine.counts import ItemSpec, LeafCounts

Json = dict[str, Any]
FAST = 1  # numbers are small and alike: better compression takes longer than it saves


def packed(counts: Json) -> bytes:
    """As they are stored: five million numbers of a state that no query reads."""
    return zlib.compress(json.dumps(counts, separators=(",", ":")).encode(), FAST)


def unpacked(stored: bytes | memoryview) -> Json:
    """The counts that packed() made ready."""
    found: Json = json.loads(zlib.decompress(stored))
    return found


def basis_json(items: Sequence[ItemSpec], leaves: Mapping[str, LeafCounts]) -> Json:
    """Plain values for storage, by leaf."""
    return {
        name: {
            "asks_role": bool(leaf.by_role),
            "rows": [
                flat_row(items, group) if group.submitted else []
                for group in leaf.by_role or (leaf,)
            ],
            "scales": {code: list(sums) for code, sums in leaf.scales.items()},
        }
        for name, leaf in leaves.items()
    }


def leaves_of(items: Sequence[ItemSpec], stored: Json) -> dict[str, LeafCounts]:
    """The counts as they were stored; the roles' own sums of scales are not kept."""
    return {name: _leaf(items, own) for name, own in stored.items()}


def _leaf(items: Sequence[ItemSpec], own: Json) -> LeafCounts:
    scales = {code: tuple(sums) for code, sums in own["scales"].items()}
    return leaf_of(items, own["rows"], scales, asks_role=own["asks_role"])
