"""How far teams are, milestone by milestone, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.milestones import BY_HAND, rules
from cohorts.models import Milestone
from cohorts.rules.standing import Aim, Standing, standing_of, state_of
from core import clock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cohorts.models import DesignTeam

# As cotton/chip.html draws them.
TONES = {"reached": "good", "late": "late", "due": "due", "to come": "plain"}


@dataclass(frozen=True)
class Column:
    """A milestone, and its rule in words."""

    milestone: Milestone
    words: str
    is_by_hand: bool


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
        """How the page draws it."""
        return TONES[self.state]


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
    reached = _reached(columns, [team.pk for team in teams])
    of_cohort: defaultdict[int, list[Column]] = defaultdict(list)
    for column in columns:
        of_cohort[column.milestone.cohort_id].append(column)
    return {team.pk: _progress(team, of_cohort[team.cohort_id], reached) for team in teams}


def columns_of(cohorts: Collection[int]) -> list[Column]:
    """The milestones of cohorts in the order of their days."""
    found = Milestone.objects.filter(cohort__in=cohorts).order_by("due_on", "pk")
    return [Column(one, words_of(one), one.rule == BY_HAND) for one in found]


def words_of(milestone: Milestone) -> str:
    """What counts as reaching it; a rule that no app offers any more is said to be one."""
    rule = rules().get(milestone.rule)
    if rule is None:
        return "nothing counts it anymore"
    return rule.words.format(number=milestone.number or "")


def _reached(columns: Iterable[Column], teams: Sequence[int]) -> dict[int, Collection[int]]:
    """The teams that reached each milestone; every rule is asked once."""
    by_rule: defaultdict[str, list[Milestone]] = defaultdict(list)
    for column in columns:
        by_rule[column.milestone.rule].append(column.milestone)
    reached: dict[int, Collection[int]] = {}
    for code, milestones in by_rule.items():
        rule = rules().get(code)
        if rule is not None:
            reached.update(rule.reached(milestones, teams))
    return reached


def _progress(
    team: DesignTeam, columns: Sequence[Column], reached: dict[int, Collection[int]]
) -> Progress:
    today = clock.today()
    aims = [
        Aim(one.milestone.name, one.milestone.due_on, team.pk in reached.get(one.milestone.pk, ()))
        for one in columns
    ]
    cells = (Cell(one, state_of(aim, today)) for one, aim in zip(columns, aims, strict=True))
    return Progress(standing_of(aims, today), tuple(cells))
