"""A version as it is read: sections, questions and options, without the database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from surveys.instruments.models import InstrumentVersion, Item

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = 0  # also "prefer not to answer"
DOES_NOT_APPLY = "Does not apply"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be chosen."""

    code: int
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item. `number` counts over the whole form, open questions included."""

    code: str
    wording: str
    number: int
    slot: int | None
    options: tuple[Option, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is answered in words."""
        return self.slot is None

    def label_of(self, code: int) -> str:
        """The words of a chosen option, or none."""
        return next((option.label for option in self.options if option.code == code), "")


@dataclass(frozen=True, slots=True)
class Page:
    """A section of the form; the first may only ask for the role."""

    title: str
    intro: str
    questions: tuple[Question, ...]
    asks_role: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """The whole form."""

    name: str
    minutes: int
    roles: tuple[str, ...]
    pages: tuple[Page, ...]

    def __iter__(self) -> Iterator[Question]:
        for page in self.pages:
            yield from page.questions

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """Questions by item code."""
        return {question.code: question for question in self}

    @cached_property
    def slots(self) -> int:
        """How long an answer's array is."""
        return max((q.slot + 1 for q in self if q.slot is not None), default=0)

    @cached_property
    def width(self) -> int:
        """Numbers per slot of a tally: skipped, each option, does not apply.

        Items that do not offer "does not apply" keep its place, so one width fits all.
        """
        options = [len(q.options) for q in self if not q.is_open]
        return max(options, default=0) + 2

    @property
    def number_of_questions(self) -> int:
        """All questions, the role included."""
        return len(self.by_code) + bool(self.roles)


def questionnaire_of(version: InstrumentVersion) -> Questionnaire:
    """Read a version; a frozen one never changes and is read once per process."""
    return _frozen(version.pk) if version.is_frozen else read(version)


@lru_cache(maxsize=32)
def _frozen(pk: int) -> Questionnaire:
    return read(InstrumentVersion.objects.select_related("instrument").get(pk=pk))


def read(version: InstrumentVersion) -> Questionnaire:
    """Read a version from the database, in three queries."""
    pages = []
    number = 0
    if version.roles:
        number = 1
        pages.append(Page("About you", "", (), asks_role=True))
    for section in version.sections.prefetch_related("items__scale"):
        questions = []
        for item in section.items.all():
            number += 1
            questions.append(
                Question(item.code, item.wording, number, item.slot, tuple(_options(item)))
            )
        pages.append(Page(section.title, section.intro, tuple(questions)))
    return Questionnaire(
        version.instrument.name, version.minutes, tuple(version.roles), tuple(pages)
    )


def _options(item: Item) -> Iterator[Option]:
    if item.scale is None:
        return
    for code, label in enumerate(item.scale.labels, start=1):
        yield Option(code, label)
    if item.has_does_not_apply:
        yield Option(len(item.scale.labels) + 1, DOES_NOT_APPLY)
