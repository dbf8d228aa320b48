"""The reminders of a survey: which went, which comes next, what it says, and to how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import clock
from messaging.emails.words import words_of
from surveys.collection import emails, schedule
from surveys.collection.models import Administration

if TYPE_CHECKING:
    import datetime as dt

    from messaging.emails.words import Words
    from surveys.collection.models import Invitation

DUMMY = "https://example.org/answer/…"
MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class StepRow:
    """One reminder and how it stands."""

    name: str
    at: dt.datetime
    state: str

    @property
    def is_next(self) -> bool:
        """Whether it is the one to come."""
        return self.state == "next"


@dataclass(frozen=True, slots=True)
class Reminders:
    """What the page shows. `waiting` is exact: it is the whole network's number."""

    steps: list[StepRow]
    words: Words
    waiting: int
    names: list[Invitation]  # never in anonymous surveys

    @property
    def preview(self) -> str:
        """The words with a link that leads nowhere."""
        return self.words.body.replace("[[link]]", DUMMY)


def reminders_of(administration: Administration) -> Reminders:
    """For those who run the survey."""
    steps = _steps(administration)
    coming = next((row.name for row in steps if row.is_next), "")
    waiting = administration.invitations.waiting().by_address()
    names: list[Invitation] = []
    if administration.mode != Administration.Mode.ANONYMOUS:
        names = list(waiting.select_related("unit").order_by("unit__name", "email")[:MOST_NAMES])
    context = emails.reminder_words(administration, step=coming)
    words = words_of(emails.REMINDER, context, ["link"])
    return Reminders(steps, words, waiting.count(), names)


def _steps(administration: Administration) -> list[StepRow]:
    now, sent_until = clock.now(), administration.reminded_on
    rows, is_next_known = [], False
    for step in schedule.steps_of(administration):
        if sent_until and step.day <= sent_until:
            state = "sent"
        elif step.at <= now or not (administration.is_open or administration.is_draft):
            state = "passed over"
        else:
            state = "later" if is_next_known else "next"
            is_next_known = True
        rows.append(StepRow(step.name, step.at, state))
    return rows
