"""What one person says to a form: checked, and turned into the compact row of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from surveys.collection.refusals import UnknownAnswer
from surveys.instruments.questionnaire import SKIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.instruments.questionnaire import Question, Questionnaire

Answers = dict[str, str | int]
ROLE = "role"
LONGEST_TEXT = 4_000  # characters of an open answer


class Row(NamedTuple):
    """One form as it is stored."""

    role: int
    answers: list[int]
    texts: dict[str, str]


def check(given: Mapping[str, Any], form: Questionnaire) -> Answers:
    """The answers as the form knows them; raises UnknownAnswer and says which one is meant."""
    return {code: _checked(code, value, form) for code, value in given.items()}


def row_of(answers: Mapping[str, str | int], form: Questionnaire) -> Row:
    """The stored row. A question without an answer counts as skipped."""
    role = answers.get(ROLE, 0)
    slots = [SKIPPED] * form.slots
    texts = {}
    for question in form:
        answer = answers.get(question.code)
        if question.slot is not None:
            slots[question.slot] = int(answer or SKIPPED)
        elif answer:
            texts[question.code] = str(answer)
    return Row(int(role), slots, texts)


def _checked(code: str, value: Any, form: Questionnaire) -> str | int:
    if code == ROLE:
        number = _whole(value)
        if number is None or not 0 <= number <= len(form.roles):
            raise UnknownAnswer("Choose one of the roles on the page.")
        return number
    question = form.by_code.get(code)
    if question is None:
        raise UnknownAnswer(f"This form has no question {code[:20]}.")
    return _text(question, value) if question.is_open else _code(question, value)


def _code(question: Question, value: Any) -> int:
    number = _whole(value)
    if number is None or number not in {SKIPPED, *(option.code for option in question.options)}:
        raise UnknownAnswer(f"Question {question.number}: choose one of the answers on the page.")
    return number


def _text(question: Question, value: Any) -> str:
    if not isinstance(value, str):
        raise UnknownAnswer(f"Question {question.number} is answered in words.")
    # SECURITY: PostgreSQL refuses a zero byte and half a character. It would do so in the fold,
    # where nobody can be asked any more and one answer would hold up everybody's.
    text = value.encode(errors="ignore").decode().replace("\x00", "").strip()
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise UnknownAnswer(
            f"Question {question.number}: shorten your answer by {over} characters."
        )
    return text


def _whole(value: Any) -> int | None:
    """A whole number given as such or as its digits; anything else is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 3:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
