"""Counting and handing on seats, with the rows locked. Used by the other services only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenings import emails
from convenings.models import Registration, Session
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person


def lock_sessions(convening_id: int) -> dict[int, Session]:
    """All sessions of a convening, locked until the transaction ends.

    A seat may move from one session to another, so both must be locked; taking them in one order
    keeps two people who move in opposite directions from waiting for each other forever.
    """
    rows = Session.objects.filter(convening=convening_id).order_by("pk")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("convening")
    return {session.pk: session for session in locked}


def has_free_seat(session: Session) -> bool:
    """Whether one more person fits; the session must be locked."""
    if session.capacity is None:
        return True
    return session.registrations.taking().count() < session.capacity


def hand_on_free_seats(session: Session, *, by: Person | None) -> None:
    """Give free seats to those who wait, who came first first, and tell them."""
    for waiting in session.registrations.waiting().select_related("person"):
        if not has_free_seat(session):
            return
        waiting.session = session
        waiting.state = Registration.State.REGISTERED
        waiting.save(update_fields=["state"])
        words = f"{waiting.person} got a free seat in {session.region}."
        activity.record(session, "registered", words, by=by)
        emails.seat_confirmed(waiting)
