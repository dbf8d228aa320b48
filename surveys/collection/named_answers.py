"""Answers by name, in identified surveys only, for those who run them.

The only place beside withdrawal that goes from a person to an answer. Results never import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from surveys.collection.models import Administration, ResponseKey
from surveys.instruments.questionnaire import NOT_ASKED, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from accounts.models import User
    from surveys.collection.models import Invitation, Response
    from surveys.instruments.questionnaire import Question, Questionnaire

HEAD = ("name", "address", "school", "role")
ROWS_AT_ONCE = 500


class Line(NamedTuple):
    """A question and what somebody answered, in words; empty when skipped or not asked."""

    number: int
    code: str
    wording: str
    answer: str


def identified_by(user: User) -> QuerySet[Administration]:
    """The surveys whose answers this user may read by name."""
    runs = Administration.objects.run_by(user)
    return runs.filter(mode=Administration.Mode.IDENTIFIED).exclude(state="draft")


def keys_of(administration: Administration) -> QuerySet[ResponseKey]:
    """Who answered what, in order of school and name."""
    # SECURITY: asked again here, so that no caller can read a confidential survey by mistake.
    named = ResponseKey.objects.filter(
        response__administration=administration,
        response__administration__mode=Administration.Mode.IDENTIFIED,
    )
    return named.select_related("invitation__person", "invitation__unit", "response").order_by(
        "invitation__unit__name", "invitation__email", "pk"
    )


def name_of(invitation: Invitation) -> str:
    """The person's name, or the address where nobody stands behind it."""
    return str(invitation.person or invitation.email)


def role_of(response: Response, form: Questionnaire) -> str:
    """The role they told, or nothing."""
    known = 0 < response.role <= len(form.roles)
    return form.roles[response.role - 1] if known else ""


def rows_of(keys: Iterable[ResponseKey], form: Questionnaire) -> list[tuple[Invitation, str, str]]:
    """For the list: the invitation, the name and the role."""
    return [(key.invitation, name_of(key.invitation), role_of(key.response, form)) for key in keys]


def lines_of(response: Response, form: Questionnaire) -> list[Line]:
    """The whole form as it was answered."""
    return [
        Line(question.number, question.code, question.wording, _answer(question, response))
        for question in _told(form)
    ]


def table(administration: Administration) -> Iterator[list[object]]:
    """For a file: one row per person, one column per question."""
    form = questionnaire_of(administration.version)
    yield [*HEAD, *(f"{question.code} {question.wording}" for question in _told(form))]
    for key in keys_of(administration).iterator(chunk_size=ROWS_AT_ONCE):
        invitation, response = key.invitation, key.response
        yield [
            name_of(invitation),
            invitation.email,
            invitation.unit.name,
            role_of(response, form),
            *(line.answer for line in lines_of(response, form)),
        ]


def _told(form: Questionnaire) -> list[Question]:
    """All but the code for linking: whoever made it would be known by it in other surveys."""
    return [question for question in form if not question.is_link_code]


def _answer(question: Question, response: Response) -> str:
    if question.slot is not None:
        code = response.answers[question.slot]
        return "" if code == NOT_ASKED else question.label_of(code)
    given = response.texts.get(question.code, "")
    if isinstance(given, list):
        return ", ".join(label for code in given if (label := question.label_of(code)))
    return str(given)
