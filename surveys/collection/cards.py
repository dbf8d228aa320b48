"""The questions of a section as they stand on the page, without anybody's answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.collection.answers import (
    LARGEST_NUMBER,
    LONGEST_SHORT,
    LONGEST_TEXT,
)
from surveys.collection.blank import place
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ROLE, SKIPPED, Option, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from surveys.instruments.questionnaire import Condition, Page, Questionnaire

Kind = Item.Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it stands on the page. `checked` is the place that a chosen one fills."""

    code: int
    label: str
    checked: SafeString


@dataclass(frozen=True, slots=True)
class Card:
    """A question. Its places are named by what they hold and its code."""

    question: Question
    choices: tuple[Choice, ...]
    hint: str
    only_if: tuple[str, ...]
    is_matrix = False

    @property
    def name(self) -> str:
        """The name of its field."""
        return self.question.code

    @property
    def kind(self) -> str:
        """How it is answered."""
        return self.question.kind

    @property
    def longest(self) -> int:
        """Characters that its field takes."""
        return LONGEST_SHORT if self.kind == Kind.SHORT else LONGEST_TEXT

    @property
    def rule(self) -> str:
        """Its conditions, for the script; empty when it is always asked."""
        rules = [{"item": c.item, "is": sorted(c.codes)} for c in self.question.conditions]
        return json.dumps(rules, separators=(",", ":")) if rules else ""

    @property
    def text(self) -> SafeString:
        """The place of what was typed."""
        return place(f"text:{self.name}")

    @property
    def hidden(self) -> SafeString:
        """The place that hides it."""
        return place(f"off:{self.name}")

    @property
    def state(self) -> SafeString:
        """The place of the mark that something is to correct."""
        return place(f"state:{self.name}")

    @property
    def fault(self) -> SafeString:
        """The place of the words what to correct."""
        return place(f"fault:{self.name}")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Neighbors with the same answers: one table on a wide screen, cards on a phone."""

    cards: tuple[Card, ...]
    is_matrix = True

    @property
    def columns(self) -> tuple[Choice, ...]:
        """The answers that all rows share."""
        return self.cards[0].choices


def blocks_of(page: Page, form: Questionnaire) -> list[Card | Matrix]:
    """The questions of a section in order, neighbors joined where the section says so."""
    questions = (role_question(form),) if page.asks_role else page.questions
    cards = [card_of(question, page, form) for question in questions]
    return list(_joined(cards)) if page.is_matrix else [*cards]


def card_of(question: Question, page: Page, form: Questionnaire) -> Card:
    """One question as it stands on the page of this section."""
    options = list(question.options)
    if options:
        options.append(Option(SKIPPED, _("Prefer not to answer")))
    return Card(
        question,
        tuple(_choice(question.code, option) for option in options),
        hint_of(question),
        tuple(_only_if_here(question, page, form)),
    )


def role_question(form: Questionnaire) -> Question:
    """The role as a question like the others."""
    roles = enumerate(form.roles, start=1)
    options = tuple(Option(code, role[:1].upper() + role[1:]) for code, role in roles)
    return Question(ROLE, _("What is your role?"), 1, None, options)


def _choice(name: str, option: Option) -> Choice:
    return Choice(option.code, option.label, place(f"on:{name}:{option.code}"))


def _joined(cards: list[Card]) -> Iterator[Card | Matrix]:
    def shared(card: Card) -> tuple[Option, ...] | str:
        is_row = card.kind == Kind.CHOICE
        return card.question.options if is_row else card.name

    for _shared, neighbors in groupby(cards, key=shared):
        rows = tuple(neighbors)
        yield Matrix(rows) if len(rows) > 1 else rows[0]


def hint_of(question: Question) -> str:
    """How many answers or which numbers are taken; of a self-made code, what it is for."""
    if question.is_link_code:
        return _(
            "You choose whether to give a code. It only joins your answers of several surveys; "
            "nobody who reads results sees it."
        )
    if question.kind == Kind.NUMBER:
        return _number_hint(question)
    if question.kind != Kind.SEVERAL:
        return ""
    least, most = question.lowest, question.highest
    if least and most:
        return _("Choose %(least)d to %(most)d.") % {"least": least, "most": most}
    if most:
        return ngettext("Choose %(most)d at most.", "Choose up to %(most)d.", most) % {"most": most}
    if least and least > 1:
        return _("Choose at least %(least)d.") % {"least": least}
    return _("Choose all that apply.")


def _number_hint(question: Question) -> str:
    least = question.lowest or 0
    if question.highest is None or question.highest >= LARGEST_NUMBER:
        return _("A whole number.")
    return _("A whole number from %(least)s to %(most)s.") % {
        "least": f"{least:,}",
        "most": f"{question.highest:,}",
    }


def only_if(question: Question, form: Questionnaire) -> Iterator[str]:
    """Its conditions in words, for paper."""
    for condition in question.conditions:
        yield _condition_in_words(condition, form)


def _only_if_here(question: Question, page: Page, form: Questionnaire) -> Iterator[str]:
    """In words, for who has no script: conditions on questions of the same page."""
    here = {other.code for other in page.questions}
    for condition in question.conditions:
        if condition.item in here:
            yield _condition_in_words(condition, form)


def _condition_in_words(condition: Condition, form: Questionnaire) -> str:
    earlier = role_question(form) if condition.item == ROLE else form.by_code[condition.item]
    labels = [earlier.label_of(code) for code in sorted(condition.codes)]
    quoted = [_("“%(label)s”") % {"label": label} for label in labels if label]
    return _("Only if you answered %(labels)s to question %(number)d.") % {
        "labels": _(" or ").join(quoted),
        "number": earlier.number,
    }
