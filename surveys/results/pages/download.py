"""A results page as a file: what is shown, and the one code or null where it is not.

The table is long: one row for a place, a group and an item or scale. Units above stand in it, as
they do beside the figures of the page; groups are those that were chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.collection.models import FrameUnit
from surveys.results.models import ReleasedUnit
from surveys.results.pages import rows
from surveys.results.pages.groups import BY, PLACES, ROLE
from surveys.results.pages.readers import figures_of
from surveys.results.pages.scale_rows import scales_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.results.engine.figures import ItemFigures, ScaleFigures, UnitFigures
    from surveys.results.pages.groups import GroupRow
    from surveys.results.pages.page import ResultsPage
    from surveys.results.pages.readers import AskedItem
    from surveys.results.pages.waves import WaveRow

Kind = FrameUnit.Kind
HEAD = (
    "level", "name", "group", "section", "code", "item", "staff asked", "forms sent", "n",
    "skipped", "does not apply", "answers that agree", "percent", "percent with one decimal",
    "interval low", "interval high", "mean", "standard deviation", "alpha", "wave before",
    "percent before", "change in points", "change in words",
)  # fmt: skip
EVERYONE = "everyone"
HIDDEN = rows.HIDDEN_CODE


def table(page: ResultsPage) -> Iterator[list[object]]:
    """The page's unit with those above and those listed under it, for every item and scale."""
    options = max(len(item.labels) for item in page.items)
    yield [*HEAD, *(f"option {place + 1}" for place in range(options)), "options", "note"]
    mark = rows.hidden_words(page.release.threshold)
    changes = _changes(page)
    for unit, own in _places(page):
        place = [Kind(unit.kind).label, unit.name]
        for item in page.items:
            cell = own.items[item.code]
            change = _change(page, changes.get(item.code)) if unit == page.unit else [""] * 4
            yield [
                *place, EVERYONE, *_asked(item), *_part(own), *_numbers(item, cell), "", "",
                *change, *_options(item, cell, options), _note(item, cell, mark),
            ]  # fmt: skip
        for scale in scales_of(page.release):
            found = own.scales.get(scale.code)
            yield [
                *place, EVERYONE, "", scale.code, scale.name, *_part(own), *_scale(found),
                *[""] * (4 + options), " / ".join(scale.items), mark if found is None else "",
            ]  # fmt: skip
    if page.by != PLACES:
        yield from _groups(page, options, mark)


def as_json(page: ResultsPage) -> dict[str, Any]:
    """The same figures as they are stored, for programs. A hidden figure is null."""
    release = page.release
    return {
        "survey": page.administration.title,
        "released_at": release.released_at.isoformat(),
        "release": {"kind": release.kind, "number": release.number, "reason": release.reason},
        "threshold": release.threshold,
        "hidden": rows.hidden_words(release.threshold),
        "items": release.items,
        "scales": release.scales,
        "roles": release.roles,
        "units": [
            {"level": unit.kind, "name": unit.name, "asked": unit == page.unit, **own.named()}
            for unit, own in _places(page)
        ],
        "changes": {
            "since": "" if page.before is None else page.before.name,
            "items": {row.item.code: _change_json(row) for row in _changes(page).values()},
        },
        "groups": {
            "by": page.by,
            "item": page.item.code,
            "rows": [
                {"name": row.name, "covers": row.detail, "n": row.n, "percent": row.percent or None}
                for row in page.groups
            ],
        },
    }


def _places(page: ResultsPage) -> Iterator[tuple[FrameUnit, UnitFigures]]:
    yield page.unit, page.own
    yield from page.beside
    listed = [row.line.pk for row in page.inside]
    found = ReleasedUnit.objects.filter(unit__in=listed, release=page.release).select_related(
        "unit"
    )
    by_unit = {row.unit_id: row for row in found}
    for pk in listed:
        row = by_unit[pk]
        yield row.unit, figures_of(row)


def _asked(item: AskedItem) -> list[object]:
    return [item.section, item.code, item.wording]


