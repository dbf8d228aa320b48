"""What was said at several convenings: figures of each as a whole, and their range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.collection.models import Administration
from surveys.instruments.comparing import comparable_codes
from surveys.results.engine.assembled import range_of_cells
from surveys.results.models import ReleasedUnit
from surveys.results.pages.readers import figures_of, items_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from cohorts.models import Cohort
    from surveys.instruments.models import InstrumentVersion
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.engine.statistics import OccasionRange
    from surveys.results.pages.readers import AskedItem


@dataclass(frozen=True, slots=True)
class Occasion:
    """One convening as it was answered, all of its sessions together."""

    administration: Administration
    items: tuple[AskedItem, ...]
    own: UnitFigures

    @property
    def version(self) -> InstrumentVersion:
        """How it was asked."""
        return self.administration.version


@dataclass(frozen=True, slots=True)
class ItemRange:
    """One item over several convenings."""

    item: AskedItem
    cells: tuple[ItemFigures, ...]
    range: OccasionRange

    @property
    def percents(self) -> list[int]:
        """The whole percent of each convening, in their order."""
        return [cell.percent for cell in self.cells if cell.percent is not None]

    @property
    def answers(self) -> list[int]:
        """Valid answers of each convening."""
        return [cell.n for cell in self.cells if cell.percent is not None]


def occasions(cohorts: QuerySet[Cohort], *, school_year: str | None = None) -> list[Occasion]:
    """The released convenings of some cohorts in order of time, of one year or all. One query."""
    rows = (
        ReleasedUnit.objects.current()
        .filter(
            unit__parent=None,
            release__administration__purpose=Administration.Purpose.CONVENING,
            release__administration__cohort__in=cohorts,
        )
        .select_related("release__administration__version__base")
        .order_by("release__administration__opens_at", "pk")
    )
    if school_year is not None:
        rows = rows.filter(release__administration__school_year=school_year)
    return [
        Occasion(row.release.administration, items_of(row.release), figures_of(row)) for row in rows
    ]


class Joining:
    """Which items of occasions may stand beside those of one version.

    Read once per form, so that many convenings asked with variants of it cost no more than one.
    """

    def __init__(self, last: InstrumentVersion) -> None:
        self.last = last
        self._codes: dict[int, frozenset[str]] = {}

    def cell(self, occasion: Occasion, code: str) -> ItemFigures | None:
        """The figures of an item there; None where it is hidden or was not asked alike."""
        return occasion.own.items.get(code) if self.shares(occasion, code) else None

    def shares(self, occasion: Occasion, code: str) -> bool:
        """Whether the item was asked alike there, be it shown or hidden."""
        if occasion.version.pk == self.last.pk:
            return code in occasion.own.items
        return code in self._shared(occasion.version)

    def _shared(self, version: InstrumentVersion) -> frozenset[str]:
        form = version.base or version
        if form.pk not in self._codes:
            self._codes[form.pk] = comparable_codes(form, self.last)
        return self._codes[form.pk]


def ranges_over(found: Sequence[Occasion], codes: Sequence[str]) -> list[ItemRange]:
    """The range of each item over some occasions, in words comparable with those of the last."""
    ranges = []
    for code in codes:
        asking = [one for one in found if code in one.own.items]
        if not asking:
            continue
        joining = Joining(asking[-1].version)
        cells = [joining.cell(one, code) for one in asking]
        over = range_of_cells(cells)
        if over is not None:
            shown = tuple(c for c in cells if c is not None and c.percent is not None)
            [item] = [item for item in asking[-1].items if item.code == code]
            ranges.append(ItemRange(item, shown, over))
    return ranges


def convening_ranges(
    cohorts: QuerySet[Cohort], codes: Sequence[str], *, school_year: str
) -> list[ItemRange]:
    """The range of each item over a year's released convenings of some cohorts.

    An item in other words counts only if it is comparable with how it was asked last. One query,
    and a few for each further form that was asked.
    """
    return ranges_over(occasions(cohorts, school_year=school_year), codes)
