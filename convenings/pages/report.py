"""The feedback report of one convening: what is released of it, and beside it of other convenings.

SECURITY: everything is read from releases; no answer, tally or invitation is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cohorts.models import Cohort
from convenings.services.feedback import session_key
from core import charts
from surveys.results.engine.assembled import range_of_cells
from surveys.results.models import ReleasedUnit
from surveys.results.pages.occasions import Joining, occasions
from surveys.results.pages.readers import figures_of, items_of
from surveys.results.pages.rows import answered_text, percent_text
from surveys.results.pages.sections import sections
from surveys.results.words.comments import comments_of
from surveys.results.words.tag_counts import tag_counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenings.models import Convening
    from surveys.results.engine.figures import ItemFigures, UnitFigures
    from surveys.results.engine.statistics import OccasionRange
    from surveys.results.models import Release
    from surveys.results.pages.occasions import Occasion
    from surveys.results.pages.readers import AskedItem
    from surveys.results.pages.sections import Section
    from surveys.results.words.comments import QuestionComments

# What the network tells of its convenings (reports.headlines), as far as it is asked and shown.
HEADLINES = ("CVF01", "CVF02", "CVF03")
CUT_AXIS_AT = 50


@dataclass(frozen=True)
class Told:
    """One cell of a table: a percent, the mark, or nothing where it was not asked alike."""

    where: str  # the session or the convening
    words: str
    is_asked: bool = True

    @property
    def is_hidden(self) -> bool:
        """Whether the mark stands in its place."""
        return self.is_asked and not self.words


@dataclass(frozen=True)
class ItemOver:
    """One item at this cohort's convenings so far, and at those of other cohorts."""

    item: AskedItem
    cell: ItemFigures | None
    cells: tuple[Told, ...]
    percents: Sequence[int]
    own: OccasionRange | None
    others: OccasionRange | None

    @property
    def percent(self) -> str:
        """Here and now; empty where it is hidden."""
        return percent_text(self.cell)

    @property
    def range_words(self) -> str:
        """ "97%–98% of respondents, 3 convenings"; empty where there is nothing to compare."""
        if self.own is None or self.own.occasions == 1:
            return ""
        return f"{self.own} of respondents, {self.own.occasions} convenings"

    @property
    def short_range(self) -> str:
        """ "97%–98%, 3 convenings"."""
        return self.range_words.replace(" of respondents", "")

    @property
    def others_words(self) -> str:
        """ "91% of 812"; empty where no other cohort shows it."""
        if self.others is None:
            return ""
        return f"{self.others.pooled.percent}% of {self.others.pooled.n}"

    @property
    def short_others(self) -> str:
        """ "other cohorts 91%"."""
        return f"other cohorts {self.others.pooled.percent}%" if self.others else ""

    @property
    def is_compared(self) -> bool:
        """Whether any other convening asked it as well: a target belongs to one."""
        return self.others is not None or any(cell.is_asked for cell in self.cells[:-1])


@dataclass(frozen=True)
class SessionLine:
    """One item at each session."""

    item: AskedItem
    whole: Told
    cells: tuple[Told, ...]


