"""What milestones put on the day of who looks after teams: one line for each, not for each team."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse

from cohorts.pages.my_teams import my_teams
from cohorts.pages.standing import progress_of
from core.offers import ToDo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from cohorts.models import DesignTeam
    from cohorts.pages.standing import Column

AT_MOST = 5


def milestone_todos(user: User) -> Iterator[ToDo]:
    """Milestones that are late or due soon, the earliest first, with how many teams are missing."""
    missing: Counter[Column] = Counter()
    for progress in progress_of(list(my_teams(user))).values():
        missing.update(cell.column for cell in progress.cells if cell.state in ("late", "due"))
    for column in sorted(missing, key=_by_day)[:AT_MOST]:
        milestone, many = column.milestone, missing[column]
        teams = "1 team has" if many == 1 else f"{many} teams have"
        yield ToDo(
            f"{teams} yet to reach “{milestone}”",
            reverse("cohorts:milestones", args=[milestone.cohort_id]),
            "See which",
            f"Reached when {column.words}" if not column.is_by_hand else "Marked by hand",
            milestone.due_on,
        )


def todos_of_team(team: DesignTeam, user: User) -> Iterator[ToDo]:
    """For the list on a team's home: what people mark and nobody has yet.

    What a rule counts is on that list as the thing to do itself, such as a charter to agree on.
    """
    if team.cohort.state == "Ended":
        return
    for cell in progress_of([team])[team.pk].cells:
        if cell.column.is_by_hand and cell.state in ("late", "due"):
            milestone = cell.column.milestone
            yield ToDo(
                f"Reach “{milestone}”",
                reverse("cohorts:milestones", args=[milestone.cohort_id]),
                "See the milestones",
                "Your specialist marks it",
                milestone.due_on,
            )


def _by_day(column: Column) -> tuple[object, ...]:
    return column.milestone.due_on, column.milestone.pk
