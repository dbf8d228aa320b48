"""Released figures as lines of a terminal, or as JSON: what anybody sees, and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateformat import format as shown_as

from surveys.collection.models import FrameUnit
from surveys.results.engine.assembled import mean_of_cells
from surveys.results.pages import grouped
from surveys.results.pages.readers import figures_of, items_of
from surveys.results.pages.rows import answered_text, hidden_words, interval_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.results.engine.figures import ItemFigures, ScaleFigures, UnitFigures
    from surveys.results.engine.statistics import MeanOfPercents
    from surveys.results.models import Release, ReleasedUnit
    from surveys.results.pages.readers import AskedItem

MARK = "hidden"


def lines(release: Release, units: Sequence[ReleasedUnit]) -> Iterator[str]:
    """The release, then each unit with its items and scales; the mark is explained once."""
    made = shown_as(timezone.localtime(release.released_at), "F j, Y")
    yield f"{release.administration}: {release.get_kind_display().lower()} release, {made}"
    if release.reason:
        yield f"Corrected: {release.reason}"
    yield f"“{MARK}” says: {hidden_words(release.threshold)}"
    items = items_of(release)
    figures = [figures_of(unit) for unit in units]
    for unit, own in zip(units, figures, strict=True):
        part = MARK if own.base is None else f"{answered_text(own.base)}, {own.base.rate_1}%"
        yield ""
        yield f"{FrameUnit.Kind(unit.unit.kind).label} {unit.unit.name}: {part}"
        for item in items:
            yield f"  {item.code}: {_item(item, own.items[item.code])}. {item.wording}"
        for scale in release.scales:
            yield f"  {scale['name']}: {_scale(scale, own.scales.get(scale['code']))}"
    if means := _means(items, figures):
        yield ""
        yield "Mean of the percents that are shown, where each unit counts the same:"
        for code, mean in means.items():
            yield f"  {code}: {mean.percent}%, {mean.units} of {len(units)} units shown"


def role_lines(release: Release, whole: ReleasedUnit | None) -> Iterator[str]:
    """The role groups of the whole survey, which are told all or none."""
    told = None if whole is None else figures_of(whole).roles
    for role, own in zip(release.roles, told or [None] * len(release.roles), strict=True):
        yield ""
        yield f"{role}: {MARK if own is None else f'{own.submitted} answered'}"
        for item in items_of(release):
            if own is not None and (cell := own.items.get(item.code)) is not None:
                yield f"  {item.code}: {_item(item, cell)}. {item.wording}"


def as_json(
    release: Release,
    whole: ReleasedUnit | None,
    units: Sequence[ReleasedUnit],
    *,
    by_role: bool = False,
) -> dict[str, Any]:
    """The same with every figure by its name: hidden ones are null.

    `groups` has the whole survey and the units, or its roles, once more in a short form.
    """
    figures = [figures_of(unit) for unit in units]
    items = items_of(release)
    top = None if whole is None else figures_of(whole)
    pairs = [] if by_role else list(zip(units, figures, strict=True))
    groups = list(grouped.of_units(release, top, pairs, items))
    if by_role and top is not None:
        groups += grouped.of_roles(release, top, items)
    return {
        "administration": release.administration_id,
        "title": release.administration.title,
        "release": {"kind": release.kind, "number": release.number, "reason": release.reason},
        "released_at": release.released_at.isoformat(),
        "threshold": release.threshold,
        "hidden": hidden_words(release.threshold),
        "items": release.items,
        "scales": release.scales,
        "roles": release.roles,
        "units": [
            {
                "kind": unit.unit.kind,
                "key": unit.unit.key,
                "name": unit.unit.name,
                **own.named(),
            }
            for unit, own in zip(units, figures, strict=True)
        ],
        "means": {code: asdict(mean) for code, mean in _means(items, figures).items()},
        "groups": groups,
    }


def _means(items: Sequence[AskedItem], figures: Sequence[UnitFigures]) -> dict[str, MeanOfPercents]:
    """By item, beside the pooled percent of the unit above; of one unit there is none."""
    means = {item.code: mean_of_cells(own.items[item.code] for own in figures) for item in items}
    return {code: mean for code, mean in means.items() if mean is not None and mean.units > 1}


def _item(item: AskedItem, cell: ItemFigures | None) -> str:
    """ "44%, interval 42–47, n 482, 12 skipped, 58 101 109 146 68"."""
    if cell is None:
        return MARK
    told = []
    if item.has_percent:
        told.append(percent_text(cell) or MARK)
        interval = interval_text(cell)
        told += [f"interval {interval}" if cell.low is not None else interval] if interval else []
    told.append(f"n {cell.n}")
    told += [f"{cell.skipped} skipped"] if cell.skipped else []
    told += [f"{cell.na} not applicable"] if cell.na else []
    told.append("bars " + (" ".join(map(str, cell.counts)) if cell.counts else MARK))
    return ", ".join(told)


def _scale(scale: Mapping[str, Any], found: ScaleFigures | None) -> str:
    """ "mean 3.42 of 5, n 45, deviation 0.91, alpha 0.87"."""
    if found is None:
        return MARK
    told = [f"mean {found.mean:.2f} of {scale['points']}", f"n {found.n}"]
    told += [] if found.sd is None else [f"deviation {found.sd:.2f}"]
    told += [] if found.alpha is None else [f"alpha {found.alpha:.2f}"]
    return ", ".join(told)
