"""The page of a personal link: which step is shown, and what on it is this person's own."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.collection.parts import WHOLE, Edition, blank_page, questions_of
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import SKIPPED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from surveys.collection.models import Administration
    from surveys.instruments.questionnaire import Page, Question, Questionnaire

Kind = Item.Kind
NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class AnswerPage:
    """One step of the form for one person. Sections count from 1; the last step is the check.

    `faults` are words by question code; `until` is told when the survey closed meanwhile.
    """

    administration: Administration
    language: str
    number: int
    answers: Mapping[str, Any]
    faults: Mapping[str, str] = field(default_factory=dict)
    until: dt.datetime | None = None
    tablet: str = ""  # the start page of a shared one

    @cached_property
    def edition(self) -> Edition:
        """Which blank page it is written on."""
        survey = self.administration
        return Edition(
            survey.version, self.language, survey.mode, survey.threshold, survey.grace_hours
        )

    @cached_property
    def form(self) -> Questionnaire:
        """The form in the language of the page."""
        return self.edition.form

    @property
    def is_check(self) -> bool:
        """Whether this is the step that sends."""
        return self.number > len(self.form.pages)

    def at(self, number: int) -> AnswerPage:
        """Another step of the same person."""
        return dataclasses.replace(self, number=number)

    def html(self, *, csrf: str) -> str:
        """The whole page."""
        own = self._frame(csrf)
        if self.is_check:
            own.update(self._said())
        else:
            page = self.form.pages[self.number - 1]
            for question in questions_of(page, self.form):
                own.update(self._given(question))
                if hides(question, page, self.form, self.answers):
                    own[f"off:{question.code}"] = " hidden"
        return blank_page(self.edition, self.number).filled(own)

    def blank(self, *, csrf: str) -> str:
        """All steps without an answer: what a browser keeps for a time without a network."""
        own = self._frame(csrf)
        return blank_page(self.edition, WHOLE).filled(own)

    def following(self, *, back: bool) -> int:
        """The step that the buttons lead to; sections that ask nothing now are passed over."""
        step = -1 if back else 1
        number = self.number + step
        while 1 < number <= len(self.form.pages) and not self._asks_anything(number):
            number += step
        return max(1, min(number, len(self.form.pages) + 1))

    def _asks_anything(self, number: int) -> bool:
        page = self.form.pages[number - 1]
        return not page.questions or not all(
            hides(question, page, self.form, self.answers) for question in page.questions
        )

    def _frame(self, csrf: str) -> dict[str, str]:
        own = {"survey": escape(self.administration.title), "csrf": csrf}
        if self.tablet:
            own["kiosk"] = " data-kiosk"
            own["cover"] = render_to_string("surveys/open/cover.html", {"start": self.tablet})
        if self.until:
            own["note"] = render_to_string("surveys/answer/grace.html", {"until": self.until})
        if self.faults:
            own["error"] = escape(_("Error:")) + " "
            order = {question.code: question.number for question in self.form}
            faults = sorted(self.faults.items(), key=lambda fault: order.get(fault[0], 0))
            context = {"faults": [(self._href(code), words) for code, words in faults]}
            own["summary"] = render_to_string("surveys/answer/summary.html", context)
            for code, words in self.faults.items():
                own[f"fault:{code}"] = escape(words)
                own[f"state:{code}"] = " is-faulty"
        return own

    def _href(self, code: str) -> str:
        """Where a question is answered; none when the form does not have it."""
        for number, page in enumerate(self.form.pages, start=1):
            for question in questions_of(page, self.form):
                if question.code == code:
                    here = "" if number == self.number else f"?section={number}"
                    first = f"-{question.options[0].code}" if question.options else ""
                    return f"{here}#{code}{first}"
        return ""

    def _given(self, question: Question) -> Iterator[tuple[str, str]]:
        given = self.answers.get(question.code)
        if given in NOTHING:
            return
        if question.options:
            for code in given if isinstance(given, list) else [given]:
                yield f"on:{question.code}:{code}", " checked"
        else:
            yield f"text:{question.code}", escape(str(given).replace("\x00", ""))

    def _said(self) -> dict[str, str]:
        """Every answer in words, for the check; what is not asked is not shown."""
        own: dict[str, str] = {}
        asked = unanswered = 0
        for page in self.form.pages:
            for question in questions_of(page, self.form):
                if not self.form.asks(question, self.answers):
                    own[f"off:{question.code}"] = " hidden"
                    continue
                words = said(question, self.answers.get(question.code))
                own[f"said:{question.code}"] = words
                asked += 1
                unanswered += self.answers.get(question.code) in NOTHING
        own["unanswered"] = _unanswered(unanswered, asked)
        return own


def page_for(
    survey: Administration,
    language: str,
    answers: Mapping[str, Any],
    faults: Mapping[str, str] | None = None,
    *,
    tablet: str | None = None,
) -> AnswerPage:
    """The first step as the survey stands now; `at` gives another one."""
    until = survey.grace_until if survey.is_in_grace else None
    return AnswerPage(survey, language, 1, answers, faults or {}, until=until, tablet=tablet or "")


def number_of(section: str | None, form: Questionnaire) -> int:
    """The step that an address asks for; an unknown one is the first."""
    known = section and section.isascii() and section.isdigit() and len(section) <= 4
    return min(max(int(section or 1) if known else 1, 1), len(form.pages) + 1)


def hides(question: Question, page: Page, form: Questionnaire, answers: Mapping[str, Any]) -> bool:
    """Whether an answer on an earlier page decided that it is not asked.

    What hangs on the same page stays to be seen, for whoever has no script that shows and hides.
    """
    here = {other.code for other in page.questions}
    elsewhere = tuple(c for c in question.conditions if c.item not in here)
    if not form.asks(dataclasses.replace(question, conditions=elsewhere), answers):
        return True
    on_page = (form.by_code[c.item] for c in question.conditions if c.item in here)
    return any(hides(earlier, page, form, answers) for earlier in on_page)


def said(question: Question, given: Any) -> SafeString:
    """An answer in words, ready for the page."""
    if given in NOTHING:
        return mark_safe(f'<span class="pl-quiet">{escape(_("Not answered"))}</span>')  # noqa: S308 -- escaped
    codes = given if isinstance(given, list) else [given]
    if not question.options:
        words = [str(given)]
    elif codes == [SKIPPED]:
        words = [_("Prefer not to answer")]
    else:
        words = [question.label_of(code) for code in codes]
    return mark_safe("; ".join(escape(one) for one in words))  # noqa: S308 -- escaped


def _unanswered(number: int, of: int) -> str:
    if not number:
        return escape(_("Every question has an answer."))
    words = ngettext(
        "%(number)d of %(of)d questions has no answer. Questions marked optional may stay so.",
        "%(number)d of %(of)d questions have no answer. Questions marked optional may stay so.",
        number,
    )
    return escape(words % {"number": number, "of": of})
