"""Going through a module: reflections kept, checks answered, lessons and modules finished.

SECURITY: nothing here leaves a line in the log. A reflection is its author's alone.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from library.models import LessonProgress, ModuleCompletion
from library.rules.progress import BadQuestion, question_of
from network.models import Person

if TYPE_CHECKING:
    from library.models import Lesson, Module


class ChangedElsewhere(Exception):
    """The reflection was changed in another window; `progress` holds what is kept there."""

    def __init__(self, progress: LessonProgress) -> None:
        super().__init__("You changed this reflection in another window.")
        self.progress = progress


class NotAnswered(Exception):
    """A quick check was not answered yet."""


def mark_of(reflection: str) -> str:
    """By which a page knows whether its author wrote something elsewhere meanwhile."""
    return hashlib.sha256(reflection.encode()).hexdigest()[:16]


@transaction.atomic
def keep_reflection(
    lesson: Lesson, *, text: str, seen: str, over: bool = False, by: Person
) -> LessonProgress:
    """Keep what somebody wrote. Safe to repeat.

    `seen` is the mark of what their page began with. Raises ChangedElsewhere when something else is
    kept by now, unless they have read it and write `over` it.
    """
    progress = _held(lesson, by)
    if progress.reflection == text:
        return progress
    if not over and seen != mark_of(progress.reflection):
        raise ChangedElsewhere(progress)
    progress.reflection = text
    progress.save(update_fields=["reflection"])
    return progress


@transaction.atomic
def answer_check(lesson: Lesson, *, answer: int, by: Person) -> LessonProgress:
    """Keep the answer to a quick check; another one takes its place. Raises BadQuestion."""
    if not 1 <= answer <= len(question_of(lesson.question).options):
        raise BadQuestion("This question has no such answer.")
    progress = _held(lesson, by)
    progress.answer = answer
    progress.save(update_fields=["answer"])
    return progress


@transaction.atomic
def finish_lesson(lesson: Lesson, *, by: Person) -> ModuleCompletion | None:
    """Count a lesson as done; the completion when it was the module's last. Safe to repeat.

    Two windows that finish the last two lessons at once wait for each other at the person's row.
    Raises NotAnswered.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    progress = _held(lesson, by)
    if lesson.kind == lesson.Kind.CHECK and progress.answer is None:
        raise NotAnswered("Choose an answer first.")
    if progress.done_at is None:
        progress.done_at = clock.now()
        progress.save(update_fields=["done_at"])
    return _complete(lesson.module, by)


def _complete(module: Module, person: Person) -> ModuleCompletion | None:
    done = LessonProgress.objects.done().filter(person=person)
    if module.lessons.taught().exclude(pk__in=done.values("lesson")).exists():
        return ModuleCompletion.objects.filter(module=module, person=person).first()
    completion, _ = ModuleCompletion.objects.get_or_create(
        module=module,
        person=person,
        defaults={"title": module.title, "contact_minutes": module.contact_minutes},
    )
    return completion


@transaction.atomic
def tell_about(
    completion: ModuleCompletion, *, reaction: int | None, idea: str, wants_contact: bool
) -> ModuleCompletion:
    """What somebody says about a finished module, for those who follow modules. Safe to repeat."""
    said = ["reaction", "idea", "wants_contact", "told_at"]
    if wants_contact and not completion.wants_contact:  # a new wish
        completion.contacted_at = completion.contacted_by = None
        said += ["contacted_at", "contacted_by"]
    completion.reaction, completion.idea = reaction, idea.strip()
    completion.wants_contact, completion.told_at = wants_contact, clock.now()
    completion.save(update_fields=said)
    return completion


def _held(lesson: Lesson, person: Person) -> LessonProgress:
    """The person's row in this lesson, made when it is missing; a second window waits here."""
    progress, _ = LessonProgress.objects.get_or_create(lesson=lesson, person=person)
    return LessonProgress.objects.select_for_update().get(pk=progress.pk)
