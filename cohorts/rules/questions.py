"""The parts and questions of an application form as plain values, and what an answer may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cohorts.models import ApplicationForm

TEXT, LONG, CHOICE, RUBRIC, YES_NO, NUMBER = "text", "long", "choice", "rubric", "yes-no", "number"
QUESTIONS, TEAM, CONSENT, DOCUMENTS = "questions", "team", "consent", "documents"

# R4 of domain.md: how far something is there.
RUBRIC_WORDS = ("Not evident", "Beginning", "Developing", "Strong")
YES_NO_WORDS = (("yes", "Yes"), ("no", "No"))
LONGEST = {TEXT: 200, LONG: 3000}
LARGEST = 100_000


@dataclass(frozen=True)
class Question:
    """One question; `options` are (value, words) of those to choose from."""

    code: str
    kind: str
    wording: str
    required: bool = False
    help: str = ""
    longest: int = 0
    least: int = 0
    most: int = LARGEST
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether two answers can be put one after the other."""
        return self.kind in {TEXT, LONG}

    def words_of(self, value: Any) -> str:
        """A stored answer as people read it; empty for none."""
        if value is None or value == "":
            return ""
        return dict(self.options).get(str(value), str(value))

    def fault_of(self, value: Any) -> str:
        """What is wrong with a stored answer; empty when nothing is."""
        if value is None or value == "":
            return "Not answered yet." if self.required else ""
        if self.is_text and (over := len(str(value)) - self.longest) > 0:
            return f"Shorten it by {over} character{'' if over == 1 else 's'}."
        return ""


@dataclass(frozen=True)
class Part:
    """One page of the application: questions, or what goes with it (`kind`)."""

    code: str
    title: str
    words: str = ""
    kind: str = QUESTIONS
    required: bool = True
    positions: tuple[str, ...] = ()
    questions: tuple[Question, ...] = field(default=())


def parts_of(form: ApplicationForm) -> list[Part]:
    """All parts of a form, in order."""
    return [_part(row) for row in form.parts]


def questions_of(form: ApplicationForm) -> list[Question]:
    """All questions of a form, in order."""
    return [question for part in parts_of(form) for question in part.questions]


def part_named(form: ApplicationForm, code: str) -> Part | None:
    """The part of this code."""
    return next((part for part in parts_of(form) if part.code == code), None)


def code_of_kind(form: ApplicationForm, kind: str) -> str:
    """The code of the part of this kind; empty when the form has none."""
    return next((part.code for part in parts_of(form) if part.kind == kind), "")


def faults_of(part: Part, answers: Mapping[str, Any]) -> list[tuple[Question, str]]:
    """The questions of a part that are not answered as they should be, each with what to do."""
    found = [(one, one.fault_of(answers.get(one.code))) for one in part.questions]
    return [(question, fault) for question, fault in found if fault]


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        code=row["code"],
        title=row["title"],
        words=row.get("words", ""),
        kind=row.get("kind", QUESTIONS),
        required=row.get("required", True),
        positions=tuple(row.get("positions", ())),
        questions=tuple(_question(one) for one in row.get("questions", ())),
    )


def _question(row: Mapping[str, Any]) -> Question:
    kind = row["kind"]
    return Question(
        code=row["code"],
        kind=kind,
        wording=row["wording"],
        required=row.get("required", False),
        help=row.get("help", ""),
        longest=row.get("longest", LONGEST.get(kind, 0)),
        least=row.get("least", 0),
        most=row.get("most", LARGEST),
        options=tuple(_options(kind, row.get("options", ()))),
    )


def _options(kind: str, rows: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    if kind == RUBRIC:
        return [(str(level), words) for level, words in enumerate(RUBRIC_WORDS, start=1)]
    if kind == YES_NO:
        return list(YES_NO_WORDS)
    return [(row["code"], row["words"]) for row in rows]
