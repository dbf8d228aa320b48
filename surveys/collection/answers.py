"""What one person says to a form: checked, and turned into the compact row of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.collection import link_codes
from surveys.collection.refusals import UnknownAnswer
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import NOT_ASKED, ROLE, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.instruments.questionnaire import Question, Questionnaire

Answer = str | int | list[int]
Answers = dict[str, Answer]
LONGEST_TEXT = 4_000  # characters of an open answer
LONGEST_SHORT = 200
LARGEST_NUMBER = 1_000_000_000
Kind = Item.Kind


class Row(NamedTuple):
    """One form as it is stored; `texts` also holds numbers and sets of several answers."""

    role: int
    answers: list[int]
    texts: dict[str, Answer]


def check(given: Mapping[str, Any], form: Questionnaire) -> Answers:
    """The answers as the form knows them; raises UnknownAnswer and says which one is meant.

    An empty text, number or set takes an earlier answer back.
    """
    return {code: _checked(code, value, form) for code, value in given.items()}


def faults(given: Mapping[str, Any], form: Questionnaire) -> dict[str, str]:
    """What is wrong with each answer, in words, by its code."""
    found = {}
    for code, value in given.items():
        try:
            _checked(code, value, form)
        except UnknownAnswer as refusal:
            found[code] = str(refusal)
    return found


def missing(answers: Mapping[str, Any], form: Questionnaire) -> list[Question]:
    """The required questions that are asked and have no answer; "prefer not" is one."""
    return [
        question
        for question in form
        if question.is_required
        and answers.get(question.code) in (None, "", [])
        and form.asks(question, answers)
    ]


def row_of(answers: Mapping[str, Answer], form: Questionnaire) -> Row:
    """The stored row. A question without an answer counts as skipped.

    What was answered and is no longer asked, since an earlier answer changed, is left out.
    """
    role = answers.get(ROLE, 0)
    slots = [SKIPPED] * form.slots
    texts: dict[str, Answer] = {}
    for question in form:
        is_asked = form.asks(question, answers)
        answer = answers.get(question.code)
        if question.is_link_code:
            answer = link_codes.normalised(str(answer or ""))
        if question.slot is not None:
            slots[question.slot] = int(answer or SKIPPED) if is_asked else NOT_ASKED  # type: ignore[arg-type]  # a choice is a number
        elif is_asked and answer not in (None, "", []):
            texts[question.code] = answer
    return Row(int(role), slots, texts)  # type: ignore[arg-type]  # a role is a number


def _checked(code: str, value: Any, form: Questionnaire) -> Answer:
    if code == ROLE:
        number = _whole(value)
        if number is None or not 0 <= number <= len(form.roles):
            raise UnknownAnswer(_("Choose one of the roles on the page."))
        return number
    question = form.by_code.get(code)
    if question is None:
        words = _("This form has no question %(code)s. Load the page again: it may have changed.")
        raise UnknownAnswer(words % {"code": _shown(code)})
    if question.kind == Kind.SEVERAL:
        return _codes(question, value)
    if question.kind == Kind.NUMBER:
        return _number(question, value)
    return _text(question, value) if question.is_written else _code(question, value)


def _code(question: Question, value: Any) -> int:
    number = _whole(value)
    if number is None or number not in {SKIPPED, *(option.code for option in question.options)}:
        words = _("Question %(number)d: choose one of the answers on the page.")
        raise UnknownAnswer(words % {"number": question.number})
    return number


def _codes(question: Question, value: Any) -> list[int]:
    """A set of answers, in the order of the form; [0] is "prefer not to answer"."""
    values = value if isinstance(value, list) else [value] if value not in ("", None) else []
    chosen = {_code(question, one) for one in values}
    if SKIPPED in chosen:
        return [SKIPPED]
    if question.highest is not None and len(chosen) > question.highest:
        words = _("Question %(number)d: choose %(most)d at most.")
        raise UnknownAnswer(words % {"number": question.number, "most": question.highest})
    if chosen and question.lowest is not None and len(chosen) < question.lowest:
        words = _("Question %(number)d: choose at least %(least)d.")
        raise UnknownAnswer(words % {"number": question.number, "least": question.lowest})
    return sorted(chosen)


def _number(question: Question, value: Any) -> int | str:
    # As people write numbers, and as the page writes the largest one: " 1,000 ".
    written = value.strip().replace(",", "") if isinstance(value, str) else value
    if written == "":
        return ""
    number = _signed(written)
    least = 0 if question.lowest is None else question.lowest
    most = LARGEST_NUMBER if question.highest is None else question.highest
    if number is None or not least <= number <= most:
        words = _("Question %(number)d: enter a whole number from %(least)s to %(most)s.")
        raise UnknownAnswer(
            words % {"number": question.number, "least": f"{least:,}", "most": f"{most:,}"}
        )
    return number


def _text(question: Question, value: Any) -> str:
    if not isinstance(value, str):
        words = _("Question %(number)d is answered in words.")
        raise UnknownAnswer(words % {"number": question.number})
    # SECURITY: PostgreSQL refuses a zero byte and half a character. It would do so in the fold,
    # where nobody can be asked any more and one answer would hold up everybody's.
    text = value.encode(errors="ignore").decode().replace("\x00", "")
    # A form sends two characters for a new line that the browser counts as one.
    text = text.replace("\r\n", "\n").strip()
    longest = LONGEST_SHORT if question.kind == Kind.SHORT else LONGEST_TEXT
    if len(text) > longest:
        words = ngettext(
            "Question %(number)d: shorten your answer by %(over)d character.",
            "Question %(number)d: shorten your answer by %(over)d characters.",
            len(text) - longest,
        )
        raise UnknownAnswer(words % {"number": question.number, "over": len(text) - longest})
    return text


def _whole(value: Any, digits: int = 3) -> int | None:
    """A whole number given as such or as its digits; anything else is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= digits:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _signed(value: Any) -> int | None:
    """A number that may be below zero."""
    is_below = isinstance(value, str) and value.startswith(("-", "\u2212"))
    number = _whole(value[1:] if is_below else value, digits=10)
    return -number if is_below and number is not None else number


def _shown(code: str) -> str:
    """A code that came from outside, as it may stand in a sentence."""
    return "".join(letter for letter in code[:20] if letter.isprintable())
