"""What a release is made from: the frozen frame, the items, and the counts of the leaves."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.engine.counts import ItemSpec, LeafCounts, ScaleSpec, added, leaf_of
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.tree import Tree, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from surveys.collection.models import Administration, FrameUnit
    from surveys.instruments.constructs import ItemScale


@dataclass(frozen=True, slots=True)
class Material:
    """All that goes into the release of one administration."""

    frame: Sequence[FrameUnit]
    items: Sequence[Item]
    units: Sequence[Unit]
    specs: Sequence[ItemSpec]
    scales: Sequence[ScaleSpec]
    scale_names: Mapping[str, str]
    roles: Sequence[str]
    leaves: dict[str, LeafCounts]
    policy: Policy

    @property
    def tree(self) -> Tree:
        """The frozen frame with its order."""
        return Tree(self.units)


def material_of(administration: Administration) -> Material:
    """The frame, the items and the counts as they are now."""
    frame = list(administration.units.all())
    items = _without_unasked(administration, closed_items(administration))
    specs = tuple(spec_of(item) for item in items)
    asked = {item.code for item in items}
    scales = [scale for scale in scales_asked(administration) if asked.issuperset(scale.items)]
    return Material(
        frame=frame,
        items=items,
        units=tree_of(frame),
        specs=specs,
        scales=[scale_spec_of(scale) for scale in scales],
        scale_names={scale.code: scale.name for scale in scales},
        roles=administration.version.roles,
        leaves=leaf_counts(administration, frame, items, specs, {scale.code for scale in scales}),
        policy=Policy.of(administration.threshold),
    )


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


def _without_unasked(administration: Administration, items: Sequence[Item]) -> list[Item]:
    """Without the items that a file which was brought in does not have.

    Nobody was asked them, and a core item that nobody answered would hide everything. Whoever is
    asked here is asked every core item: a blank one counts as skipped.
    """
    if administration.imported_at is None:
        return list(items)
    slots: Counter[int] = Counter()
    for width, counts in administration.tallies.values_list("width", "counts"):
        for place, count in enumerate(counts):
            slots[place // width] += count
    return [item for item in items if slots[item.slot or 0]]


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


def scales_asked(administration: Administration) -> list[ItemScale]:
    """The scales that the form declares, in order, as far as their sums were folded.

    Answers that were folded before there were sums have none until `recount --mend`; their scales
    then count as not asked, where no sums would read as nobody's answers and hide everything.
    """
    counted = administration.scale_tallies.order_by().values_list("scale")
    sums = dict(counted.annotate(Count("pk")))
    groups = administration.tallies.count()
    declared = questionnaire_of(administration.version).scales
    return [scale for scale in declared if sums.get(scale.code, 0) == groups]


def scale_spec_of(scale: ItemScale) -> ScaleSpec:
    """The scale as the pure modules take it."""
    return ScaleSpec(scale.code, scale.items, scale.points)


def leaf_counts(
    administration: Administration,
    units: Iterable[FrameUnit],
    items: Sequence[Item],
    specs: Sequence[ItemSpec],
    scale_codes: Collection[str],
) -> dict[str, LeafCounts]:
    """Counts of every leaf that has any: all together, by role where one is asked, of scales."""
    rows = _rows(administration, items, specs)
    told = {role for own in rows.values() for role in own}
    codes = range(1 + max(len(administration.version.roles), *told, 0))
    scales = _scale_sums(administration, scale_codes)
    return {
        unit_id(unit): leaf_of(
            specs,
            [rows[unit.pk].get(code, []) for code in codes],
            scales.get(unit.pk, {}),
            asks_role=bool(administration.version.roles),
        )
        for unit in units
        if unit.pk in rows
    }


def _rows(
    administration: Administration, items: Sequence[Item], specs: Sequence[ItemSpec]
) -> defaultdict[int, dict[int, Sequence[int]]]:
    """The flat row (counts.flat_row) of each unit and role group."""
    asked = tuple((item.slot or 0, spec.options) for item, spec in zip(items, specs, strict=True))
    rows: defaultdict[int, dict[int, Sequence[int]]] = defaultdict(dict)
    found = administration.tallies.values_list("unit_id", "role", "width", "submitted", "counts")
    for unit, role, width, submitted, counts in found:
        places = _places(asked, width)
        counts += [0] * (1 + max(places, default=0) - len(counts))  # asked of nobody yet
        rows[unit][role] = (submitted, *map(counts.__getitem__, places))
    return rows


@lru_cache
def _places(asked: Sequence[tuple[int, int]], width: int) -> Sequence[int]:
    """A tally has, for each slot: skipped, option 1, …, option k, does not apply."""
    return [
        slot * width + place
        for slot, options in asked
        for place in (*range(1, options + 1), 0, options + 1)
    ]


def _scale_sums(
    administration: Administration, codes: Collection[str]
) -> dict[int, dict[str, Sequence[int]]]:
    """The sums of each unit by scale, all role groups together."""
    found: defaultdict[int, defaultdict[str, list[Sequence[int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    # A state has some 80,000 of them: as rows, without an object for each.
    sums_of = administration.scale_tallies.filter(scale__in=codes)
    for unit, scale, sums in sums_of.values_list("unit_id", "scale", "sums"):
        found[unit][scale].append(sums)
    return {
        unit: {scale: added(sums) for scale, sums in own.items()} for unit, own in found.items()
    }
