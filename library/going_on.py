"""What modules offer to other apps: places in the navigation, to-dos, panels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse

from core import clock, offers
from core.offers import Panel, Place, ToDo
from library.models import LessonProgress, Module, ModuleCompletion
from library.pages.module import courses_of
from network.access import standing_of
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

LATELY = dt.timedelta(days=14)  # who was not called by then is still on the list of learners


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything that modules would put on somebody's day."""
    return [*_go_on(user), *_get_in_touch(user)]


def _go_on(user: User) -> Iterator[ToDo]:
    """A module that somebody has begun: the one of the last lesson done."""
    mine = LessonProgress.objects.of(user).done()
    finished = ModuleCompletion.objects.of(user).values("module")
    open_ones = mine.filter(lesson__module__is_published=True).exclude(lesson__module__in=finished)
    last = open_ones.order_by("-done_at", "-pk").values_list("lesson__module", flat=True).first()
    if last is None:
        return
    [course] = courses_of(user, Module.objects.filter(pk=last))
    if course.go_on is not None:
        why = f"{course.progress} lessons done = {course.progress.percent}%"
        url = course.go_on.get_absolute_url()
        yield ToDo(f"Go on with {course.module}", url, "Go on", why)


def _get_in_touch(user: User) -> Iterator[ToDo]:
    """For who meets such wishes: people of theirs who said lately that they wish for contact."""
    if standing_of(user).is_viewed:
        return
    lately = clock.now() - LATELY
    theirs = ModuleCompletion.objects.contacted_by(user).awaiting_contact()
    asked = theirs.filter(told_at__gt=lately)
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
    offers.offer_panel("team", Panel("Moves we used", "library:of-team"))
