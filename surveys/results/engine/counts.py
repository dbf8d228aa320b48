"""What goes into a release: items, the counts of every leaf, and their sums up the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.instruments.constructs import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """A closed item: its options are coded 1 … `options`, `favorable` are the codes that agree.

    `has_na` marks an item that does not apply to everybody ("does not apply" offered, or routed).
    Scales without favorable answers leave that empty and print no percent.
    """

    code: str
    options: int
    favorable: frozenset[int] = frozenset()
    has_na: bool = False

    def __post_init__(self) -> None:
        if not self.favorable <= set(range(1, self.options + 1)):
            raise ValueError(f"{self.code} has favorable options that it does not offer.")


@dataclass(frozen=True, slots=True)
class ScaleSpec:
    """Core items of one construct that are read together, answered from one list of `points`."""

    code: str
    items: tuple[str, ...]
    points: int

    @property
    def width(self) -> int:
        """How many sums are kept of it, laid out as in ScaleTally."""
        return width_of(len(self.items))

    def n(self, sums: Sequence[int]) -> int:
        """How many people have a score."""
        return sum(sums[: self.width - 2 * len(self.items) : 3])


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Answers of one unit to one item: per option, in the order of their codes."""

    options: tuple[int, ...]
    skipped: int = 0
    na: int = 0


class RowOfItems(Mapping[str, ItemCounts]):
    """Counts of many items as one flat row of numbers, which is how they are added up."""

    __slots__ = ("items_asked", "row")

    def __init__(self, items: tuple[ItemSpec, ...], row: Sequence[int]) -> None:
        """The row holds, for each item: its options, skips, N/A; first of all the submissions."""
        self.items_asked = items
        self.row = row

    def __getitem__(self, code: str) -> ItemCounts:
        start = 1
        for item in self.items_asked:
            end = start + item.options
            if item.code == code:
                return ItemCounts(tuple(self.row[start:end]), self.row[end], self.row[end + 1])
            start = end + 2
        raise KeyError(code)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowOfItems) and other.items_asked == self.items_asked:
            return list(self.row) == list(other.row)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as every mapping; rows may be lists

    def __iter__(self) -> Iterator[str]:
        return (item.code for item in self.items_asked)

    def __len__(self) -> int:
        return len(self.items_asked)


@dataclass(frozen=True, slots=True)
class LeafCounts:
    """What was submitted at one leaf; items and scales missing here were answered by nobody.

    `scales` holds the sums of ScaleTally. `by_role` has the same people once more by the role
    they told: first those who told none, then the roles in order; empty where nobody is asked.
    """

    submitted: int
    items: Mapping[str, ItemCounts] = field(default_factory=dict)
    scales: Mapping[str, Sequence[int]] = field(default_factory=dict)
    by_role: Sequence[LeafCounts] = ()


NOBODY = LeafCounts(submitted=0)


class WrongCounts(ValueError):
    """The counts contradict each other, the tree or the items. Says where, never a number."""


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """One item's counts, each a column with one value per unit number.

    `options` has, for each unit, the answers per option.
    """

    options: Sequence[tuple[int, ...]]
    skipped: Sequence[int]
    na: Sequence[int]
    n: Sequence[int]
    agree: Sequence[int]

    def option_counts(self, unit: int) -> tuple[int, ...]:
        """The unit's answers per option."""
        return self.options[unit]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of every unit of a tree: columns of numbers, rows of sums for the scales."""

    submitted: Sequence[int]
    items: Mapping[str, ItemColumns]
    scales: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)


def added(rows: Sequence[Sequence[int]]) -> Sequence[int]:
    """Rows added up place by place."""
    return list(map(sum, zip(*rows, strict=True))) if len(rows) > 1 else rows[0]


def flat_row(items: Sequence[ItemSpec], counts: LeafCounts) -> Sequence[int]:
    """All counts of a leaf in one row: submitted, then each item's options, skips and N/A."""
    own = counts.items
    if isinstance(own, RowOfItems) and (
        own.items_asked is items or own.items_asked == tuple(items)
    ):
        return own.row
    row = [counts.submitted]
    for item in items:
        given = own.get(item.code)
        row += (
            (0,) * (item.options + 2)
            if given is None
            else (*given.options, given.skipped, given.na)
        )
    return row


def leaf_of(
    items: Sequence[ItemSpec],
    rows: Sequence[Sequence[int]],
    scales: Mapping[str, Sequence[int]],
    *,
    asks_role: bool,
) -> LeafCounts:
    """A leaf from the flat rows of its role groups in order; a row may be empty: nobody."""
    told = [row for row in rows if row]
    everybody = _of_row(items, added(told)) if told else NOBODY
    by_role = tuple(_of_row(items, row) if row else NOBODY for row in rows) if asks_role else ()
    return LeafCounts(everybody.submitted, everybody.items, scales, by_role)


def _of_row(items: Sequence[ItemSpec], row: Sequence[int]) -> LeafCounts:
    return LeafCounts(row[0], RowOfItems(tuple(items), row))
