"""At which level a comment is shown (disclosure.md 8). Pure: counts in, places out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def places_of_comments(
    parents: Mapping[int, int | None],
    shown: Collection[int],
    counts: Mapping[int, int],
    threshold: int,
) -> dict[int, int]:
    """For each leaf with comments the one unit they are shown at; leaves without one are left out.

    That is the leaf itself if it is shown and has enough of them. Else they go one level up, where
    the leftovers are shown together if they are enough and from two units below; and so on.
    """
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, parent in parents.items():
        below[parent].append(unit)
    found: dict[int, int] = {}

    def leftovers(unit: int) -> list[int]:
        """Leaves whose comments this unit passes up."""
        passed = [left for child in below[unit] if (left := leftovers(child))]
        own = [unit] if counts.get(unit) and not below[unit] else []
        leaves = [leaf for left in passed for leaf in left] or own
        is_enough = sum(counts[leaf] for leaf in leaves) >= threshold
        if unit in shown and is_enough and (own or len(passed) > 1):
            found.update(dict.fromkeys(leaves, unit))
            return []
        return leaves

    for top in below[None]:
        leftovers(top)
    return found