@dataclass(frozen=True)
class Remarks:
    """What was said to one open question, with the tags given to it."""

    question: QuestionComments
    tags: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Report:
    """Everything on the page and in the file."""

    convening: Convening
    release: Release
    root_pk: int  # of the unit that is all sessions together
    own: UnitFigures
    sections: Sequence[Section]
    headlines: Sequence[ItemOver]
    sessions: Sequence[str]
    by_session: Sequence[SessionLine]
    times: Sequence[str]
    over: Sequence[ItemOver]
    remarks: Sequence[Remarks]
    are_words_published: bool

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is told even of all sessions together."""
        return self.own.base is None

    @property
    def answered(self) -> str:
        """ "83 of 100"; empty where it is hidden."""
        return "" if self.own.base is None else answered_text(self.own.base)

    @property
    def hides_some(self) -> bool:
        """Whether anything on the page carries the mark."""
        told = [*(line.whole for line in self.by_session)]
        told += [cell for line in self.by_session for cell in line.cells]
        told += [cell for line in self.over for cell in line.cells]
        return self.is_hidden or any(cell.is_hidden for cell in told)

    @property
    def ranges(self) -> list[ItemOver]:
        """The items that several convenings show."""
        return [line for line in self.over if line.range_words]

    @property
    def drawn(self) -> list[tuple[ItemOver, charts.RangeDots]]:
        """Their percents as dots, on one axis for all of them."""
        lowest = min((line.own.low for line in self.ranges if line.own), default=0)
        start = CUT_AXIS_AT if lowest >= CUT_AXIS_AT else 0
        return [(line, charts.range_dots(line.percents, start)) for line in self.ranges]

    @property
    def has_others(self) -> bool:
        """Whether other cohorts are compared with."""
        return any(line.others_words for line in self.over)


def report_of(convening: Convening) -> Report | None:
    """The report; None before the figures are released.

    However many sessions and convenings there are, it costs the same number of queries.
    """
    rows = list(
        ReleasedUnit.objects.filter(release__administration=convening.feedback_id)
        .current()
        .with_place()
    )
    root = next((row for row in rows if row.unit.parent_id is None), None)
    if root is None:
        return None
    own, items = figures_of(root), items_of(root.release)
    asked = [item for item in items if item.has_percent]
    compared = _compared(convening, root)
    over = _over(compared, asked)
    lines = {line.item.code: line for line in over}
    sessions = _in_order_of_time(convening, [row for row in rows if row is not root])
    held = [(row.unit.name, figures_of(row)) for row in sessions]
    comments = comments_of(root)
    tags = tag_counts(root.release)
    return Report(
        convening=convening,
        release=root.release,
        root_pk=root.unit_id,
        own=own,
        sections=[_with_ranges(one, lines) for one in sections(items, own, [])],
        headlines=[lines[code] for code in HEADLINES if code in lines],
        sessions=[name for name, _ in held],
        by_session=_by_session(asked, own, held),
        times=[one.administration.wave for one in compared.so_far],
        over=[line for line in over if line.is_compared],
        remarks=[
            Remarks(question, tuple(tags.get(question.code, ())))
            for question in (comments.questions if comments else ())
        ],
        are_words_published=comments is not None,
    )


@dataclass(frozen=True)
class _Compared:
    """This cohort's convenings up to this one, and those of other cohorts in the same year."""

    here: Occasion
    so_far: Sequence[Occasion]
    others: Sequence[Occasion]


def _compared(convening: Convening, root: ReleasedUnit) -> _Compared:
    now = root.release.administration
    so_far = [
        one
        for one in occasions(Cohort.objects.filter(pk=convening.cohort_id))
        if one.administration.opens_at <= now.opens_at
    ]
    [here] = [one for one in so_far if one.administration.pk == now.pk]
    # Everybody's, not the viewer's own: a figure is the same for whoever reads it.
    elsewhere = Cohort.objects.exclude(pk=convening.cohort_id)
    return _Compared(here, so_far, occasions(elsewhere, school_year=now.school_year))


def _over(compared: _Compared, items: Sequence[AskedItem]) -> list[ItemOver]:
    joining = Joining(compared.here.version)
    return [_item_over(item, compared, joining) for item in items]


def _item_over(item: AskedItem, compared: _Compared, joining: Joining) -> ItemOver:
    cells = [joining.cell(one, item.code) for one in compared.so_far]
    return ItemOver(
        item=item,
        cell=compared.here.own.items[item.code],
        cells=tuple(
            Told(one.administration.wave, percent_text(cell), joining.shares(one, item.code))
            for one, cell in zip(compared.so_far, cells, strict=True)
        ),
        percents=[cell.percent for cell in cells if cell is not None and cell.percent is not None],
        own=range_of_cells(cells),
        others=range_of_cells(joining.cell(one, item.code) for one in compared.others),
    )


def _by_session(
    items: Sequence[AskedItem], own: UnitFigures, held: Sequence[tuple[str, UnitFigures]]
) -> list[SessionLine]:
    """Nothing where there is one session: it would be the same again."""
    if len(held) < 2:
        return []
    return [
        SessionLine(
            item,
            Told("All sessions", percent_text(own.items[item.code])),
            tuple(Told(name, percent_text(one.items[item.code])) for name, one in held),
        )
        for item in items
    ]


def _in_order_of_time(convening: Convening, rows: Sequence[ReleasedUnit]) -> list[ReleasedUnit]:
    place = {
        session_key(session): at
        for at, session in enumerate(convening.sessions.order_by("starts_at", "pk"))
    }
    return sorted(rows, key=lambda row: (place.get(row.unit.key, len(place)), row.unit.name))


def _with_ranges(section: Section, lines: Mapping[str, ItemOver]) -> Section:
    """Beside each percent its range over convenings, and what other cohorts said."""
    rows = []
    for row in section.rows:
        line = lines.get(row.item.code)
        said = [] if line is None else [line.short_range, line.short_others]
        rows.append(replace(row, beside=tuple(words for words in said if words)))
    return replace(section, rows=tuple(rows))
