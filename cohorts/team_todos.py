"""What a team should do next: each app offers its own finder, and the team's home lists them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from accounts.models import User
    from cohorts.models import DesignTeam
    from core.offers import ToDo

    Finder = Callable[[DesignTeam, User], Iterable[ToDo]]

_FINDERS: list[Finder] = []


def offer_team_todos(finder: Finder) -> None:
    """Register what is due for a team, whoever of it does it; called from an app's offers.py.

    The user is who looks: a finder yields only what that person may do or see.
    """
    _FINDERS.append(finder)


def todos_of(team: DesignTeam, user: User) -> list[ToDo]:
    """Everything due for the team that this user may know, the most urgent first."""
    found = [todo for finder in _FINDERS for todo in finder(team, user)]
    return sorted(found, key=_urgency)


def _urgency(todo: ToDo) -> tuple[dt.date, str]:
    return (todo.due or dt.date.max, todo.title)
