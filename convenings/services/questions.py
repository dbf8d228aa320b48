"""What is asked of those who register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from convenings.models import Convening, Question
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person

# Offered with one press where nothing is asked yet.
USUAL: tuple[dict[str, Any], ...] = (
    {
        "words": "What food do you need?",
        "kind": Question.Kind.CHOICES,
        "options": ["Vegetarian", "Vegan", "Halal", "Kosher", "No gluten", "No nuts", "No dairy"],
    },
    {
        "words": "What do you need to take part, such as a ramp, captions or a quiet room?",
        "kind": Question.Kind.TEXT,
        "options": [],
    },
)


@transaction.atomic
def add_question(convening: Convening, *, by: Person | None, **facts: Any) -> Question:
    """Ask something of everybody who registers from now on; the others may answer too."""
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    last = convening.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(convening=convening, position=last + 1, **facts)
    activity.record(convening, "asked", f"Asked at registration: {question}", by=by)
    return question


@transaction.atomic
def add_usual_questions(convening: Convening, *, by: Person | None) -> None:
    """Ask about food and access needs. Safe to repeat: only where nothing is asked."""
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if convening.questions.standing().exists():
        return
    for facts in USUAL:
        add_question(convening, by=by, **facts)


@transaction.atomic
def change_question(question: Question, *, by: Person | None, **facts: Any) -> Question:
    """Word it differently. Answers that were given stay as they are.

    SECURITY: what was promised to be private stays so while there are answers.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if locked.is_private and locked.answers.exists():
        facts |= {"is_private": True, "keep_days": min(facts["keep_days"], locked.keep_days)}
    changes = activity.save_changes(locked, facts)
    words = f"The question at registration was changed: {locked}"
    activity.record(locked.convening, "changed", words, by=by, changes=changes)
    return locked


@transaction.atomic
def remove_question(question: Question, *, by: Person | None) -> None:
    """Ask it no longer; answers are kept for an undo until the rule deletes them."""
    if Question.objects.filter(pk=question.pk, removed_at=None).update(removed_at=clock.now()):
        words = f"No longer asked at registration: {question}"
        activity.record(question.convening, "removed", words, by=by)


@transaction.atomic
def restore_question(question: Question, *, by: Person | None) -> None:
    """Ask it again. Safe to repeat."""
    if Question.objects.filter(pk=question.pk, removed_at__isnull=False).update(removed_at=None):
        words = f"Asked at registration again: {question}"
        activity.record(question.convening, "restored", words, by=by)
