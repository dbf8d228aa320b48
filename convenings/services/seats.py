"""Counting, offering and handing on seats under a lock. Used by the other services only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenings import emails
from convenings.models import Registration, SeatChange, Session
from convenings.rules.holding import held_until
from core import clock
from core.templatetags.house import moment
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

State = Registration.State


class SessionFull(Exception):
    """No seat is free, and the person has one elsewhere that they would lose."""


class SessionClosed(Exception):
    """The session is over or cancelled, or its registration has closed."""


def lock_sessions(convening_id: int) -> dict[int, Session]:
    """All sessions of a convening, locked until the transaction ends.

    A seat may move from one session to another, so both must be locked; taking them in one order
    keeps two people who move in opposite directions from waiting for each other forever.
    """
    rows = Session.objects.filter(convening=convening_id).order_by("pk")
    related = "convening__cohort__home"
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(related)
    return {session.pk: session for session in locked}


def refuse_closed(session: Session, *, past_deadline: bool) -> None:
    """Raise SessionClosed when no seat may change hands; organizers may until the end."""
    if session.is_cancelled:
        raise SessionClosed(f"The {session.region} session is cancelled.")
    if session.is_over:
        raise SessionClosed(f"The {session.region} session is over.")
    if not (session.takes_seats or past_deadline):
        raise SessionClosed(
            f"Registration for {session.region} closed on {moment(session.seats_close_at)}."
            f" If something has changed, tell {session.convening.cohort.home}."
        )


def has_free_seat(session: Session) -> bool:
    """Whether one more person fits; the session must be locked."""
    if session.capacity is None:
        return True
    return session.registrations.taking().count() < session.capacity


def change_seat(
    registration: Registration,
    *,
    to: Registration.State,
    reason: str,
    by: Person | None,
    offer_ends_at: dt.datetime | None = None,
) -> None:
    """Bring a registration into another state, with the reason in its log."""
    before = registration.state
    registration.state = to
    registration.offer_ends_at = offer_ends_at
    registration.save(update_fields=["state", "offer_ends_at"])
    log_seat(registration, before=before, reason=reason, by=by)


def log_seat(registration: Registration, *, before: str, reason: str, by: Person | None) -> None:
    """Write down why a seat changed hands."""
    SeatChange.objects.create(
        registration=registration,
        session_id=registration.session_id,
        before=before,
        after=registration.state,
        reason=reason,
        changed_by=by,
        changed_at=clock.now(),
    )


def offer_free_seats(session: Session, *, reason: str, by: Person | None) -> None:
    """Hold free seats for those who wait, who came first first, and tell them.

    The session must be locked. Nobody is offered what they could no longer take.
    """
    closes_at = min(session.seats_close_at or session.starts_at, session.starts_at)
    if session.is_cancelled or closes_at <= clock.now():
        return
    for waiting in session.registrations.waiting().select_related("person"):
        if not has_free_seat(session):
            return
        waiting.session = session
        until = held_until(clock.now(), seats_close_at=closes_at)
        change_seat(waiting, to=State.OFFERED, reason=reason, by=by, offer_ends_at=until)
        words = f"{waiting.person} was offered a seat in {session.region} until {moment(until)}."
        activity.record(session, "offered", words, by=by)
        emails.seat_offered(waiting)
