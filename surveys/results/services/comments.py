"""Publishing comments: once, after they were read, each at exactly one level."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.collection.models import Administration
from surveys.results.comment_levels import places_of_comments
from surveys.results.models import OpenAnswer, Release, ReleasedComment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from network.models import Person

ROWS_AT_ONCE = 500
Verdict = OpenAnswer.Verdict


class CannotPublish(Exception):
    """Comments are not ready to be published."""


@transaction.atomic
def publish_comments(administration: Administration, *, by: Person | None) -> int:
    """Show what was read and found fit to be shown, where enough of it comes together; how many.

    Safe to repeat: comments are published once, since a second time would tell by the difference
    where the new ones come from. Raises CannotPublish.
    """
    held = Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if held.comments_published_at is not None:
        return 0
    release = _release_of(held)
    _refuse_unread(held)
    comments = list(_shuffled(held, release))
    ReleasedComment.objects.bulk_create(comments, batch_size=ROWS_AT_ONCE)
    held.comments_published_at = administration.comments_published_at = clock.now()
    held.save(update_fields=["comments_published_at"])
    activity.record(held, "published", f"Comments of {held} were published.", by=by)
    return len(comments)


@transaction.atomic
def take_down_comment(comment: ReleasedComment, *, by: Person | None) -> None:
    """Show it no longer, for instance because a name slipped through. The others stay."""
    administration = comment.release.administration
    comment.delete()
    activity.record(administration, "took down", "A published comment was taken down.", by=by)


def _release_of(administration: Administration) -> Release:
    finals = administration.releases.exclude(kind=Release.Kind.INTERIM)
    release = finals.filter(is_current=True).first()
    if release is None:
        raise CannotPublish("Release the figures first. Comments follow what the figures show.")
    return release


def _refuse_unread(administration: Administration) -> None:
    if administration.words_apart_at is None:
        raise CannotPublish("Comments are being set apart. Come back in a minute.")
    unread = administration.open_answers.filter(verdict=Verdict.UNREAD).count()
    if unread:
        answers = "1 answer is" if unread == 1 else f"{unread} answers are"
        raise CannotPublish(f"{answers} not read yet. Read them all before anybody else does.")


def _shuffled(administration: Administration, release: Release) -> Iterator[ReleasedComment]:
    """The comments of all questions in random order; their place counts from 1 at each unit."""
    parents = dict(administration.units.values_list("pk", "parent_id"))
    shown = {pk for pk, base in release.units.values_list("unit_id", "base") if base is not None}
    fit = list(administration.open_answers.filter(verdict=Verdict.PUBLISH))
    secrets.SystemRandom().shuffle(fit)
    for code, answers in _by_question(fit):
        counts = Counter(answer.unit_id for answer in answers)
        places = places_of_comments(parents, shown, counts, release.threshold)
        so_far: Counter[int] = Counter()
        for answer in answers:
            unit = places.get(answer.unit_id)
            if unit is None:
                continue
            so_far[unit] += 1
            yield ReleasedComment(
                release=release,
                unit_id=unit,
                item_code=code,
                text=answer.fit,
                place=so_far[unit],
            )


def _by_question(answers: Iterable[OpenAnswer]) -> Iterable[tuple[str, list[OpenAnswer]]]:
    found: defaultdict[str, list[OpenAnswer]] = defaultdict(list)
    for answer in answers:
        found[answer.item_code].append(answer)
    return found.items()
