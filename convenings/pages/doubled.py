"""Asking which of two hours with the same name is meant, where clocks go back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import local_time
from core.local_time import EARLIER, LATER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


@dataclass(frozen=True)
class Option:
    """One of two hours with the same name."""

    value: int
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Ask:
    """Which of the two hours is meant."""

    name: str
    title: str
    options: list[Option]

    @property
    def chosen(self) -> int | None:
        """What was answered; None while it is open."""
        return next((option.value for option in self.options if option.is_chosen), None)


def ask_which(
    name: str, title: str, day: dt.date, time: dt.time, answers: Mapping[str, str]
) -> Ask | None:
    """The question, with what was answered to it; None where the time comes once or never."""
    if not local_time.is_doubled(day, time):
        return None
    words = local_time.both_times(day, time)
    options = [
        Option(value, said, answers.get(name) == str(value))
        for value, said in zip((EARLIER, LATER), words, strict=True)
    ]
    return Ask(name, title, options)
