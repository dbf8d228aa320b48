"""Invitations and cancellations that go along with mails (RFC 5546), made when a mail is sent."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from icalendar import vCalAddress

from convenings.calendars.entry import event_of, file_of
from convenings.models import Registration, Session
from core.mail import File

if TYPE_CHECKING:
    from icalendar import Event

REQUEST = "convening_invitation"
CANCEL = "convening_cancellation"


def attached(maker: str, registration: Registration) -> str:
    """What a mail about the seat names as its file, in the session where the seat is now."""
    return f"{maker}:{key_of(registration, registration.session)}"


def key_of(registration: Registration, session: Session) -> str:
    """What a file is made from: whose seat, in which session."""
    return f"{registration.pk}-{session.pk}"


def seat_named(key: str) -> tuple[Registration, Session]:
    """The seat and the session behind a key; they differ once the seat has moved."""
    seat_pk, session_pk = key.split("-")
    seat = Registration.objects.select_related("person").get(pk=int(seat_pk))
    sessions = Session.objects.select_related("convening__cohort__home", "venue")
    return seat, sessions.get(pk=int(session_pk))


def holds_seat(key: str) -> bool:
    """Whether the person still has this seat, in a session that is still to come."""
    seat, session = seat_named(key)
    has_seat = seat.state == Registration.State.REGISTERED and seat.session_id == session.pk
    return has_seat and not session.is_cancelled and not session.is_over


def invitation(key: str) -> File | None:
    """Puts the session into the calendar of whoever has a seat, or brings it up to date there."""
    if not holds_seat(key):
        return None
    return _file("REQUEST", *seat_named(key))


def cancellation(key: str) -> File | None:
    """Takes the session out of the calendar of whoever has no seat any more."""
    if holds_seat(key):
        return None
    return _file("CANCEL", *seat_named(key))


def _file(method: str, seat: Registration, session: Session) -> File:
    status = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    # A seat that is given up, moved, or taken again is a later version of the same entry too.
    event = event_of(session, revision=session.revision + seat.changes.count(), status=status)
    _address(event, seat, session)
    text = file_of([event], method=method).decode()
    # Some programs act only on a part beside the words, some only on a file.
    return File("invitation.ics", text, "application/ics", f"text/calendar; method={method}")


def _address(event: Event, seat: Registration, session: Session) -> None:
    """Nobody is asked to answer: who is written to has a seat already."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = str(session.convening.cohort.home)
    event["organizer"] = organizer
    attendee = vCalAddress(f"mailto:{seat.person.email}")
    attendee.params["CN"] = str(seat.person)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "ACCEPTED"
    attendee.params["RSVP"] = "FALSE"
    event.add("attendee", attendee, encode=False)
