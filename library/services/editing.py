"""Changing modules and their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from core import clock
from core.order import move_by_one
from library.models import Lesson, Module
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person

# What stands in an address where a lesson's code does.
RESERVED = {"", "done", "change", "lessons"}


class TitleTaken(Exception):
    """Another lesson of the module has this title."""


class LastLesson(Exception):
    """A module keeps at least one lesson."""


@transaction.atomic
def change_module(module: Module, *, values: Mapping[str, Any], by: Person | None) -> Module:
    """Write what differs; certificates that were issued stay. Safe to repeat."""
    held = _held(module)
    if changes := activity.save_changes(held, values):
        activity.record(held, "changed", f"{held} was changed.", by=by, changes=changes)
    return held


@transaction.atomic
def change_lesson(lesson: Lesson, *, values: Mapping[str, Any], by: Person | None) -> Lesson:
    """Write what differs; who has done the lesson has done it. Safe to repeat."""
    held = Lesson.objects.select_for_update(no_key=True).get(pk=lesson.pk)
    if activity.save_changes(held, values):
        words = f"The lesson “{held}” was changed."
        activity.record(held.module, "changed", words, by=by)
    return held


@transaction.atomic
def add_lesson(
    module: Module, *, kind: str, values: Mapping[str, Any], by: Person | None
) -> Lesson:
    """Put a lesson at the end. Safe to repeat: the same lesson stands once. Raises TitleTaken."""
    held = _held(module)
    there = held.lessons.taught().filter(title__iexact=values["title"]).first()
    if there is not None:
        if there.kind == kind and there.body == values["body"]:
            return there
        raise TitleTaken(f"{held} has a lesson “{there}” already. Choose another title.")
    code = _free_code(held, values["title"])
    last = held.lessons.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    lesson = held.lessons.create(kind=kind, code=code, position=position, **values)
    activity.record(held, "changed", f"The lesson “{lesson}” was added.", by=by)
    return lesson


@transaction.atomic
def move_lesson(lesson: Lesson, *, up: bool, by: Person | None) -> None:
    """Let it change places with its neighbor; at an end nothing happens."""
    module = _held(lesson.module)
    lessons = list(module.lessons.taught())
    place = move_by_one(lessons, lesson, up=up)
    if place is not None:
        _number(lessons)
        words = f"“{lesson}” is lesson {place + 1} now."
        activity.record(module, "changed", words, by=by)


@transaction.atomic
def put_away(lesson: Lesson, *, by: Person | None) -> None:
    """Take a lesson out of its module; what people did in it is kept. Safe to repeat.

    Raises LastLesson.
    """
    module = _held(lesson.module)
    taught = module.lessons.taught()
    if not taught.filter(pk=lesson.pk).exists():
        return
    if taught.count() == 1:
        raise LastLesson(f"It is the last lesson of {module}. Add another one first.")
    Lesson.objects.filter(pk=lesson.pk).update(put_away_at=clock.now())
    activity.record(module, "changed", f"The lesson “{lesson}” was put away.", by=by)


@transaction.atomic
def bring_back(lesson: Lesson, *, by: Person | None) -> None:
    """Teach a lesson again, where it stood. Safe to repeat."""
    module = _held(lesson.module)
    away = Lesson.objects.filter(pk=lesson.pk, put_away_at__isnull=False)
    if away.update(put_away_at=None):
        _number(list(module.lessons.taught()))
        activity.record(module, "changed", f"The lesson “{lesson}” is back.", by=by)


def _held(module: Module) -> Module:
    """Who changes the lessons of a module waits for the other who does."""
    return Module.objects.select_for_update(no_key=True).get(pk=module.pk)


def _free_code(module: Module, title: str) -> str:
    """A word for the address that no lesson of the module has, put away or not."""
    taken = RESERVED | set(module.lessons.values_list("code", flat=True))
    word = slugify(title)[:40]
    numbered = (f"{word or 'lesson'}-{number}" for number in range(2, 1000))
    return word if word not in taken else next(one for one in numbered if one not in taken)


def _number(lessons: list[Lesson]) -> None:
    for position, lesson in enumerate(lessons):
        lesson.position = position
    Lesson.objects.bulk_update(lessons, ["position"])
