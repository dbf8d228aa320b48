"""What time it is. The demo sets it, so that a network's past is recorded through the services."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator

_set_to: ContextVar[dt.datetime | None] = ContextVar("clock", default=None)


def now() -> dt.datetime:
    """The current moment, aware."""
    return _set_to.get() or timezone.now()


def today() -> dt.date:
    """The current date in the network's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Everything inside believes it is `moment` (aware)."""
    if timezone.is_naive(moment):
        raise ValueError("A moment needs a time zone.")
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


def on_day(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """That hour of that day in the network's time zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))
