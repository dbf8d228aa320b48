"""What a calendar program gets that subscribes to a person's or a team's sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import TeamMembership
from convenings.calendars.entry import event_of, file_of
from convenings.models import Facilitator, Registration, Session
from core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Event

    from cohorts.models import DesignTeam
    from convenings.models import CalendarFeed
    from convenings.querysets.session import SessionQuerySet
    from network.models import Person

KEPT_FOR = dt.timedelta(days=400)  # what is longer ago leaves calendars
State = Registration.State
UNSURE = (State.WAITING, State.OFFERED)
DUTY = "duty"


def feed_of(feed: CalendarFeed) -> bytes:
    """The file of a feed, as things stand now."""
    events: Iterable[Event] = []
    if feed.person is not None:
        events = _of_person(feed.person)
    elif feed.team is not None:
        events = _of_team(feed.team)
    return file_of(list(events), name=f"PL Network, {feed.team}" if feed.team else "PL Network")


def sessions_of(person: Person) -> list[tuple[Session, str]]:
    """Where somebody has or waits for a place or has a duty, with what they have there.

    A session that was cancelled stays, so that calendars show that it is.
    """
    seats = dict(person.registrations.values_list("session_id", "state"))
    duties = set(
        Facilitator.objects.filter(person=person, removed_at=None).values_list(
            "session_id", flat=True
        )
    )
    held = [pk for pk, state in seats.items() if state != State.CANCELLED]
    gone = [pk for pk in seats if pk not in held]
    found = _recent().filter(Q(pk__in=[*held, *duties]) | Q(pk__in=gone, is_cancelled=True))
    return [(one, DUTY if one.pk in duties else seats[one.pk]) for one in found]


def _of_person(person: Person) -> Iterable[Event]:
    for session, place in sessions_of(person):
        is_sure = place not in UNSURE
        yield event_of(
            session,
            status="CONFIRMED" if is_sure else "TENTATIVE",
            note="" if is_sure else State(place).label.lower(),
        )


def _of_team(team: DesignTeam) -> Iterable[Event]:
    """Where members have a seat; all sessions of a convening where none of them has one yet.

    Says nothing about single people, and never how to join: the address is known to the team.
    """
    members = TeamMembership.objects.current().filter(team=team).values("person")
    seats = Registration.objects.holding().filter(person__in=members)
    taken = list(seats.values_list("session_id", "convening_id"))
    sessions, convenings = ({pk for pk, _ in taken}, {pk for _, pk in taken})
    for session in _recent().filter(convening__cohort=team.cohort):
        if session.pk in sessions:
            yield event_of(session)
        elif session.convening_id not in convenings:
            yield event_of(session, status="TENTATIVE")


def _recent() -> SessionQuerySet:
    kept = Session.objects.filter(ends_at__gt=clock.now() - KEPT_FOR)
    return kept.select_related("convening", "venue").order_by("starts_at", "pk")
