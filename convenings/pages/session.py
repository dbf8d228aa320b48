"""The page of one session: everything that somebody who comes, or runs it, needs to know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from convenings.models import Convening, Facilitator, Session
from convenings.pages import plan
from convenings.pages.conflicts import warnings_of
from convenings.pages.travel import Travel, travel_to
from core import clock
from core.local_time import clock_words

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import AgendaItem


@dataclass(frozen=True)
class Step:
    """A step of the agenda with the time at which it begins in this session."""

    at: str
    item: AgendaItem


@dataclass(frozen=True)
class SessionPage:
    """What the page shows; `warnings` and `travel` are for those who run it."""

    row: plan.SessionRow
    others: list[plan.SessionRow]
    steps: list[Step]
    agenda_ends: str
    agenda_hint: str
    facilitators: list[Facilitator]
    may_run: bool
    may_check_in: bool
    warnings: list[str]
    travel: Travel | None

    @property
    def session(self) -> Session:
        """The session itself."""
        return self.row.session

    @property
    def convening(self) -> Convening:
        """What it is a session of."""
        return self.row.session.convening

    @property
    def sees_link(self) -> bool:
        """Whoever runs it or checks people in has the link at any time."""
        may = self.row.shows_link or self.may_run or self.may_check_in
        return may and bool(self.session.virtual_link) and not self.session.is_cancelled

    @property
    def shows_early(self) -> bool:
        """Whether those who run it see the link before the others do."""
        return self.sees_link and clock.now() < self.session.link_opens_at


def session_page(session: Session, user: User) -> SessionPage:
    """Put together for one person; needs the session's convening and cohort."""
    rows = plan.sessions_of(session.convening, user)
    [row] = [row for row in rows if row.session.pk == session.pk]
    may_run = Session.objects.run_by(user).filter(pk=session.pk).exists()
    steps, ends_at = _steps(session)
    is_planned = may_run and not session.is_cancelled and not session.is_over
    goes_somewhere = is_planned and session.mode != Session.Mode.VIRTUAL
    facilitators = session.facilitators.filter(removed_at=None).select_related("person")
    return SessionPage(
        row=row,
        others=[other for other in rows if other is not row and not other.session.is_cancelled],
        steps=steps,
        agenda_ends=clock_words(timezone.localtime(ends_at)),
        agenda_hint=_hint(session, ends_at) if steps and may_run else "",
        facilitators=list(facilitators),
        may_run=may_run,
        may_check_in=may_run or Session.objects.facilitated_by(user).filter(pk=session.pk).exists(),
        warnings=warnings_of(session, user) if is_planned else [],
        travel=travel_to(session) if goes_somewhere else None,
    )


def _steps(session: Session) -> tuple[list[Step], dt.datetime]:
    """The steps at their times, one after the other from the start, and when the last ends."""
    at, found = session.starts_at, []
    for item in session.convening.agenda.all():
        found.append(Step(clock_words(timezone.localtime(at)), item))
        at += dt.timedelta(minutes=item.minutes)
    return found, at


def _hint(session: Session, ends_at: dt.datetime) -> str:
    over = int((ends_at - session.ends_at).total_seconds() // 60)
    if over == 0:
        return ""
    word = "longer" if over > 0 else "shorter"
    return f"The agenda is {abs(over)} minutes {word} than this session."
