"""What moving a session would do: every date before and after, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from convenings.models import Session
from convenings.pages.conflicts import warnings_for, wish_of
from convenings.pages.doubled import Ask, ask_which
from convenings.rules.dates import Span, Which, moved
from convenings.services.moving import Move
from core import local_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User

ALONE, CONVENING = "alone", "convening"


@dataclass
class Row:
    """One session before and after."""

    session: Session
    to: Span | None
    asks: list[Ask]
    problem: str
    warnings: list[str] = field(default_factory=list)

    @property
    def after(self) -> str:
        """When it would be held."""
        return local_time.span(self.to.starts_at, self.to.ends_at) if self.to else ""


@dataclass(frozen=True)
class Preview:
    """All sessions that would move."""

    rows: list[Row]
    days: int

    @property
    def moves(self) -> list[Move]:
        """What the service takes."""
        return [Move(row.session, row.to) for row in self.rows if row.to is not None]

    @property
    def is_ready(self) -> bool:
        """Whether every session has a time it can be held at."""
        return bool(self.rows) and all(row.to is not None for row in self.rows)

    @property
    def told(self) -> int:
        """How many people get a message."""
        return sum(row.session.taken + row.session.waiting for row in self.rows)


def preview(
    session: Session, *, day: dt.date, scope: str, answers: Mapping[str, str], user: User
) -> Preview:
    """Every session that goes along, at the same clock time so many days later."""
    days = (day - timezone.localdate(session.starts_at)).days
    rows = [_row(one, days, answers) for one in _in_scope(session, scope)]
    ready = [row for row in rows if row.to is not None]
    wishes = [wish_of(row.session, row.to) for row in ready]
    for row, warnings in zip(ready, warnings_for(wishes, user), strict=True):
        row.warnings = warnings
    return Preview(rows, days)


def _in_scope(session: Session, scope: str) -> list[Session]:
    found = Session.objects.upcoming().with_seats().select_related("convening__cohort", "venue")
    if scope == ALONE:
        found = found.filter(pk=session.pk)
    elif scope == CONVENING:
        found = found.filter(convening=session.convening_id)
    else:
        convening = session.convening
        found = found.filter(
            convening__cohort=convening.cohort_id, convening__number__gte=convening.number
        )
    return list(found.order_by("starts_at", "pk"))


def _row(session: Session, days: int, answers: Mapping[str, str]) -> Row:
    by = dt.timedelta(days=days)
    start = timezone.localtime(session.starts_at) + by
    end = timezone.localtime(session.ends_at) + by
    asked = {
        name: ask_which(f"which-{session.pk}-{name}", title, at.date(), at.time(), answers)
        for name, title, at in [("start", "It begins at", start), ("end", "It ends at", end)]
        if days
    }
    which = Which(**{name: ask.chosen for name, ask in asked.items() if ask})
    asks = [ask for ask in asked.values() if ask]
    span = Span(session.starts_at, session.ends_at)
    try:
        to = moved(span, days, which) if days else span
    except local_time.TimeSkipped as refusal:
        return Row(session, None, asks, str(refusal).replace("another time", "another day"))
    except local_time.TimeDoubled:
        return Row(session, None, asks, "")
    if to.ends_at <= to.starts_at:
        return Row(session, None, asks, "It would end before it starts. Choose the other hour.")
    return Row(session, to, asks, "")
