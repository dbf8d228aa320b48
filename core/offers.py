"""How a higher app adds to a lower one without being imported: it offers, in its `offers.py`.

A lower app draws what was offered and never learns who did: panels on a page, to-dos for a person's
day, places in the main navigation, facets of a list, groups of search results. What a merge does
with an app's rows is offered in core/merging.py.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

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
    icon: str = "list"  # of the USWDS sprite, shown in the menu


@dataclass(frozen=True)
class Facet:
    """A filter that another app adds to a list, such as the directory's cohorts.

    `choices` offers only what the user may see; `narrow` takes the rows and the chosen value.
    """

    name: str  # in the address
    label: str
    choices: Callable[[User], Iterable[tuple[str, str]]]
    narrow: Callable[[QuerySet[Any], str, User], QuerySet[Any]]


@dataclass(frozen=True)
class Hit:
    """One result of the global search. `detail` tells namesakes apart."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class SearchGroup:
    """One kind of thing that the global search finds.

    `find` takes the user, the words, and how many at most; it stays within the user's scope.
    """

    title: str
    find: Callable[[User, str, int], Iterable[Hit]]
    order: int
    more_url_name: str = ""  # a list that takes ?q=


ToDoFinder = Callable[["User"], Iterable[ToDo]]

_panels: defaultdict[str, list[Panel]] = defaultdict(list)
_todo_finders: list[ToDoFinder] = []
_places: list[Place] = []
_facets: defaultdict[str, list[Facet]] = defaultdict(list)
_search_groups: list[SearchGroup] = []


def offer_panel(page: str, panel: Panel) -> None:
    """Put a panel on a page: "organization", "cohort", "team", "convening" or "person"; or fill a
    tab of a cohort: "cohort-attendance" or "cohort-prework"."""
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


def offer_facet(page: str, facet: Facet) -> None:
    """Add a filter to a list: "directory" or "people"."""
    _facets[page].append(facet)


def facets_on(page: str) -> tuple[Facet, ...]:
    """The filters offered for a list, in the order of the apps."""
    return tuple(_facets[page])


def offer_search(group: SearchGroup) -> None:
    """Let the global search find one more kind of thing."""
    _search_groups.append(group)


def search_groups() -> list[SearchGroup]:
    """Everything that the global search looks through, in order."""
    return sorted(_search_groups, key=_group_order)


def _group_order(group: SearchGroup) -> int:
    return group.order


def _urgency(todo: ToDo) -> tuple[dt.date, str]:
    return (todo.due or dt.date.max, todo.title)


def _place_order(place: Place) -> int:
    return place.order
