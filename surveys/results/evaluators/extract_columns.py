"""Answers as columns of a file: numbers with codes for what is missing, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import NOT_ASKED, ROLE, SKIPPED
from surveys.results.evaluators.anonymity import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from surveys.instruments.questionnaire import Question, Questionnaire

SKIPPED_CODE, NO_ANSWER_CODE, NOT_ASKED_CODE = -99, -98, -97
MISSING = (
    (SKIPPED_CODE, "skipped, or not told"),
    (NO_ANSWER_CODE, "does not apply, or not known"),
    (NOT_ASKED_CODE, "not asked"),
    (HIDDEN, "hidden, so that every group has enough rows"),
)
NO, YES = 0, 1


@dataclass(frozen=True, slots=True)
class Column:
    """A question, or one option of a question to which several answers may be given."""

    question: Question
    option: int | None = None

    @property
    def name(self) -> str:
        """The item's code; that of an option has its number behind."""
        return self.question.code if self.option is None else f"{self.question.code}_{self.option}"

    @property
    def wording(self) -> str:
        """What was asked."""
        if self.option is None:
            return self.question.wording
        return f"{self.question.wording}: {self.question.label_of(self.option)}"

    @property
    def labels(self) -> tuple[tuple[int, str], ...]:
        """The words of the numbers that stand in the column; none where they only count."""
        if self.option is not None:
            return ((NO, "not chosen"), (YES, "chosen"))
        return tuple(
            (coded(option.code, self.question), option.label) for option in self.question.options
        )

    @property
    def remark(self) -> str:
        """What stands in a column whose numbers have no words."""
        return "" if self.labels else "a whole number"

    @property
    def codes(self) -> dict[str, str]:
        """What becomes of a stored code, as text, where it does not stay what it is."""
        special = {str(NOT_ASKED): str(NOT_ASKED_CODE), str(SKIPPED): str(SKIPPED_CODE)}
        return special | {
            str(option.code): str(coded(option.code, self.question))
            for option in self.question.options
        }


def columns_of(form: Questionnaire, left_out: Iterable[str]) -> list[Column]:
    """The columns of a form's questions, but for those left out and those answered in letters."""
    without = set(left_out)
    columns = []
    for question in form:
        if question.is_written or question.code in without:
            continue
        if question.kind == Item.Kind.SEVERAL:
            columns += [Column(question, option.code) for option in question.options]
        else:
            columns.append(Column(question))
    return columns


def given(
    form: Questionnaire, role: int, stored: Sequence[str], texts: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The answers by item code, as conditions ask for them."""
    slots = {q.code: int(stored[q.slot]) for q in form if q.slot is not None}
    return {ROLE: role, **slots, **texts}


def beside(column: Column, answers: Mapping[str, Any], form: Questionnaire) -> int:
    """The number of a column whose answers are not of one list."""
    if not form.asks(column.question, answers):
        return NOT_ASKED_CODE
    answer = answers.get(column.question.code)
    if answer in (None, "", [], [SKIPPED]):
        return SKIPPED_CODE
    if column.option is None:
        return int(answer)
    return YES if column.option in answer else NO


def coded(code: int, question: Question) -> int:
    """The code of the list, but one of its own for "does not apply"."""
    is_last = code == len(question.options)
    return NO_ANSWER_CODE if is_last and question.has_does_not_apply else code
