"""Teams down, milestones across: who reached what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cohorts.models import DesignTeam, Enrollment
from cohorts.pages.roster import changeable
from cohorts.pages.standing import Cell, Column, Progress, columns_of, progress_of

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort


class Row(NamedTuple):
    """A team, how far it is, and whether this user marks for it."""

    team: DesignTeam
    progress: Progress
    may_mark: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One per milestone."""
        return self.progress.cells


@dataclass(frozen=True)
class Head:
    """A milestone with how many of the teams shown have reached it."""

    column: Column
    reached: int


@dataclass(frozen=True)
class Board:
    """All teams that a user sees at all milestones of a cohort."""

    heads: tuple[Head, ...]
    rows: list[Row]
    may_mark: bool


def board_of(cohort: Cohort, user: User) -> Board:
    """In a fixed number of queries. Teams of places that left are history and not shown."""
    staying = DesignTeam.objects.with_place_among(Enrollment.objects.staying())
    seen = staying.visible_to(user).filter(cohort=cohort)
    teams = list(seen.select_related("school__agency", "district").order_by("name", "pk"))
    progress = progress_of(teams)
    mine = changeable(user, cohort)
    rows = [Row(team, progress[team.pk], team.pk in mine) for team in teams]
    heads = tuple(
        Head(column, sum(row.cells[at].is_reached for row in rows))
        for at, column in enumerate(columns_of([cohort.pk]))
    )
    return Board(heads, rows, may_mark=any(row.may_mark for row in rows))
