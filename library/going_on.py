"""What modules offer to other apps: places in the navigation, to-dos, a panel on a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from core import offers
from core.offers import Panel, Place, ToDo
from library.models import LessonProgress, Module, ModuleCompletion
from library.pages.module import courses_of
from library.querysets.module import follows_modules
from network.access import standing_of
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

AT_MOST = 3


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything that modules would put on somebody's day."""
    return [*_go_on(user), *_get_in_touch(user)]


def _go_on(user: User) -> Iterator[ToDo]:
    """A module that somebody has begun: the one of the last lesson done."""
    mine = LessonProgress.objects.of(user).done()
    finished = ModuleCompletion.objects.of(user).values("module")
    open_ones = mine.filter(lesson__module__is_published=True).exclude(lesson__module__in=finished)
    last = open_ones.order_by("-done_at", "-pk").values_list("lesson__module", flat=True).first()
    for course in courses_of(user, Module.objects.filter(pk=last)) if last else []:
        if course.go_on is not None:
            why = f"{course.progress} lessons done = {course.progress.percent}%"
            url = course.go_on.get_absolute_url()
            yield ToDo(f"Go on with {course.module}", url, "Go on", why)


def _get_in_touch(user: User) -> Iterator[ToDo]:
    """For ESC staff: people of theirs who wish that somebody gets in touch about a module."""
    if not follows_modules(user) or standing_of(user).is_viewed:
        return
    asked = ModuleCompletion.objects.visible_to(user).filter(wants_contact=True)
    count = Person.objects.filter(pk__in=asked.values("person")).count()
    if count:
        who = "One person wishes" if count == 1 else f"{count} people wish"
        url = f"{reverse('library:learners')}?contact=on"
        yield ToDo(
            f"{who} to be contacted about EXPLORE", url, "See who", "They have finished a module"
        )


def _learns(user: User) -> bool:
    """Without a role: members of teams, and whoever is here for the modules alone."""
    return not standing_of(user).grants


def _has_a_role(user: User) -> bool:
    return not _learns(user)


def offer() -> None:
    """Called once, by library/offers.py."""
    offers.offer_todos(todos_for)
    offers.offer_place(Place("EXPLORE", "library:modules", _learns, order=25))
    offers.offer_place(
        Place("EXPLORE", "library:modules", _has_a_role, 83, is_in_menu=True, icon="school")
    )
    offers.offer_panel("person", Panel("Modules", "library:of-person"))
