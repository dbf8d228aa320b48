"""What the page of a personal link shows: one section, or the check before sending."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from surveys.instruments.questionnaire import ROLE, SKIPPED, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.collection.models import Administration, Invitation
    from surveys.instruments.questionnaire import Page, Question, Questionnaire

CHECK = "Check and send"
DECLINED = "Prefer not to answer"
NOT_ANSWERED = "Not answered"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it stands on the page."""

    code: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A question with what was answered so far."""

    name: str
    number: int
    wording: str
    choices: tuple[Choice, ...]
    text: str
    is_open: bool
    is_declined: bool

    @property
    def answer(self) -> str:
        """The answer in words, for the check before sending."""
        if self.is_open:
            return self.text or NOT_ANSWERED
        if self.is_declined:
            return DECLINED
        return next((c.label for c in self.choices if c.is_chosen), NOT_ANSWERED)


@dataclass(frozen=True)
class AnswerPage:
    """One page of the form. Sections count from 1; the last page is the check."""

    invitation: Invitation
    form: Questionnaire
    number: int
    answers: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)

    @property
    def administration(self) -> Administration:
        """The survey that is answered."""
        return self.invitation.administration

    @property
    def is_first(self) -> bool:
        """Whether who-sees-what stands open."""
        return self.number == 1

    @property
    def is_check(self) -> bool:
        """Whether this is the page that sends."""
        return self.number > len(self.form.pages)

    @property
    def titles(self) -> list[str]:
        """All steps, for the progress bar."""
        return [*(page.title for page in self.form.pages), CHECK]

    @property
    def title(self) -> str:
        """The heading."""
        return self.titles[self.number - 1]

    @property
    def page(self) -> Page | None:
        """The section, or none on the check."""
        return None if self.is_check else self.form.pages[self.number - 1]

    @cached_property
    def cards(self) -> list[Card]:
        """The questions of this section."""
        return list(self._cards(self.page)) if self.page else []

    @cached_property
    def checks(self) -> list[tuple[int, str, list[Card]]]:
        """For the check: every section's number, title and questions."""
        pages = enumerate(self.form.pages, start=1)
        return [(number, page.title, list(self._cards(page))) for number, page in pages]

    @property
    def unanswered(self) -> int:
        """How many questions have no answer, told before sending."""
        cards = [card for _, _, cards in self.checks for card in cards]
        return sum(card.answer == NOT_ANSWERED for card in cards)

    @property
    def minutes_left(self) -> int:
        """The form's minutes, shared out over the questions still to come; at least one."""
        to_come = sum(_length(page) for page in self.form.pages[self.number - 1 :])
        share = self.form.minutes * to_come / self.form.number_of_questions
        return max(1, round(share))

    def _cards(self, page: Page) -> Iterator[Card]:
        if page.asks_role:
            yield self._role_card()
        for question in page.questions:
            yield self._card(question)

    def _card(self, question: Question) -> Card:
        given = self.answers.get(question.code)
        return Card(
            name=question.code,
            number=question.number,
            wording=question.wording,
            choices=tuple(
                Choice(option.code, option.label, str(option.code) == str(given))
                for option in question.options
            ),
            text=str(given or "") if question.is_open else "",
            is_open=question.is_open,
            is_declined=not question.is_open and str(given) == str(SKIPPED),
        )

    def _role_card(self) -> Card:
        given = str(self.answers.get(ROLE))
        roles = enumerate(self.form.roles, start=1)
        return Card(
            name=ROLE,
            number=1,
            wording="What is your role?",
            choices=tuple(Choice(n, r[:1].upper() + r[1:], str(n) == given) for n, r in roles),
            text="",
            is_open=False,
            is_declined=given == str(SKIPPED),
        )


def page_of(
    invitation: Invitation,
    *,
    section: str | None,
    answers: Mapping[str, Any],
    faults: list[str] | None = None,
) -> AnswerPage:
    """The page that an address asks for; an unknown section is the first."""
    form = questionnaire_of(invitation.administration.version)
    number = int(section) if section and section.isascii() and section.isdigit() else 1
    number = min(max(number, 1), len(form.pages) + 1)
    return AnswerPage(invitation, form, number, answers, faults or [])


def _length(page: Page) -> int:
    return len(page.questions) + page.asks_role
