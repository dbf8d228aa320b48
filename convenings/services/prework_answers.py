"""Answering pre-work: saved part by part while people type, and done when nothing is missing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings.models import PartAnswer, PreWork, PreWorkComment, PreWorkPart, PreWorkSubmission
from convenings.rules.prework import Asked, Given, Lack, OwnIdea, lacking
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from cohorts.models import DesignTeam
    from network.models import Person


class NotOpen(Exception):
    """Pre-work that is not open yet, or is over, takes no answers."""


class StillMissing(Exception):
    """It cannot be done yet; `lacks` says what is missing, by part."""

    def __init__(self, lacks: Mapping[int, list[Lack]]) -> None:
        super().__init__("Something is still missing.")
        self.lacks = lacks


@dataclass(frozen=True)
class Saved:
    """What a save did: the submission, and the parts that somebody else had changed meanwhile."""

    submission: PreWorkSubmission
    clashes: list[PartAnswer]


@transaction.atomic
def save_answers(
    prework: PreWork,
    *,
    team: DesignTeam,
    answers: Mapping[int, Given],
    seen: Mapping[int, str],
    by: Person,
    over: Set[int] = frozenset(),
) -> Saved:
    """Keep what was typed, part by part. Raises NotOpen. The pre-work comes with_dates().

    `seen` holds the mark of each part as it was when the page was made. Parts that only one side
    changed are merged; a part that both changed stays as it is and is told, unless it is in `over`.
    """
    if not prework.is_open:
        raise NotOpen(_why_closed(prework))
    submission = _submission(prework, team, by)
    stored = {answer.part_id: answer for answer in submission.answers.select_related("part")}
    clashes, changed = [], False
    for part in prework.parts.all():
        if part.pk not in answers:
            continue
        given = answers[part.pk]
        now, was = mark_of(stored.get(part.pk)), seen.get(part.pk, mark_of(None))
        if mark_of_given(given) in {now, was}:
            continue  # nothing typed here, or the same as is there
        if now != was and part.pk in stored and part.pk not in over:
            clashes.append(stored[part.pk])
            continue
        _write(submission, part, given)
        changed = True
    if changed:
        _count_save(submission)
    return Saved(submission, clashes)


@transaction.atomic
def finish_prework(submission: PreWorkSubmission, *, by: Person) -> PreWorkSubmission:
    """Say that it is done. Safe to repeat. Raises StillMissing."""
    submission = PreWorkSubmission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if lacks := lacks_of(submission):
        raise StillMissing(lacks)
    if submission.is_done:
        return submission
    submission.is_done, submission.done_at, submission.done_by = True, clock.now(), by
    submission.save(update_fields=["is_done", "done_at", "done_by"])
    words = f"{submission.person or submission.team} finished the pre-work."
    activity.record(submission.prework.convening, "finished", words, by=by)
    return submission


def lacks_of(submission: PreWorkSubmission) -> dict[int, list[Lack]]:
    """What is missing still, by part."""
    given = given_of(submission)
    parts = submission.prework.parts.prefetch_related("options")
    found = {part.pk: lacking(asked_by(part), given.get(part.pk, Given())) for part in parts}
    return {pk: lacks for pk, lacks in found.items() if lacks}


@transaction.atomic
def comment_on_prework(
    submission: PreWorkSubmission, *, text: str, by: Person | None
) -> PreWorkComment:
    """Say something about a team's answers. Safe to repeat: the same words in a row are once."""
    PreWorkSubmission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    last = submission.comments.filter(removed_at=None).last()
    if last is not None and (last.author, last.text) == (by, text):
        return last
    words = f"{by or 'Somebody'} commented on the pre-work of {submission.team}."
    activity.record(submission.prework.convening, "commented", words, by=by)
    return submission.comments.create(author=by, text=text)


def set_comment_removed(comment: PreWorkComment, *, removed: bool) -> None:
    """Take a comment away, or bring it back. Safe to repeat."""
    comment.removed_at = clock.now() if removed else None
    comment.save(update_fields=["removed_at"])


def asked_by(part: PreWorkPart) -> Asked:
    """What a part asks for; its options are read, so prefetch them."""
    return Asked(
        kind=part.kind,
        options=[option.pk for option in part.options.all()],
        is_required=part.is_required,
        least=part.least,
        asks_how=part.asks_how,
        takes_own=part.takes_own,
    )


def given_of(submission: PreWorkSubmission | None) -> dict[int, Given]:
    """What is stored, by part."""
    if submission is None:
        return {}
    return {answer.part_id: given_in(answer) for answer in submission.answers.all()}


def given_in(answer: PartAnswer) -> Given:
    """An answer as the rules read it."""
    return Given(
        is_seen=answer.is_seen,
        text=answer.text,
        picks=tuple(answer.picks),
        how={int(option): words for option, words in answer.how.items()},
        own=tuple(OwnIdea(**idea) for idea in answer.own),
    )


def mark_of(answer: PartAnswer | None) -> str:
    """A short mark that changes with every change of an answer; of none it is that of an empty."""
    return mark_of_given(Given() if answer is None else given_in(answer))


def mark_of_given(given: Given) -> str:
    """The same of what is typed."""
    text = json.dumps(_stored(given), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _stored(given: Given) -> dict[str, Any]:
    return {
        "is_seen": given.is_seen,
        "text": given.text,
        "picks": sorted(given.picks),
        "how": {str(option): words for option, words in given.how.items() if words},
        "own": [{"title": idea.title, "how": idea.how} for idea in given.own],
    }


def _submission(prework: PreWork, team: DesignTeam, by: Person) -> PreWorkSubmission:
    """The one of the team, or of this person in it; locked, so that saves wait for each other."""
    person = by if prework.answered_by == PreWork.AnsweredBy.PERSON else None
    made, _ = PreWorkSubmission.objects.get_or_create(prework=prework, team=team, person=person)
    return PreWorkSubmission.objects.select_for_update(of=("self",)).get(pk=made.pk)


def _write(submission: PreWorkSubmission, part: PreWorkPart, given: Given) -> None:
    PartAnswer.objects.update_or_create(submission=submission, part=part, defaults=_stored(given))


def _count_save(submission: PreWorkSubmission) -> None:
    """A new revision; what is not complete anymore is not done anymore."""
    submission.revision += 1
    submission.saved_at = clock.now()
    if submission.is_done and lacks_of(submission):
        submission.is_done, submission.done_at, submission.done_by = False, None, None
    submission.save(update_fields=["revision", "saved_at", "is_done", "done_at", "done_by"])


def _why_closed(prework: PreWork) -> str:
    if prework.is_over:
        return "The convening is over, so the pre-work is closed."
    return "The pre-work is not open yet."
