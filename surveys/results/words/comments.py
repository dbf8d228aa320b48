"""Published comments as pages show them, and where each is to stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from surveys.instruments.questionnaire import questionnaire_of, version_of
from surveys.results.models import OpenAnswer, ReleasedComment
from surveys.results.words.comment_levels import places_of_comments

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from surveys.collection.models import Administration
    from surveys.results.models import Release, ReleasedUnit

SHOWN_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class QuestionComments:
    """What was said to one open question at one unit, or the first few of it."""

    code: str
    wording: str
    texts: tuple[str, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """The section of a results page; no question where none stands at this unit."""

    administration_pk: int
    unit_pk: int
    threshold: int
    questions: tuple[QuestionComments, ...]


def comments_of(row: ReleasedUnit) -> Comments | None:
    """Comments shown at this unit; None before any are published. One query.

    The row comes with its release and administration. However many comments there are, only the
    first few of each question are read.
    """
    administration = row.release.administration
    if administration.comments_published_at is None:
        return None
    found: dict[str, list[str]] = {}
    few = published_at(row).filter(place__lte=SHOWN_AT_ONCE + 1)
    for code, text in few.values_list("item_code", "text"):
        found.setdefault(code, []).append(text)
    return Comments(
        administration_pk=administration.pk,
        unit_pk=row.unit_id,
        threshold=row.release.threshold,
        questions=tuple(
            QuestionComments(
                code=code,
                wording=wording,
                texts=tuple(found[code][:SHOWN_AT_ONCE]),
                has_more=len(found[code]) > SHOWN_AT_ONCE,
            )
            for code, wording in open_questions(administration)
            if code in found
        ),
    )


def published_at(row: ReleasedUnit) -> QuerySet[ReleasedComment]:
    """The comments of a unit, in random order.

    They stay what they are when a correction takes the release's place, unless it hides the unit.
    """
    if row.base is None:
        return ReleasedComment.objects.none()
    return ReleasedComment.objects.filter(
        release__administration=row.release.administration, unit=row.unit_id
    ).order_by("item_code", "place")


def standing(release: Release) -> list[tuple[str, int, int]]:
    """Of each question and leaf whose comments are fit and shown: question, leaf, unit."""
    administration = release.administration
    parents = dict(administration.units.values_list("pk", "parent_id"))
    shown = {pk for pk, base in release.units.values_list("unit_id", "base") if base is not None}
    fit = administration.open_answers.filter(verdict=OpenAnswer.Verdict.PUBLISH).order_by()
    counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for code, unit, number in fit.values_list("item_code", "unit").annotate(Count("pk")):
        counts[code][unit] = number
    return [
        (code, leaf, unit)
        for code, numbers in counts.items()
        for leaf, unit in places_of_comments(parents, shown, numbers, release.threshold).items()
    ]


def open_questions(administration: Administration) -> list[tuple[str, str]]:
    """Code and wording of what is answered in words."""
    form = questionnaire_of(version_of(administration.version_id))
    return [(question.code, question.wording) for question in form if question.is_open]
