"""How far somebody has come, and whether a quick check is right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """Whole percent, half up; nothing of nothing is 0."""
        return floor(Fraction(100 * self.done, self.of) + Fraction(1, 2)) if self.of else 0

    @property
    def is_whole(self) -> bool:
        """Everything is done, and there was something to do."""
        return 0 < self.of <= self.done

    def __str__(self) -> str:
        return f"{self.done} of {self.of}"


class BadQuestion(Exception):
    """A quick check that nobody could answer; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Question:
    """A quick check: what is asked, the answers to choose from, which is right, and why."""

    wording: str
    options: tuple[str, ...]
    right: int  # from 1
    because: str = ""

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Each option with its number, from 1."""
        return list(enumerate(self.options, start=1))

    @property
    def right_words(self) -> str:
        """The right answer."""
        return self.options[self.right - 1]


def question_of(stored: Mapping[str, object]) -> Question:
    """A question as it is stored; raises BadQuestion."""
    options = stored.get("options")
    right = stored.get("right")
    if not stored.get("wording") or not isinstance(options, list) or len(options) < 2:
        raise BadQuestion("A quick check needs a question and at least two answers.")
    if not isinstance(right, int) or not 1 <= right <= len(options):
        raise BadQuestion("Say which of the answers is right, by its number.")
    words = tuple(str(option) for option in options)
    return Question(str(stored["wording"]), words, right, str(stored.get("because", "")))


def first_open(lessons: Sequence[int], done: set[int]) -> int | None:
    """Of lessons in their order the first that is not done."""
    return next((lesson for lesson in lessons if lesson not in done), None)
