"""Taking a seat and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings import emails
from convenings.models import Registration
from convenings.services.seats import hand_on_free_seats, has_free_seat, lock_sessions
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from convenings.models import Session
    from network.models import Person


class SessionFull(Exception):
    """No seat is free, and the person has one elsewhere that they would lose."""


class SessionClosed(Exception):
    """The session is over or cancelled."""


@transaction.atomic
def register(session: Session, *, person: Person, by: Person | None) -> Registration:
    """Give the person a seat, or a place on the waitlist when the session is full.

    Safe to repeat. One seat per convening: registering for another session moves it, but nobody
    gives up a seat for a waitlist. Raises SessionClosed or SessionFull.
    """
    sessions = lock_sessions(session.convening_id)
    session = sessions[session.pk]
    if not session.takes_seats:
        raise SessionClosed(_why_closed(session))
    held = _held(session, person)
    if held and held.session_id == session.pk:
        return held
    state = Registration.State.REGISTERED
    if not has_free_seat(session):
        if held and held.state == Registration.State.REGISTERED:
            left = sessions[held.session_id].region
            raise SessionFull(f"{session.region} is full, so you keep your seat in {left}.")
        state = Registration.State.WAITING
    registration, _ = Registration.objects.update_or_create(
        convening=session.convening,
        person=person,
        defaults={"session": session, "state": state, "registered_at": clock.now()},
    )
    _tell(registration, by=by)
    if held:
        hand_on_free_seats(sessions[held.session_id], by=None)
    return registration


@transaction.atomic
def cancel_registration(registration: Registration, *, by: Person | None) -> Registration:
    """Give the seat back; who waits longest gets it. Safe to repeat.

    Registering again undoes it, if a seat is still free. Raises SessionClosed when it is over.
    """
    sessions = lock_sessions(registration.convening_id)
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    if registration.state == Registration.State.CANCELLED:
        return registration
    session = sessions[registration.session_id]
    if session.is_over:
        raise SessionClosed(_why_closed(session))
    registration.state = Registration.State.CANCELLED
    registration.save(update_fields=["state"])
    words = f"{registration.person} gave up their place in {session.region}."
    activity.record(session, "cancelled", words, by=by)
    hand_on_free_seats(session, by=None)
    return registration


def _held(session: Session, person: Person) -> Registration | None:
    mine = Registration.objects.standing().filter(convening=session.convening_id, person=person)
    return mine.select_related("person", "session__convening").first()


def _tell(registration: Registration, *, by: Person | None) -> None:
    session, person = registration.session, registration.person
    if registration.state == Registration.State.WAITING:
        words = f"{person} joined the waitlist of {session.region}."
        emails.waiting(registration)
    else:
        words = f"{person} registered for {session.region}."
        emails.seat_confirmed(registration)
    activity.record(session, "registered", words, by=by)


def _why_closed(session: Session) -> str:
    fact = "is cancelled" if session.is_cancelled else "is over"
    return f"The {session.region} session {fact}."
