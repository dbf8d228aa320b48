"""What a release is made from: the frozen frame, the items, and the counts of the leaves."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from surveys.instruments.models import Item
from surveys.results.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.tree import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.collection.models import Administration, FrameUnit, Tally


def unit_id(unit: FrameUnit) -> str:
    """The unit's name in the pure modules; among equal staff the key decides the order."""
    return f"{unit.key}|{unit.kind}"


def tree_of(units: Iterable[FrameUnit]) -> list[Unit]:
    """The frozen frame as the pure modules take it: staff at the leaves, sums above."""
    by_pk = {unit.pk: unit for unit in units}
    inner = {unit.parent_id for unit in by_pk.values()}
    return [
        Unit(
            id=unit_id(unit),
            parent=None if unit.parent_id is None else unit_id(by_pk[unit.parent_id]),
            staff=0 if unit.pk in inner else unit.staff,
        )
        for unit in by_pk.values()
    ]


def closed_items(administration: Administration) -> list[Item]:
    """The items that get figures, in the order of the form; facts about people get none."""
    found = Item.objects.filter(
        section__version=administration.version_id, kind=Item.Kind.CHOICE, is_fact=False
    )
    ordered = found.order_by("section__position", "position")
    return list(ordered.select_related("scale", "section", "indicator"))


def spec_of(item: Item) -> ItemSpec:
    """The item as the pure modules take it."""
    scale = scale_of(item)
    return ItemSpec(
        code=item.code,
        options=len(scale.labels),
        favorable=frozenset(scale.favorable),
        has_na=item.group == Item.Group.CONDITIONAL,
    )


def scale_of(item: Item) -> Any:
    """The answer list of a question that gets figures."""
    if item.scale is None or item.slot is None:  # a constraint of the table says it cannot be
        raise ValueError(f"{item.code} has no scale.")
    return item.scale


def leaf_counts(
    units: Iterable[FrameUnit], items: Sequence[Item], tallies: Iterable[Tally]
) -> dict[str, LeafCounts]:
    """Counts of every leaf that has any, all role groups together."""
    ids = {unit.pk: unit_id(unit) for unit in units}
    submitted: defaultdict[int, int] = defaultdict(int)
    answers: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for tally in tallies:
        submitted[tally.unit_id] += tally.submitted
        for item in items:
            own = answers[tally.unit_id]
            own[item.code] = _added(own[item.code], _slot_counts(tally, item))
    return {
        ids[unit]: LeafCounts(count, {code: _item_counts(c) for code, c in answers[unit].items()})
        for unit, count in submitted.items()
    }


def _slot_counts(tally: Tally, item: Item) -> list[int]:
    """Skipped, option 1, …, option k, does not apply."""
    options = len(scale_of(item).labels)
    start = (item.slot or 0) * tally.width
    counts = tally.counts[start : start + tally.width]
    padded = [*counts, *[0] * (options + 2 - len(counts))]
    return padded[: options + 2]


def _added(so_far: list[int], counts: list[int]) -> list[int]:
    return [a + b for a, b in zip(so_far, counts, strict=True)] if so_far else counts


def _item_counts(counts: Sequence[int]) -> ItemCounts:
    skipped, *options, na = counts
    return ItemCounts(tuple(options), skipped=skipped, na=na)
