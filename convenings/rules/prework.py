"""When pre-work opens and is due, and what is still missing in the answers to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DAYS_BEFORE = 28  # of the first session; LAUNCH sends it four weeks before (domain.md 2.5)
REMINDED_BEFORE = dt.timedelta(days=7)  # of its due date, whoever is missing then

WATCH, READ, REFLECT, CHOOSE = "watch", "read", "reflect", "choose"


def opens_at(first: dt.datetime) -> dt.datetime:
    """The beginning of the day 28 days before the first session, in the network's zone."""
    day = timezone.localdate(first) - dt.timedelta(days=DAYS_BEFORE)
    return clock.on_day(day, hour=0)


def opened_with_sessions_before(now: dt.datetime) -> dt.datetime:
    """Pre-work is open when its first session starts before this moment; turns opens_at around."""
    day = timezone.localdate(now) + dt.timedelta(days=DAYS_BEFORE + 1)
    return clock.on_day(day, hour=0)


@dataclass(frozen=True)
class Asked:
    """What a part asks for, as far as answers to it can fall short."""

    kind: str
    options: Sequence[int] = ()
    is_required: bool = True
    least: int = 1
    asks_how: bool = False
    takes_own: bool = False


@dataclass(frozen=True)
class OwnIdea:
    """Something that the list did not hold, and how it could be used."""

    title: str
    how: str = ""


@dataclass(frozen=True)
class Given:
    """What was answered to one part."""

    is_seen: bool = False
    text: str = ""
    picks: tuple[int, ...] = ()
    how: Mapping[int, str] = field(default_factory=dict)
    own: tuple[OwnIdea, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was ticked or written."""
        return not (self.is_seen or self.text or self.picks or self.how or self.own)


@dataclass(frozen=True)
class Lack:
    """What is missing in a part, and of which option or own idea; `what` names the field."""

    what: str  # "seen", "text", "picks", "how", "own_title" or "own_how"
    words: str
    which: int = 0


def lacking(asked: Asked, given: Given) -> list[Lack]:
    """What keeps the part from being done; nothing where it is done or optional and left empty."""
    if not asked.is_required and given.is_empty:
        return []
    if asked.kind == REFLECT:
        return [] if given.text.strip() else [Lack("text", "Write a sentence or two.")]
    if asked.kind == CHOOSE:
        return [*_too_few(asked, given), *_without_how(asked, given)]
    if asked.kind == READ and asked.options:
        return [] if _picked(asked, given) else [Lack("picks", "Tick what you read.")]
    done = "watched" if asked.kind == WATCH else "read"
    return [] if given.is_seen else [Lack("seen", f"Tick this once you have {done} it.")]


def _too_few(asked: Asked, given: Given) -> Iterable[Lack]:
    own = sum(bool(idea.title) for idea in given.own) if asked.takes_own else 0
    if len(_picked(asked, given)) + own < asked.least:
        yield Lack("picks", f"Choose at least {asked.least}.")


def _without_how(asked: Asked, given: Given) -> Iterable[Lack]:
    for number, idea in enumerate(given.own):
        if not idea.title.strip():
            yield Lack("own_title", "Name the idea.", number)
    if not asked.asks_how:
        return
    for option in _picked(asked, given):
        if not given.how.get(option, "").strip():
            yield Lack("how", "Write how your team could use it.", option)
    for number, idea in enumerate(given.own):
        if not idea.how.strip():
            yield Lack("own_how", "Write how your team could use it.", number)


def _picked(asked: Asked, given: Given) -> list[int]:
    """What was picked of what is offered still."""
    return [option for option in asked.options if option in set(given.picks)]
