"""Giving applications to reviewers, their scores with reasons, and conflicts of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from cohorts.models import Application, Review
from cohorts.rules import states
from cohorts.services import decision_mail
from cohorts.services.application import locked, move
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.models import Person


class Score(NamedTuple):
    """A criterion's score, 1 to 4, and why; either may still be missing in what is put by."""

    score: int | None
    reason: str


class ReviewClosed(Exception):
    """The application is decided, or the reviewer has a conflict of interest."""


class ReviewBegun(Exception):
    """The reviewer has scored already."""


@transaction.atomic
def assign_reviewers(
    applications: Iterable[Application], *, reviewers: Iterable[Person], by: Person | None
) -> tuple[list[Review], list[str]]:
    """Give each application to each reviewer and tell them. Safe to repeat.

    Nobody reviews what they wrote, or where they said that they have a conflict of interest; the
    sentences say who was left out and why.
    """
    made: list[Review] = []
    left_out: list[str] = []
    reviewers = list(reviewers)
    for application in applications:
        application = locked(application)
        writers = set(application.editors.values_list("person_id", flat=True))
        given = {review.reviewer_id: review for review in application.reviews.all()}
        for person in reviewers:
            if person.pk in writers:
                left_out.append(f"{person} writes the application of {application.place}.")
            elif person.pk in given:
                if given[person.pk].has_conflict:
                    words = f"{person} has a conflict of interest with {application.place}."
                    left_out.append(words)
            elif application.state not in states.UNDECIDED:
                left_out.append(f"The application of {application.place} is decided.")
            else:
                made.append(_assign(application, person, by))
    return made, left_out


def _assign(application: Application, person: Person, by: Person | None) -> Review:
    if application.state == states.SUBMITTED:
        moved = move(application, to=states.IN_REVIEW, by=by)
        application.state = moved.state
    review = application.reviews.create(reviewer=person, assigned_by=by)
    review.application = application
    activity.record(application, "assigned", f"{person} was asked to review it.", by=by)
    decision_mail.review_assigned(review)
    return review


@transaction.atomic
def take_back_review(review: Review, *, by: Person | None) -> None:
    """Give an application to somebody no more. Raises ReviewBegun once they have scored."""
    found = Review.objects.select_for_update(of=("self",)).filter(pk=review.pk).first()
    if found is None:
        return
    if found.done_at is not None or found.has_conflict or found.scores.exists():
        raise ReviewBegun(f"{found.reviewer} has begun: the review stays.")
    words = f"{found.reviewer} reviews it no more."
    activity.record(found.application, "took back", words, by=by)
    found.delete()


@transaction.atomic
def save_review(
    review: Review,
    *,
    scores: Mapping[str, Score],
    summary: str,
    is_done: bool,
    by: Person | None,
) -> Review:
    """Write what a reviewer scored; `is_done` shows it to who decides. Safe to repeat.

    Until the decision it may be opened and changed again. Raises ReviewClosed.
    """
    review = _open_review(review)
    was_done = review.done_at is not None
    review.scores.exclude(criterion__in=[c for c, given in scores.items() if given.score]).delete()
    for criterion, given in scores.items():
        if given.score:
            values = {"score": given.score, "reason": given.reason}
            review.scores.update_or_create(criterion=criterion, defaults=values)
    review.summary = summary
    review.done_at = (review.done_at or clock.now()) if is_done else None
    review.save(update_fields=["summary", "done_at"])
    if is_done and not was_done:
        words = f"{review.reviewer} finished a review."
        activity.record(review.application, "reviewed", words, by=by)
    return review


@transaction.atomic
def declare_conflict(review: Review, *, words: str, by: Person | None) -> Review:
    """Write down that a reviewer has a conflict of interest: what they scored counts no more.

    Safe to repeat.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not review.has_conflict:
        review.has_conflict, review.conflict, review.done_at = True, words.strip(), None
        review.save(update_fields=["has_conflict", "conflict", "done_at"])
        review.scores.all().delete()
        sentence = f"{review.reviewer} has a conflict of interest and reviews it no more."
        activity.record(review.application, "stepped back", sentence, by=by)
    return review


def _open_review(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("application", "reviewer")
    found = rows.get(pk=review.pk)
    if found.has_conflict:
        raise ReviewClosed("You said that you have a conflict of interest.")
    if found.application.state not in states.UNDECIDED:
        word = found.application.get_state_display().lower()
        raise ReviewClosed(f"This application is {word}; its reviews are closed.")
    return found
