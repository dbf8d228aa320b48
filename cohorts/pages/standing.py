"""How far teams are, milestone by milestone, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.milestones import BY_HAND, rules
from cohorts.models import Milestone
from cohorts.rules.standing import Aim, Standing, standing_of, state_of
from core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cohorts.models import DesignTeam

# As cotton/chip.html draws them.
TONES = {"reached": "good", "late": "late", "due": "due"}


@dataclass(frozen=True)
class Column:
    """A milestone, and its rule in words."""

    milestone: Milestone
    words: str
    is_by_hand: bool
    unknown_words: str = ""


@dataclass(frozen=True)
class Cell:
    """One team at one milestone."""

    column: Column
    state: str

    @property
    def is_reached(self) -> bool:
        """Whether the team has reached it."""
        return self.state == "reached"

    @property
    def tone(self) -> str:
        """How the page draws it; empty where it is words alone."""
        return TONES.get(self.state, "")

    @property
    def words(self) -> str:
        """The state as the page says it."""
        return self.column.unknown_words if self.state == "unknown" else self.state


@dataclass(frozen=True)
class Progress:
    """One team at all milestones of its cohort, and what that makes of it."""

    standing: Standing
    cells: tuple[Cell, ...]

    @property
    def reached(self) -> int:
        """How many milestones it has reached."""
        return sum(cell.is_reached for cell in self.cells)


NOTHING = Progress(Standing("none"), ())


def progress_of(teams: Collection[DesignTeam]) -> dict[int, Progress]:
    """The progress of teams, by their ids; they may be of several cohorts."""
    columns = columns_of({team.cohort_id for team in teams})
    reached, unknown = _found(columns, [team.pk for team in teams])
    of_cohort: defaultdict[int, list[Column]] = defaultdict(list)
    for column in columns:
        of_cohort[column.milestone.cohort_id].append(column)
    return {team.pk: _progress(team, of_cohort[team.cohort_id], reached, unknown) for team in teams}


def columns_of(cohorts: Collection[int]) -> list[Column]:
    """The milestones of cohorts in the order of their days."""
    found = Milestone.objects.filter(cohort__in=cohorts).select_related("cohort")
    return [_column(one) for one in found.order_by("due_on", "pk")]


def _column(milestone: Milestone) -> Column:
    rule = rules().get(milestone.rule)
    unknown_words = rule.unknown_words if rule else ""
    return Column(milestone, words_of(milestone), milestone.rule == BY_HAND, unknown_words)


def words_of(milestone: Milestone) -> str:
    """What counts as reaching it; a rule that no app offers any more is said to be one."""
    rule = rules().get(milestone.rule)
    if rule is None:
        return "nothing counts it anymore"
    return rule.words.format(number=milestone.number or "")


Found = dict[int, Collection[int]]


def _found(columns: Iterable[Column], teams: Sequence[int]) -> tuple[Found, Found]:
    """The teams that reached each milestone, and those of which nobody knows yet.

    Every rule is asked once.
    """
    by_rule: defaultdict[str, list[Milestone]] = defaultdict(list)
    for column in columns:
        by_rule[column.milestone.rule].append(column.milestone)
    reached: Found = {}
    unknown: Found = {}
    for code, milestones in by_rule.items():
        rule = rules().get(code)
        if rule is not None:
            reached.update(rule.reached(milestones, teams))
        if rule is not None and rule.unknown is not None:
            unknown.update(rule.unknown(milestones, teams))
    return reached, unknown


def _progress(
    team: DesignTeam, columns: Sequence[Column], reached: Found, unknown: Found
) -> Progress:
    today = clock.today()
    milestones = [one.milestone for one in columns]
    aims = [
        Aim(
            name=one.name,
            due_on=one.due_on,
            is_reached=team.pk in reached.get(one.pk, ()),
            is_unknown=team.pk in unknown.get(one.pk, ()),
        )
        for one in milestones
    ]
    if any(one.cohort.ends_on < today for one in milestones):  # nobody is late any more
        states = ["reached" if aim.is_reached else "not reached" for aim in aims]
        return Progress(Standing("none"), tuple(map(Cell, columns, states)))
    states = [state_of(aim, today) for aim in aims]
    return Progress(standing_of(aims, today), tuple(map(Cell, columns, states)))
