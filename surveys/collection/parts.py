"""The steps of a form as blank pages, kept per process once the form is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from surveys.collection.blank import Blank, place
from surveys.collection.cards import blocks_of, role_question
from surveys.instruments.questionnaire import LANGUAGES, questionnaire_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from surveys.collection.cards import Card, Matrix
    from surveys.instruments.models import InstrumentVersion
    from surveys.instruments.questionnaire import Page, Question, Questionnaire

WHOLE = 0  # instead of a number: the form with all its steps, for a browser without a network


class Edition(NamedTuple):
    """What a blank page depends on, beside its number."""

    version: InstrumentVersion
    language: str
    mode: str
    threshold: int
    grace_hours: int

    @property
    def form(self) -> Questionnaire:
        """The form in this language."""
        return questionnaire_of(self.version, self.language)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A question on the check before sending."""

    code: str
    wording: str
    answer: SafeString
    hidden: SafeString


@dataclass(frozen=True, slots=True)
class CheckStep:
    """A section on the check before sending."""

    number: int
    title: str
    rows: list[CheckRow]


@dataclass(frozen=True)
class Part:
    """One step: a section, or the check before sending."""

    form: Questionnaire
    number: int

    @property
    def is_first(self) -> bool:
        """Whether who-sees-what stands open."""
        return self.number == 1

    @property
    def is_check(self) -> bool:
        """Whether this is the step that sends."""
        return self.number > len(self.form.pages)

    @property
    def titles(self) -> list[str]:
        """All steps, for the progress bar."""
        return [*(page.title for page in self.form.pages), _("Check and send")]

    @property
    def title(self) -> str:
        """The heading."""
        return self.titles[self.number - 1]

    @property
    def intro(self) -> str:
        """The words under the heading."""
        return "" if self.is_check else self.form.pages[self.number - 1].intro

    @property
    def blocks(self) -> list[Card | Matrix]:
        """The questions."""
        return blocks_of(self.form.pages[self.number - 1], self.form)

    @property
    def is_wide(self) -> bool:
        """Whether it has a table."""
        return any(block.is_matrix for block in self.blocks) if not self.is_check else False

    @property
    def minutes_left(self) -> int:
        """The form's minutes, shared out over the questions still to come; at least one."""
        to_come = sum(len(questions_of(p, self.form)) for p in self.form.pages[self.number - 1 :])
        return max(1, round(self.form.minutes * to_come / max(1, self.form.number_of_questions)))

    @property
    def checks(self) -> list[CheckStep]:
        """For the check: every section's number, title and questions."""
        return [
            CheckStep(number, page.title, [_row(q) for q in questions_of(page, self.form)])
            for number, page in enumerate(self.form.pages, start=1)
        ]


def questions_of(page: Page, form: Questionnaire) -> tuple[Question, ...]:
    """The questions of a section, the role as one of them."""
    return (role_question(form),) if page.asks_role else page.questions


def blank_page(edition: Edition, number: int) -> Blank:
    """The page of a step, or of all. A version that may still change is drawn anew each time."""
    return _kept(edition, number) if edition.version.is_frozen else _drawn(edition, number)


def other_languages(offered: list[str] | tuple[str, ...], language: str) -> list[tuple[str, str]]:
    """What one may switch to, by its own name."""
    return [(code, LANGUAGES[code]) for code in offered if code != language and code in LANGUAGES]


def _drawn(edition: Edition, number: int) -> Blank:
    form = edition.form
    steps = [Part(form, n) for n in range(1, len(form.pages) + 2)]
    context = {
        **edition._asdict(),
        "form": form,
        "part": steps[max(number, 1) - 1],
        "parts": steps if number == WHOLE else [],
        "last": len(steps),
        "other_languages": other_languages(form.languages, edition.language),
        "survey_title": place("survey"),
        "demo": settings.DEMO,
        "places": {
            name: place(name)
            for name in ("error", "csrf", "kiosk", "cover", "note", "summary", "unanswered")
        },
    }
    with translation.override(edition.language):
        return Blank(render_to_string("surveys/answer/form.html", context))


_kept = lru_cache(maxsize=512)(_drawn)


def _row(question: Question) -> CheckRow:
    return CheckRow(
        question.code,
        question.wording,
        place(f"said:{question.code}"),
        place(f"off:{question.code}"),
    )
