"""Words we send about seats and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core import mail

if TYPE_CHECKING:
    from convenings.models import Registration, Session
    from network.models import Person


def seat_confirmed(registration: Registration) -> None:
    """Tell somebody that they have a seat, with the facts."""
    _tell("convenings/registered", registration, registration.registered_at.isoformat())


def waiting(registration: Registration) -> None:
    """Tell somebody that the session is full and they are on the waitlist."""
    _tell("convenings/waiting", registration, registration.registered_at.isoformat())


def session_changed(session: Session) -> None:
    """Tell everybody with a seat or waiting that date or place changed."""
    for registration in _expected(session):
        _tell("convenings/session-changed", registration, f"{session.uid}:{session.revision}")


def session_cancelled(session: Session) -> None:
    """Tell everybody with a seat or waiting that the session will not be held."""
    for registration in _expected(session):
        _tell("convenings/session-cancelled", registration, f"{session.uid}")


def _expected(session: Session) -> list[Registration]:
    registrations = list(session.registrations.standing().select_related("person"))
    for registration in registrations:
        registration.session = session  # the caller's, already changed
    return registrations


def _tell(kind: str, registration: Registration, occasion: str) -> None:
    """Queue one message; the occasion keeps a repeat from being a second message."""
    if not registration.person.email:
        return
    mail.queue(
        kind,
        to=registration.person.email,
        context=_facts(registration.session, registration.person),
        dedupe_key=f"{kind}:{registration.pk}:{occasion}",
        person_id=registration.person_id,
        # The center that runs the cohort, and so the session.
        organization_id=registration.session.convening.cohort.home_id,
        due_at=registration.session.starts_at,
    )


def _facts(session: Session, person: Person) -> dict[str, Any]:
    convening = session.convening
    return {
        "first_name": person.first_name,
        "convening": str(convening),
        "region": session.region,
        "when": session.when,
        "where": session.where,
        "learning_targets": convening.learning_targets,
        "path": convening.get_absolute_url(),
    }
