"""Words we send about seats and dates."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from convenings.calendars.invitation import CANCEL, REQUEST, attached
from convenings.rules.reminding import Step
from core import clock, local_time, mail
from core.templatetags.house import moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from convenings.models import Certificate, Convening, Registration, Session

CERTIFICATE_STANDS = "certificate_stands"  # the check before it is mailed
PLACE_LINK = "convening_place_link"  # the filler of the link to one's own place
SEAT_IS = "convening_seat_is"  # the check whether a seat is still as it was
SEAT_AS_SAID = "convening_seat_as_said"  # the check whether a reminder still tells the truth
JOIN_LINK = "convening_join_link"  # the filler of the link to join
# What of a session people are told about, and what it is called; an address is its venue's.
WHEN = frozenset({"starts_at", "ends_at"})
WHERE = frozenset({"mode", "place", "venue", "room", "address"})
CHANGES = {"date": WHEN, "place": WHERE, "link to join": frozenset({"virtual_link"})}


def seat_confirmed(registration: Registration) -> None:
    """Tell somebody that they have a seat, with the facts."""
    _tell(
        "convenings/registered",
        registration,
        registration.registered_at.isoformat(),
        state=registration.state,
        secrets=_own_page(registration),
        attachment=attached(REQUEST, registration),
    )


def seat_given_up(registration: Registration, *, left: Session) -> None:
    """Confirm that somebody has no seat in a session any more, and take it out of calendars."""
    registration.session, now_in = left, registration.session
    _tell(
        "convenings/given-up",
        registration,
        clock.now().isoformat(),
        attachment=attached(CANCEL, registration),
    )
    registration.session = now_in


def waiting(registration: Registration) -> None:
    """Tell somebody that the session is full and they are on the waitlist."""
    _tell(
        "convenings/waiting",
        registration,
        registration.registered_at.isoformat(),
        state=registration.state,
        secrets=_own_page(registration),
    )


def seat_offered(registration: Registration) -> None:
    """Tell somebody who waits that a seat is held for them, and until when."""
    ends_at = registration.offer_ends_at
    _tell(
        "convenings/seat-offered",
        registration,
        f"{ends_at}",
        state=registration.state,
        secrets=_own_page(registration),
        due_at=ends_at,
        until=moment(ends_at),
    )


def offer_ended(registration: Registration) -> None:
    """Tell somebody that the seat they were offered went to the next."""
    _tell("convenings/offer-ended", registration, clock.now().isoformat())


def session_changed(session: Session, changed: Collection[str]) -> None:
    """Tell everybody with a seat what is new, and who waits where the date is."""
    is_moved = not WHEN.isdisjoint(changed)
    seats = [one for one in _expected(session) if is_moved or one.state != "waiting"]
    named = [name for name, fields in CHANGES.items() if not fields.isdisjoint(changed)]
    is_elsewhere = not WHERE.isdisjoint(changed) and not is_moved
    _tell_all(
        "convenings/session-changed",
        seats,
        session,
        occasion=f"{session.uid}:{session.revision}",
        file=REQUEST,
        what=" and ".join(named).capitalize(),
        now=session.where if is_elsewhere else session.when,
        has_new_link="virtual_link" in changed,
        takes_seats=session.takes_seats,
    )


def session_cancelled(session: Session) -> None:
    """Tell everybody with a seat or waiting that the session will not be held."""
    _tell_all(
        "convenings/session-cancelled",
        _expected(session),
        session,
        occasion=f"{session.uid}",
        file=CANCEL,
        reason=session.cancel_reason,
    )


def _tell_all(
    kind: str,
    seats: Iterable[Registration],
    session: Session,
    *,
    occasion: str,
    file: str,
    **more: Any,
) -> None:
    """Write to all at once: as many statements for five hundred people as for five."""
    for zone, ones in groupby(sorted(seats, key=_zone_of), key=_zone_of):
        letters = [
            mail.Letter(
                to=seat.person.email,
                dedupe_key=f"{kind}:{seat.pk}:{occasion}",
                secrets={},
                # The seats of a cancelled session are taken away with it.
                still_due="" if session.is_cancelled else seat_still_is(seat, seat.state),
                person_id=seat.person_id,
                organization_id=session.convening.cohort.home_id,
                attachment=attached(file, seat) if _has_seat(seat) else "",
            )
            for seat in ones
            if seat.person.email
        ]
        context = {**_facts(session, zone), **more}
        mail.queue_many(kind, letters, context=context, due_at=session.starts_at)


def reminder_key(registration: Registration, session: Session, step: Step) -> str:
    """What makes a reminder one of its kind: who, which session, which step, which day."""
    day = timezone.localdate(session.starts_at)
    return f"convening-reminder:{registration.pk}:{session.pk}:{step}:{day}"


def remind(session: Session, keyed: Mapping[str, Registration], *, step: Step) -> None:
    """Remind each of them; the words are made once for all whose clocks show the same."""
    kind = "convenings/link" if step == Step.LINK else "convenings/reminder"
    for zone, ones in groupby(sorted(keyed.items(), key=_zone_of_keyed), key=_zone_of_keyed):
        letters = [_reminder(key, seat, session, step) for key, seat in ones]
        context = _facts(session, zone)
        mail.queue_many(kind, letters, context=context, due_at=session.starts_at)


def _reminder(key: str, seat: Registration, session: Session, step: Step) -> mail.Letter:
    seat.session = session
    # A link is filled in as it is when the mail goes; what a reminder says would be out of date.
    asked = seat_still_is(seat, "registered") if step == Step.LINK else still_as_said(seat)
    filler = JOIN_LINK if step == Step.LINK else PLACE_LINK
    return mail.Letter(
        to=seat.person.email,
        dedupe_key=key,
        secrets={"link": mail.Secret(filler, str(seat.pk))},
        still_due=asked,
        person_id=seat.person_id,
        organization_id=session.convening.cohort.home_id,
    )


def _zone_of_keyed(keyed: tuple[str, Registration]) -> str:
    return _zone_of(keyed[1])


def _zone_of(seat: Registration) -> str:
    return seat.person.time_zone


def certificates_ready(convening: Convening, certificates: Iterable[Certificate]) -> None:
    """Tell people that their certificate can be fetched; not whether it replaces another."""
    letters = [
        mail.Letter(
            to=one.person.email,
            dedupe_key=f"convenings/certificate:{one.pk}",
            secrets={},
            still_due=f"{CERTIFICATE_STANDS}:{one.pk}",
            person_id=one.person_id,
        )
        for one in certificates
        if one.person.email
    ]
    context = {"title": str(convening), "path": reverse("convenings:my-hours")}
    mail.queue_many("convenings/certificate", letters, context=context)


def _expected(session: Session) -> list[Registration]:
    registrations = list(session.registrations.standing().select_related("person"))
    for registration in registrations:
        registration.session = session  # the caller's, already changed
    return registrations


def seat_still_is(registration: Registration, state: str) -> str:
    """What the mail port asks before it sends: the same seat in the same session."""
    return f"{SEAT_IS}:{registration.pk}@{registration.session_id}={state}"


def still_as_said(registration: Registration) -> str:
    """As `seat_still_is` for a seat, in a session that has not moved to another time either."""
    session = registration.session
    return f"{SEAT_AS_SAID}:{registration.pk}@{session.pk}#{session.starts_at.timestamp():.0f}"


def _has_seat(registration: Registration) -> bool:
    return registration.state == "registered"


def _own_page(registration: Registration) -> dict[str, mail.Secret]:
    """The person's own page about their place, which opens without signing in."""
    return {"link": mail.Secret(PLACE_LINK, str(registration.pk))}


