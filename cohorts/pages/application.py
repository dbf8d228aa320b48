"""What the pages of an application show: its parts with what is missing, what was sent, its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cohorts.rules import states
from cohorts.rules.questions import QUESTIONS, Part, Question, parts_of
from cohorts.services.submission import lacks_of
from cohorts.services.writing import answers_of, open_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import (
        Application,
        ApplicationAnswer,
        ApplicationDocument,
        ApplicationStep,
        Consent,
        ProposedMember,
    )
    from cohorts.services.submission import Lack

AROUND = ("offering__pathway", "form", "school__agency", "district", "cohort")

# Which mark a state gets in the timeline and beside the name.
TONES = {
    states.DRAFT: "plain",
    states.SUBMITTED: "good",
    states.INFORMATION: "due",
    states.OFFERED: "due",
    states.ACCEPTED: "good",
    states.DECLINED: "late",
}


@dataclass(frozen=True)
class PartState:
    """A part with what is missing in it, and whether it can be changed today."""

    part: Part
    lacks: list[Lack]
    is_open: bool

    @property
    def tone(self) -> str:
        """Of its mark."""
        if self.lacks:
            return "due"
        return "good" if self.part.required else "plain"

    @property
    def words(self) -> str:
        """In a word or two."""
        if self.lacks:
            return f"{len(self.lacks)} to do"
        return "Complete" if self.part.required else "Optional"


@dataclass(frozen=True)
class Reading:
    """A question with what stands under it, in words."""

    question: Question
    words: str
    answer: ApplicationAnswer | None


@dataclass(frozen=True)
class PartRead:
    """A part of questions, to be read."""

    part: Part
    readings: list[Reading]


class Text(NamedTuple):
    """Everything that an applicant wrote and added."""

    reads: list[PartRead]
    proposed: Sequence[ProposedMember]
    consents: Sequence[Consent]
    documents: Sequence[ApplicationDocument]


def parts_with_state(application: Application) -> list[PartState]:
    """All parts, in the form's order."""
    lacks, may_change = lacks_of(application), open_parts(application)
    return [
        PartState(
            part,
            [one for one in lacks if one.part.code == part.code],
            part.code in may_change,
        )
        for part in parts_of(application.form)
    ]


def text_of(application: Application) -> Text:
    """As many queries for a long application as for a short one."""
    return Text(
        reads=readings_of(application),
        proposed=list(application.proposed.standing().order_by("-is_lead", "pk")),
        consents=list(application.consents.all()),
        documents=list(application.documents.standing()),
    )


def readings_of(application: Application) -> list[PartRead]:
    """Every question with its answer."""
    answers = answers_of(application)
    return [
        PartRead(part, [_reading(question, answers) for question in part.questions])
        for part in parts_of(application.form)
        if part.kind == QUESTIONS
    ]


def part_read(application: Application, part: Part) -> PartRead:
    """One part with its answers."""
    answers = answers_of(application)
    return PartRead(part, [_reading(question, answers) for question in part.questions])


def timeline_of(application: Application) -> list[ApplicationStep]:
    """Every state it came into, the first one first."""
    return list(application.steps.select_related("by"))


def tone_of(application: Application) -> str:
    """Of the mark beside its state."""
    return TONES.get(application.state, "plain")


def _reading(question: Question, answers: dict[str, ApplicationAnswer]) -> Reading:
    answer = answers.get(question.code)
    return Reading(question, question.words_of(answer.value if answer else None), answer)