def _part(own: UnitFigures) -> list[object]:
    """Staff asked and forms sent."""
    return [HIDDEN, HIDDEN] if own.base is None else [own.base.staff, own.base.submitted]


def _hides(item: AskedItem, cell: ItemFigures | None) -> bool:
    """Whether any figure of the row is hidden."""
    if cell is None or cell.counts is None:
        return True
    return item.has_percent and cell.agree is None


def _note(item: AskedItem, cell: ItemFigures | None, mark: str) -> str:
    return mark if _hides(item, cell) else ""


def _numbers(item: AskedItem, cell: ItemFigures | None) -> list[object]:
    """From n to the mean, in the order of the head."""
    if cell is None:
        return [HIDDEN] * 9
    mean = HIDDEN if cell.mean is None else cell.mean
    return [cell.n, cell.skipped, cell.na, *_percent(item, cell), mean]


def _percent(item: AskedItem, cell: ItemFigures) -> list[object]:
    """Agreeing answers, percent, percent with one decimal, and both ends of the interval."""
    if not item.has_percent:
        return [""] * 5
    if cell.agree is None:
        coded = rows.percent_text(cell)
        return [HIDDEN, coded or HIDDEN, *[HIDDEN] * 3]
    ends = ["" if end is None else end for end in (cell.low_1, cell.high_1)]
    return [cell.agree, cell.percent, cell.percent_1, *ends]


def _options(item: AskedItem, cell: ItemFigures | None, options: int) -> list[object]:
    """The count of each answer, room for the longest list, and the answers in words."""
    own: list[object] = [HIDDEN] * len(item.labels)
    if cell is not None and cell.counts is not None:
        own = list(cell.counts)
    return [*own, *[""] * (options - len(own)), " / ".join(item.labels)]


def _scale(found: ScaleFigures | None) -> list[object]:
    """From n to alpha; what is not computed is empty."""
    if found is None:
        return [HIDDEN, *[""] * 7, HIDDEN, HIDDEN, HIDDEN]
    spread = ["" if value is None else value for value in (found.sd, found.alpha)]
    return [found.n, *[""] * 7, found.mean, *spread]


def _changes(page: ResultsPage) -> dict[str, WaveRow]:
    """Every item's change, not only those of the section that is open."""
    if page.before is None:
        return {}
    return {row.item.code: row for row in page.before.rows(page.items, page.own)}


def _change(page: ResultsPage, row: WaveRow | None) -> list[object]:
    """The wave before, its percent, the change in points and in words."""
    if page.before is None or row is None:
        return [""] * 4
    if row.why_not:
        return [page.before.name, "", "", row.why_not]
    points = HIDDEN if row.change is None else row.change.points_1
    return [page.before.name, row.before_words or HIDDEN, points, row.words or HIDDEN]


def _change_json(row: WaveRow) -> dict[str, Any] | None:
    if row.change is None:
        return None
    low, high = row.change.interval.one_decimal
    return {"points": row.change.points_1, "low": low, "high": high, "words": row.words}


def _groups(page: ResultsPage, options: int, mark: str) -> Iterator[list[object]]:
    """The chosen item by the chosen groups; one hidden row where the whole split is hidden."""
    place = [Kind(page.unit.kind).label, page.unit.name]
    if page.hides_roles:
        hidden = [HIDDEN] * 9
        yield [
            *place, BY[ROLE], *_asked(page.item), "", "", *hidden, "", "", *[""] * 4,
            *_options(page.item, None, options), mark,
        ]  # fmt: skip
    for row in page.groups:
        name = f"{row.name} ({row.detail})" if row.detail else row.name
        yield [
            *place, name, *_asked(page.item), "", "", *_group(row), "", "", *[""] * 4,
            *[""] * options, " / ".join(page.item.labels), mark if row.is_hidden else "",
        ]  # fmt: skip


def _group(row: GroupRow) -> list[object]:
    """n and percent; the rest is not told of groups."""
    percent: object = row.percent.rstrip("%") or ("" if row.is_empty else HIDDEN)
    return [HIDDEN if row.n is None else row.n, "", "", "", percent, *[""] * 4]
