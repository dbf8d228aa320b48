"""How a higher app adds to a lower one without being imported: it offers, in its `offers.py`.

A lower app draws what was offered and never learns who did. Three kinds so far: panels on a page,
to-dos for a person's day, and places in the main navigation.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Panel:
    """A part of another app's page, drawn by htmx from a view that does its own scoping."""

    title: str
    url_name: str  # takes the pk of the page's object


@dataclass(frozen=True)
class ToDo:
    """One thing a person should do. `due` sorts; `why` is the reason in a few words."""

    title: str
    url: str
    action: str  # the words on its button
    why: str
    due: dt.date | None = None


@dataclass(frozen=True)
class Place:
    """An entry of the main navigation, for those for whom `shown_to` is true.

    At most six fit; what is looked at seldom goes into the person's menu.
    """

    title: str
    url_name: str
    shown_to: Callable[[User], bool]
    order: int
    is_in_menu: bool = False


ToDoFinder = Callable[["User"], Iterable[ToDo]]

_panels: defaultdict[str, list[Panel]] = defaultdict(list)
_todo_finders: list[ToDoFinder] = []
_places: list[Place] = []


def offer_panel(page: str, panel: Panel) -> None:
    """Put a panel on a page: "organization", "cohort", "team", "convening" or "person"."""
    _panels[page].append(panel)


def panels_on(page: str) -> tuple[Panel, ...]:
    """The panels offered for a page, in the order of the apps."""
    return tuple(_panels[page])


def offer_todos(finder: ToDoFinder) -> None:
    """Register a finder that yields what is still due for a user, asked anew at every visit."""
    _todo_finders.append(finder)


def todos_for(user: User) -> list[ToDo]:
    """Everything due for this user, the most urgent first."""
    found = [todo for finder in _todo_finders for todo in finder(user)]
    return sorted(found, key=_urgency)


def offer_place(place: Place) -> None:
    """Add an entry to the main navigation."""
    _places.append(place)


def places_for(user: User) -> list[Place]:
    """The navigation and the menu of this user, in order."""
    return sorted((p for p in _places if p.shown_to(user)), key=_place_order)


def _urgency(todo: ToDo) -> tuple[dt.date, str]:
    return (todo.due or dt.date.max, todo.title)


def _place_order(place: Place) -> int:
    return place.order
