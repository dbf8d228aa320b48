"""Taking a seat and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings import emails
from convenings.models import Registration
from convenings.services.answers import forget_private_answers, keep_answers
from convenings.services.seats import (
    SessionFull,
    change_seat,
    has_free_seat,
    lock_sessions,
    log_seat,
    offer_free_seats,
    refuse_closed,
)
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenings.models import Session
    from network.models import Person

State = Registration.State


class OfferEnded(Exception):
    """The seat was offered for a time that is over, or is offered no more."""


@transaction.atomic
def register(
    session: Session,
    *,
    person: Person,
    by: Person | None,
    answers: Mapping[int, str] | None = None,
    past_deadline: bool = False,
) -> Registration:
    """Give the person a seat, or a place on the waitlist when the session is full.

    Safe to repeat. One seat per convening: registering for another session moves it, but nobody
    gives up a seat for a waitlist. Whoever was offered a seat here takes it by this. Answers are
    by the id of the question. Raises SessionClosed or SessionFull.
    """
    sessions = lock_sessions(session.convening_id)
    session = sessions[session.pk]
    refuse_closed(session, past_deadline=past_deadline)
    held = _held(session, person)
    if held and held.session_id == session.pk:
        held.session = session
        if held.state == State.OFFERED:
            _take(held, by=by)
        keep_answers(held, answers=answers or {})
        return held
    state = _state_for(session, held)
    before = held.state if held else ""
    registration, _ = Registration.objects.update_or_create(
        convening=session.convening,
        person=person,
        defaults={
            "session": session,
            "state": state,
            "registered_at": clock.now(),
            "registered_by": by,
            "offer_ends_at": None,
        },
    )
    reason = f"Moved here from {held.session.region}." if held else ""
    log_seat(registration, before=before, reason=reason, by=by)
    keep_answers(registration, answers=answers or {})
    _tell(registration, by=by)
    if held:
        left = sessions[held.session_id]
        if held.state == State.REGISTERED:
            emails.seat_given_up(registration, left=left)
        _forget_choices(registration)
        offer_free_seats(left, reason=f"A seat in {left.region} became free.", by=None)
    return registration


@transaction.atomic
def cancel_registration(
    registration: Registration,
    *,
    by: Person | None,
    reason: str = "",
    past_deadline: bool = False,
) -> Registration:
    """Give the seat back; who waits longest is offered it. Safe to repeat.

    Registering again undoes it, if a seat is still free. Whoever only waits may always leave.
    Raises SessionClosed when it is too late.
    """
    sessions = lock_sessions(registration.convening_id)
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    if registration.state == State.CANCELLED:
        return registration
    session = registration.session = sessions[registration.session_id]
    had_a_seat = registration.state == State.REGISTERED
    refuse_closed(session, past_deadline=past_deadline or not had_a_seat)
    change_seat(registration, to=State.CANCELLED, reason=reason, by=by)
    forget_private_answers(registration)
    _forget_choices(registration)
    words = f"{registration.person} gave up their place in {session.region}."
    activity.record(session, "cancelled", words, by=by)
    if had_a_seat:
        emails.seat_given_up(registration, left=session)
    offer_free_seats(session, reason=f"A seat in {session.region} became free.", by=None)
    return registration


@transaction.atomic
def take_offer(registration: Registration, *, by: Person | None) -> Registration:
    """Take the seat that is held for the person. Safe to repeat.

    Raises OfferEnded when it went to somebody else, SessionClosed when the session is over.
    """
    session = lock_sessions(registration.convening_id)[registration.session_id]
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    registration.session = session
    if registration.state == State.REGISTERED:
        return registration
    refuse_closed(session, past_deadline=True)
    ends_at = registration.offer_ends_at
    if ends_at is None or ends_at <= clock.now():
        raise OfferEnded("This seat is no longer held for you. Register again to wait for one.")
    _take(registration, by=by)
    return registration


@transaction.atomic
def end_offer(registration: Registration) -> bool:
    """Let an offer go that nobody took in time, and offer the seat to the next. Safe to repeat.

    Whoever did not answer leaves the waitlist: a seat must not go round among absent people.
    """
    session = lock_sessions(registration.convening_id)[registration.session_id]
    ended = Registration.objects.with_ended_offers().filter(pk=registration.pk)
    registration_now = ended.select_related("person").first()
    if registration_now is None:
        return False
    registration_now.session = session
    change_seat(
        registration_now, to=State.CANCELLED, reason="The offer was not answered in time.", by=None
    )
    forget_private_answers(registration_now)
    words = f"The seat offered to {registration_now.person} in {session.region} was not taken."
    activity.record(session, "offer ended", words, by=None)
    emails.offer_ended(registration_now)
    offer_free_seats(session, reason="Somebody did not answer an offer.", by=None)
    return True


def _held(session: Session, person: Person) -> Registration | None:
    mine = Registration.objects.standing().filter(convening=session.convening_id, person=person)
    return mine.select_related("person", "session__convening").first()


def _state_for(session: Session, held: Registration | None) -> Registration.State:
    """A seat, or the waitlist; raises SessionFull for who would lose a seat by waiting."""
    if has_free_seat(session) and not session.registrations.waiting().exists():
        return State.REGISTERED
    if held and held.state in (State.REGISTERED, State.OFFERED):
        raise SessionFull(
            f"{session.region} is full, so you keep your seat in {held.session.region}."
        )
    return State.WAITING


def _take(registration: Registration, *, by: Person | None) -> None:
    change_seat(registration, to=State.REGISTERED, reason="Took the offered seat.", by=by)
    words = f"{registration.person} took the offered seat in {registration.session.region}."
    activity.record(registration.session, "registered", words, by=by)
    emails.seat_confirmed(registration)


def _forget_choices(registration: Registration) -> None:
    """Breakouts belong to the session that was left."""
    session = registration.session_id
    if registration.state != State.CANCELLED:
        registration.wishes.exclude(choice__session=session).delete()
        registration.places.exclude(choice__session=session).delete()
        return
    registration.wishes.all().delete()
    registration.places.all().delete()


def _tell(registration: Registration, *, by: Person | None) -> None:
    session, person = registration.session, registration.person
    if registration.state == State.WAITING:
        words = f"{person} joined the waitlist of {session.region}."
        emails.waiting(registration)
    else:
        words = f"{person} registered for {session.region}."
        emails.seat_confirmed(registration)
    activity.record(session, "registered", words, by=by)
