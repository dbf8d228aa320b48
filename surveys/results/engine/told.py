"""What an earlier release told, figure by figure, beside the same counts as of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from surveys.results.engine.counts import Counts, ItemSpec, ScaleSpec
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.engine.role_blocks import RoleCounts

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Figures that are shown together: what was told of a unit, and the same counts as of now."""

    what: str
    told: Callable[[UnitFigures], Row | None]
    now: Callable[[int], Row]
    is_one_group: bool = True  # the parts of one set of answers; else each number is one

    def size(self, change: Row) -> list[int]:
        """How many answers changed at least."""
        return [sum(map(abs, change))] if self.is_one_group else [abs(part) for part in change]


def views(
    items: Sequence[ItemSpec],
    scales: Sequence[ScaleSpec],
    roles: Sequence[RoleCounts],
    counts: Counts,
) -> Iterator[View]:
    """Everything an earlier release may have told."""
    yield participation(items, counts)
    for item in items:
        yield from (answers(item, counts), agreeing(item, counts), bars(item, counts))
    for scale in scales:
        yield scores(scale, counts)
    for place, role in enumerate(roles):
        yield from of_role(place, role)


def participation(items: Sequence[ItemSpec], counts: Counts) -> View:
    """Who took part; of core items the same units tell how many answered."""
    core = [item.code for item in items if not item.has_na]

    def told(own: UnitFigures) -> Row | None:
        if own.base is None:
            return None
        return (own.base.submitted, *(_n(own.items[code]) for code in core))

    return View("participants", told, _submitted_and_n(counts, core), is_one_group=False)


def answers(item: ItemSpec, counts: Counts) -> View:
    """How many answered an item."""
    n = counts.items[item.code].n
    return View(f"answers to {item.code}", _of_cell(item.code, "n"), lambda unit: (n[unit],))


def agreeing(item: ItemSpec, counts: Counts) -> View:
    """How many agreed, and how many did not."""
    columns = counts.items[item.code]

    def told(own: UnitFigures) -> Row | None:
        cell = own.items.get(item.code)
        return None if cell is None or cell.agree is None else (cell.agree, cell.n - cell.agree)

    def now(unit: int) -> Row:
        return columns.agree[unit], columns.n[unit] - columns.agree[unit]

    return View(f"agreeing answers to {item.code}", told, now)


def bars(item: ItemSpec, counts: Counts) -> View:
    """How many chose each option."""
    told = _of_cell(item.code, "counts")
    return View(f"answers to {item.code}", told, counts.items[item.code].option_counts)


def scores(scale: ScaleSpec, counts: Counts) -> View:
    """How many have a score; the sums follow the bars of the scale's items."""
    sums = counts.scales[scale.code]

    def told(own: UnitFigures) -> Row | None:
        score = own.scales.get(scale.code)
        return None if score is None else (score.n,)

    return View(f"scores of {scale.code}", told, lambda unit: (scale.n(sums[unit]),))


def of_role(place: int, role: RoleCounts) -> Iterator[View]:
    """One role group where splits are told."""
    counts = role.counts
    core = list(counts.items)

    def told(own: UnitFigures) -> Row | None:
        if own.roles is None:
            return None
        group = own.roles[place]
        return (group.submitted, *(_n(group.items[code]) for code in core))

    yield View("answers by role", told, _submitted_and_n(counts, core), is_one_group=False)
    for code in core:
        now = counts.items[code].option_counts
        yield View(f"answers to {code} by role", _of_role(place, code), now)


def _submitted_and_n(counts: Counts, codes: Sequence[str]) -> Callable[[int], Row]:
    return lambda unit: (counts.submitted[unit], *(counts.items[code].n[unit] for code in codes))


def _n(cell: ItemFigures | None) -> int:
    return 0 if cell is None else cell.n


def _of_cell(code: str, layer: str) -> Callable[[UnitFigures], Row | None]:
    """What was told of one item: a number or a row of them."""

    def told(own: UnitFigures) -> Row | None:
        value = getattr(own.items.get(code), layer, None)
        return (value,) if isinstance(value, int) else None if value is None else tuple(value)

    return told


def _of_role(place: int, code: str) -> Callable[[UnitFigures], Row | None]:
    def told(own: UnitFigures) -> Row | None:
        counts = own.roles[place].items[code].counts if own.roles is not None else None
        return None if counts is None else tuple(counts)

    return told
