"""Where the feedback on a convening stands, and which sessions are asked when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from convenings.models import Attendance
from core.templatetags.house import moment
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Convening, Session


@dataclass(frozen=True)
class Asking:
    """One session: whether the people who were there were asked, in words."""

    session: Session
    words: str
    may_ask: bool = False
    needs_marks: bool = False


@dataclass(frozen=True)
class Standing:
    """The survey of a convening as far as one person sees it; None before anybody is asked."""

    survey: Administration | None
    asked: int
    is_seen: bool  # whether its own pages open for them


def standing_of_feedback(convening: Convening, user: User) -> Standing:
    """The survey's state; its page only for those who may open it."""
    survey = convening.feedback
    if survey is None:
        return Standing(None, 0, is_seen=False)
    seen = Administration.objects.visible_to(user).filter(pk=survey.pk).exists()
    return Standing(survey, survey.invitations.count(), seen)


def askings_of(convening: Convening) -> list[Asking]:
    """The sessions in order of time, for those who run the convening. Two queries.

    Nothing here is from the survey: how many of a session are asked could tell a hidden figure.
    """
    after = Attendance.objects.filter(
        session__convening=convening, marked_at__gt=F("session__feedback_opened_at")
    )
    late = Counter(after.values_list("session_id", flat=True))
    sessions = convening.sessions.filter(is_cancelled=False).with_seats()
    return [_asking(session, late[session.pk]) for session in sessions.order_by("starts_at", "pk")]


def _asking(session: Session, late: int) -> Asking:
    if session.feedback_opened_at is not None:
        words = f"asked {moment(session.feedback_opened_at)}"
        if late:
            words += f"; {_people(late)} marked later and not asked"
        return Asking(session, words)
    if not session.is_over:
        return Asking(session, f"asked at its end, {moment(session.ends_at)}")
    if not session.takes_feedback:
        return Asking(session, "over, and nobody was marked in time to be asked")
    if not session.attended:
        return Asking(session, "over, and nobody is marked yet", needs_marks=True)
    words = f"{_people(session.attended)} marked, asked five minutes after the last mark"
    return Asking(session, words, may_ask=True)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
