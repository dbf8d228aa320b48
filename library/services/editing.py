"""Changing modules and their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from library.models import Lesson, Module
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person


@transaction.atomic
def change_module(module: Module, *, values: Mapping[str, Any], by: Person | None) -> Module:
    """Write what differs; certificates that were issued stay. Safe to repeat."""
    held = Module.objects.select_for_update(no_key=True).get(pk=module.pk)
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
