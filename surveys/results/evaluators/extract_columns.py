"""Answers as columns of a file: numbers with codes for what is missing, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import NOT_ASKED, ROLE, SKIPPED
from surveys.results.evaluators.anonymity import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from surveys.collection.models import Response
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
    def values(self) -> str:
        """What stands in the column."""
        if self.option is not None:
            return f"{NO} = not chosen; {YES} = chosen"
        if not self.question.is_choice:
            return "a whole number"
        return "; ".join(
            f"{_coded(option.code, self.question)} = {option.label}"
            for option in self.question.options
        )


def columns_of(form: Questionnaire, left_out: Iterable[str]) -> list[Column]:
    """The columns of a form's questions, but for those left out and those answered in words."""
    without = set(left_out)
    columns = []
    for question in form:
        if question.is_open or question.code in without:
            continue
        if question.kind == Item.Kind.SEVERAL:
            columns += [Column(question, option.code) for option in question.options]
        else:
            columns.append(Column(question))
    return columns


def cells_of(response: Response, columns: Iterable[Column], form: Questionnaire) -> Iterator[int]:
    """One number per column."""
    given = _given(response, form)
    for column in columns:
        question = column.question
        if question.slot is not None:
            yield _chosen(response.answers[question.slot], question)
        elif not form.asks(question, given):
            yield NOT_ASKED_CODE
        else:
            yield _written(given.get(question.code), column.option)


def _chosen(code: int, question: Question) -> int:
    if code == NOT_ASKED:
        return NOT_ASKED_CODE
    return SKIPPED_CODE if code == SKIPPED else _coded(code, question)


def _coded(code: int, question: Question) -> int:
    """The code of the list, but one of its own for "does not apply"."""
    is_last = code == len(question.options)
    return NO_ANSWER_CODE if is_last and question.has_does_not_apply else code


def _written(answer: Any, option: int | None) -> int:
    if answer in (None, "", [], [SKIPPED]):
        return SKIPPED_CODE
    if option is None:
        return int(answer)
    return YES if option in answer else NO


def _given(response: Response, form: Questionnaire) -> Mapping[str, Any]:
    """The answers by item code, as conditions ask for them."""
    slots = {q.code: response.answers[q.slot] for q in form if q.slot is not None}
    return {ROLE: response.role, **slots, **response.texts}
