"""An application as it is read, by those who review it and decide: every answer, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cohorts.rules.questions import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Application, ApplicationDocument, Consent, ProposedMember
    from cohorts.rules.questions import Part, Question


class Answered(NamedTuple):
    """A question, what was answered in words, and who wrote it last."""

    question: Question
    words: str
    written_by: str


class ReadPart(NamedTuple):
    """One part with its answers; parts of another kind have none."""

    part: Part
    answers: list[Answered]


class Text(NamedTuple):
    """Everything that an applicant sent."""

    parts: list[ReadPart]
    proposed: Sequence[ProposedMember]
    consents: Sequence[Consent]
    documents: Sequence[ApplicationDocument]


def text_of(application: Application) -> Text:
    """As many queries for a long application as for a short one."""
    given = {one.question: one for one in application.answers.select_related("written_by")}

    def answered(question: Question) -> Answered:
        one = given.get(question.code)
        words = question.words_of(one.value) if one else ""
        return Answered(question, words, str(one.written_by or "") if one else "")

    return Text(
        parts=[
            ReadPart(part, [answered(question) for question in part.questions])
            for part in parts_of(application.form)
        ],
        proposed=list(application.proposed.order_by("-is_lead", "pk")),
        consents=list(application.consents.all()),
        documents=list(application.documents.filter(removed_at=None)),
    )
