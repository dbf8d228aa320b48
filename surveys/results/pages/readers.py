"""Reading what is released: items as they were asked, and figures of units, for every page.

Only `ReleasedUnit` rows are read, which hold nothing of a hidden cell; no page asks a tally.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.fields.json import KeyTransform

from core import charts
from surveys.results.engine.assembled import wave_change
from surveys.results.engine.counts import ItemSpec
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.figures import (
    BaseFigures,
    ItemFigures,
    ReleasedFigures,
    UnitFigures,
    cell_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from surveys.results.engine.statistics import Change
    from surveys.results.models import Release, ReleasedUnit
    from surveys.results.querysets import ReleasedUnitQuerySet


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item as it was asked in one administration."""

    code: str
    wording: str
    labels: tuple[str, ...]
    favorable: tuple[int, ...]
    neutral: int | None
    section: str
    indicator: str
    any_favorable: tuple[int, ...] = ()

    @property
    def scale(self) -> charts.Scale:
        """The options as bars draw them; any agreement stands right of zero."""
        right = self.any_favorable or self.favorable
        return charts.Scale(self.labels, len(right), self.neutral is not None)

    @property
    def title(self) -> str:
        """The wording as a heading or a name in a list, without its full stop."""
        return self.wording.rstrip(".")

    @property
    def has_percent(self) -> bool:
        """Whether some answers count as agreement; else only the spread is told."""
        return bool(self.favorable)

    @property
    def favorable_words(self) -> str:
        """ "agree or strongly agree"."""
        return " or ".join(self.labels[code - 1].lower() for code in self.favorable)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in a list, with what is published of one item there. Holds no staff when hidden."""

    pk: int
    kind: str
    name: str
    parent: int | None
    organization: int | None
    typology: str
    base: BaseFigures | None
    cell: ItemFigures | None
    level: str = ""


def items_of(release: Release) -> tuple[AskedItem, ...]:
    """The items of a release, in the order of the form."""
    return tuple(
        AskedItem(
            code=item["code"],
            wording=item["wording"],
            labels=tuple(item["labels"]),
            favorable=tuple(item["favorable"]),
            neutral=item["neutral"],
            section=item["section"],
            indicator=item["indicator"],
            any_favorable=tuple(item.get("any_favorable", ())),
        )
        for item in release.items
    )


def figures_of(row: ReleasedUnit) -> UnitFigures:
    """Everything published about one unit."""
    return UnitFigures.from_json(
        {"base": row.base, "items": row.items, "scales": row.scales, "roles": row.roles}
    )


def lines(rows: ReleasedUnitQuerySet, code: str) -> list[Line]:
    """The units of a queryset by name, each with its cell of one item. One query."""
    found = rows.order_by("unit__name", "unit__pk").values_list(
        "unit_id",
        "unit__kind",
        "unit__name",
        "unit__parent_id",
        "unit__organization_id",
        "unit__typology",
        "base",
        "unit__level",
        KeyTransform(code, "items"),
    )
    return [
        Line(
            pk,
            kind,
            name,
            parent,
            organization,
            typology,
            None if base is None else BaseFigures(**base),
            cell_of(cell),
            level,
        )
        for pk, kind, name, parent, organization, typology, base, level, cell in found
    ]


def as_released(release: Release, item: AskedItem, every_line: Iterable[Line]) -> ReleasedFigures:
    """All lines of a release as the pure modules take them, units named by their pk."""
    spec = ItemSpec(item.code, len(item.labels), frozenset(item.favorable))
    rows = list(every_line)
    return ReleasedFigures(
        policy=Policy(release.threshold, release.unanimity_below),
        items=(spec,),
        parents={str(row.pk): None if row.parent is None else str(row.parent) for row in rows},
        units={str(row.pk): UnitFigures(row.base, {item.code: row.cell}) for row in rows},
    )


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item in two waves."""

    item: AskedItem
    before: ItemFigures
    after: ItemFigures
    change: Change


def changes(
    before: UnitFigures, after: UnitFigures, items: Sequence[AskedItem], comparable: Collection[str]
) -> list[ItemChange]:
    """What changed of those items that are comparable, the largest gain first."""
    found = []
    for item in items:
        old, new = before.items.get(item.code), after.items.get(item.code)
        if item.code not in comparable or old is None or new is None:
            continue
        moved = wave_change(old, new)
        if moved is not None:
            found.append(ItemChange(item, old, new, moved))
    return sorted(found, key=_gain, reverse=True)


def _gain(found: ItemChange) -> float:
    return found.change.points_1