def _tell(
    kind: str,
    registration: Registration,
    occasion: str,
    *,
    state: str = "",
    secrets: Mapping[str, mail.Secret] | None = None,
    due_at: dt.datetime | None = None,
    attachment: str = "",
    **more: Any,
) -> None:
    """Queue one message; the occasion keeps a repeat from being a second message.

    With a state it goes only to who is still in that state when it is sent.
    """
    if not registration.person.email:
        return
    mail.queue(
        kind,
        to=registration.person.email,
        context={
            "first_name": registration.person.first_name,
            **_facts(registration.session, registration.person.time_zone),
            **more,
        },
        dedupe_key=f"{kind}:{registration.pk}:{occasion}",
        secrets=secrets,
        still_due=seat_still_is(registration, state) if state else "",
        person_id=registration.person_id,
        # The center that runs the cohort, and so the session.
        organization_id=registration.session.convening.cohort.home_id,
        due_at=due_at or registration.session.starts_at,
        attachment=attachment,
    )


def _facts(session: Session, zone: str) -> dict[str, Any]:
    there = ""
    if zone:
        there = local_time.span_elsewhere(session.starts_at, session.ends_at, ZoneInfo(zone))
    convening = session.convening
    return {
        "convening": str(convening),
        "region": session.region,
        "when": session.when,
        "when_there": there,
        "where": session.where,
        "address": session.venue.address if session.venue else "",
        "access": session.venue.access_notes if session.venue else "",
        "until": moment(session.seats_close_at or session.ends_at),
        "learning_targets": convening.learning_targets,
        "path": convening.get_absolute_url(),
        "session_path": session.get_absolute_url(),
    }
