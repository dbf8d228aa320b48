"""Rows that leave share their facts with at least k - 1 others (k-anonymity).

Where a group is smaller, its rows give up one fact after another until the group they then fall
into is large enough. Local suppression: rows of large groups keep everything. Pure, and told only
how many rows a group has. Source of the idea: Sweeney 2002; the order is ours (terms.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HIDDEN = -96
Fact = str | int | float
Key = tuple[Fact, ...]


class TooFewRows(Exception):
    """There are fewer rows than a group needs; nothing may leave."""


@dataclass(frozen=True, slots=True)
class Coarsened:
    """What became of each group, and the report on it.

    `keys` maps the facts of a group to those its rows leave with; `given_up` counts the rows
    that lost each fact, in order of the facts.
    """

    keys: Mapping[Key, Key]
    rows: int
    least_before: int
    rows_below: int
    least_after: int
    given_up: tuple[int, ...]


def coarsen(groups: Mapping[Key, int], order: Sequence[int], least: int) -> Coarsened:
    """Give up facts, in this order of their places in the key, until every group has `least` rows.

    Raises TooFewRows where there are not so many in all.
    """
    counts = {key: n for key, n in groups.items() if n}
    rows = sum(counts.values())
    if rows < least:
        raise TooFewRows
    keys = {key: key for key in counts}
    for place in order:
        for key in _in_small(keys, counts, least):
            keys[key] = _without(keys[key], place)
    _fill_the_last(keys, counts, least)
    return Coarsened(
        keys=keys,
        rows=rows,
        least_before=min(counts.values()),
        rows_below=sum(n for n in counts.values() if n < least),
        least_after=min(_sizes(keys, counts).values()),
        given_up=tuple(
            sum(n for key, n in counts.items() if keys[key][place] != key[place])
            for place in range(len(next(iter(counts))))
        ),
    )


def _in_small(keys: Mapping[Key, Key], counts: Mapping[Key, int], least: int) -> list[Key]:
    """The groups whose rows are, as they would leave now, fewer than `least`."""
    sizes = _sizes(keys, counts)
    return [key for key in counts if sizes[keys[key]] < least]


def _fill_the_last(keys: dict[Key, Key], counts: Mapping[Key, int], least: int) -> None:
    """Rows that gave up everything may still be too few: the smallest other groups join them."""
    for key in _in_small(keys, counts, least):
        keys[key] = tuple(HIDDEN for _ in key)
    while _in_small(keys, counts, least):
        sizes = _sizes(keys, counts)
        joining = min((k for k in sizes if set(k) != {HIDDEN}), key=lambda k: (sizes[k], str(k)))
        for key in [key for key, now in keys.items() if now == joining]:
            keys[key] = tuple(HIDDEN for _ in key)


def _sizes(keys: Mapping[Key, Key], counts: Mapping[Key, int]) -> Counter[Key]:
    sizes: Counter[Key] = Counter()
    for key, now in keys.items():
        sizes[now] += counts[key]
    return sizes


def _without(key: Key, place: int) -> Key:
    return (*key[:place], HIDDEN, *key[place + 1 :])
