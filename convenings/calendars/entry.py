"""A session as a calendar entry (RFC 5545) that later versions replace."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from convenings.calendars.zone import zone_rules
from core import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenings.models import Session

ASK_AGAIN = dt.timedelta(hours=1)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(session: Session) -> bytes:
    """The file: one event with its zone's rules, so that every calendar shows the local time.

    UID stays the same for good; SEQUENCE grows with every change, and STATUS says when it is off.
    """
    return file_of([event_of(session)], method="PUBLISH")


def file_name(session: Session) -> str:
    """Such as convening-4-session-12.ics."""
    return f"convening-{session.convening.number}-session-{session.pk}.ics"


def file_of(events: Sequence[Event], *, method: str = "", name: str = "") -> bytes:
    """Events as a file; a feed has a name and no method."""
    calendar = Calendar()
    calendar.add("prodid", "-//PL Network//Convenings//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        # The second name is what most programs read.
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    moments = [clock.now(), *(event.decoded("dtstart") for event in events)]
    zone, zone_name = timezone.get_default_timezone(), timezone.get_default_timezone_name()
    calendar.add_component(zone_rules(zone, zone_name, min(moments), max(moments)))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_of(
    session: Session,
    *,
    revision: int | None = None,
    status: str = "CONFIRMED",
    note: str = "",
) -> Event:
    """One session; `status` is for whom it is, a cancelled session is so for everybody."""
    summary = f"{session.convening} ({session.region})"
    event = Event()
    event.add("uid", f"{session.uid}@plnetwork")
    event.add("sequence", session.revision if revision is None else revision)
    event.add("dtstamp", clock.now())
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("summary", f"{summary}, {note}" if note else summary)
    event.add("location", _location(session))
    event.add("url", f"{settings.SITE_URL}{session.get_absolute_url()}")
    event.add("description", _description(session))
    event.add("status", "CANCELLED" if session.is_cancelled else status)
    return event


def _location(session: Session) -> str:
    address = session.venue.address if session.venue else ""
    return f"{session.where}, {address}" if address else session.where


def _description(session: Session) -> str:
    targets = [f"- {target}" for target in session.convening.learning_targets]
    lines = ["Learning targets:", *targets] if targets else []
    if session.venue and session.venue.access_notes:
        lines += ["How to get in:", session.venue.access_notes]
    if session.is_cancelled and session.cancel_reason:
        lines.insert(0, f"Cancelled: {session.cancel_reason}")
    # Whoever has the link is in the meeting: it stays where people sign in.
    if session.virtual_link:
        lines.append("The link to join is on the page of the session.")
    return "\n".join(lines)
