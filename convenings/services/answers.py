"""Answers to the questions asked at registration: kept, and forgotten by rule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from convenings.models import Convening, Question, QuestionAnswer
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenings.models import Registration

BETWEEN = "; "  # several answers of one list


def keep_answers(registration: Registration, *, answers: Mapping[int, str]) -> None:
    """Keep what somebody answered, by the id of the question; an empty answer takes it back.

    What was answered is not in the log: it may be about somebody's health.
    """
    if not answers:
        return
    questions = Question.objects.standing().filter(convening=registration.convening_id)
    before = dict(registration.answers.values_list("question_id", "text"))
    for question in questions.filter(pk__in=answers):
        text = answers[question.pk].strip()
        if text == before.get(question.pk, ""):
            continue
        if text:
            QuestionAnswer.objects.update_or_create(
                registration=registration, question=question, defaults={"text": text}
            )
        else:
            QuestionAnswer.objects.filter(registration=registration, question=question).delete()


def forget_private_answers(registration: Registration) -> None:
    """Forget what somebody told the organizers for a day they will not come to."""
    QuestionAnswer.objects.filter(registration=registration, question__is_private=True).delete()


@transaction.atomic
def forget_old_answers(convening: Convening) -> int:
    """Delete answers to private questions whose time is over; how many went. Safe to repeat."""
    last_at = last_end(convening)
    if last_at is None:
        return 0
    gone = 0
    for question in convening.questions.filter(is_private=True):
        if clock.today() > forgotten_on(question, last_at):
            gone += QuestionAnswer.objects.filter(question=question).delete()[0]
    if gone:
        words = f"{gone} private answers of {convening} were deleted, as promised on the form."
        activity.record(convening, "forgotten", words, by=None)
    return gone


def last_end(convening: Convening) -> dt.datetime | None:
    """The end of the last session that is held; where all were cancelled, of the last one."""
    ends = convening.sessions.aggregate(
        held=Max("ends_at", filter=Q(is_cancelled=False)), planned=Max("ends_at")
    )
    last: dt.datetime | None = ends["held"] or ends["planned"]
    return last


def forgotten_on(question: Question, last_at: dt.datetime) -> dt.date:
    """The last day on which an answer is kept."""
    return timezone.localdate(last_at) + dt.timedelta(days=question.keep_days)
