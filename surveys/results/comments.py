"""Published comments as pages show them. Nothing else of people's words is read here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.models import ReleasedComment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from surveys.instruments.questionnaire import Questionnaire
    from surveys.results.models import ReleasedUnit

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
    """The section of a results page. `asks_in_words` is false where there is none to draw."""

    administration_pk: int
    unit_pk: int
    threshold: int
    asks_in_words: bool
    is_published: bool
    questions: tuple[QuestionComments, ...]


def comments_of(row: ReleasedUnit) -> Comments:
    """Comments shown at this unit; the row comes with its release and administration. One query.

    However many there are, only the first few of each question are read.
    """
    administration = row.release.administration
    form = questionnaire_of(administration.version)
    wordings = {question.code: question.wording for question in form if question.is_open}
    is_published = administration.comments_published_at is not None
    found: dict[str, list[str]] = {}
    if is_published and wordings:
        few = published_at(row).filter(place__lte=SHOWN_AT_ONCE + 1)
        for code, text in few.values_list("item_code", "text"):
            found.setdefault(code, []).append(text)
    return Comments(
        administration_pk=administration.pk,
        unit_pk=row.unit_id,
        threshold=row.release.threshold,
        asks_in_words=bool(wordings),
        is_published=is_published,
        questions=tuple(
            QuestionComments(
                code=code,
                wording=wording,
                texts=tuple(found[code][:SHOWN_AT_ONCE]),
                has_more=len(found[code]) > SHOWN_AT_ONCE,
            )
            for code, wording in wordings.items()
            if code in found
        ),
    )


def published_at(row: ReleasedUnit) -> QuerySet[ReleasedComment]:
    """The comments of a unit. They stay what they are when a correction takes the release's place,
    except where it hides the unit."""
    if row.base is None:
        return ReleasedComment.objects.none()
    return ReleasedComment.objects.filter(
        release__administration=row.release.administration, unit=row.unit_id
    ).order_by("item_code", "place")


def open_questions(form: Questionnaire) -> list[tuple[str, str]]:
    """Code and wording of what is answered in words."""
    return [(question.code, question.wording) for question in form if question.is_open]
