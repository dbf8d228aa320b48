"""A session as a calendar entry (RFC 5545) that later versions replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from core import clock

if TYPE_CHECKING:
    from convenings.models import Session


def calendar_of(session: Session) -> bytes:
    """The file: one event with its zone's rules, so that every calendar shows the local time.

    UID stays the same for good; SEQUENCE grows with every change, and STATUS says when it is off.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//PL Network//Convenings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(session))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def file_name(session: Session) -> str:
    """Such as convening-4-session-12.ics."""
    return f"convening-{session.convening.number}-session-{session.pk}.ics"


def _event(session: Session) -> Event:
    event = Event()
    event.add("uid", f"{session.uid}@plnetwork")
    event.add("sequence", session.revision)
    event.add("dtstamp", clock.now())
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("summary", f"{session.convening} ({session.region})")
    event.add("location", session.where)
    event.add("url", f"{settings.SITE_URL}{session.convening.get_absolute_url()}")
    event.add("description", _description(session))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    return event


def _description(session: Session) -> str:
    targets = [f"- {target}" for target in session.convening.learning_targets]
    lines = ["Learning targets:", *targets] if targets else []
    if session.virtual_link:
        lines.append("The link to join is on the page of the convening.")
    return "\n".join(lines)
