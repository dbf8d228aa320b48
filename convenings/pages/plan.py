"""What the page of a convening shows: sessions with this person's place in them, and who comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cohorts.models import TeamMembership
from convenings.models import Attendance, ChoiceSession, Registration, Session
from core import clock, local_time
from messaging.hours import zone_of
from network.access import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import User
    from cohorts.models import DesignTeam
    from convenings.models import Convening
    from network.models import Person

OFFERS = {
    # What somebody without a place here may do, by (has a seat elsewhere, is full).
    (False, False): "Register",
    (False, True): "Join the waitlist",
    (True, False): "Move my seat here",
    (True, True): "",
}


@dataclass(frozen=True)
class SessionRow:
    """One session as this person sees it."""

    session: Session
    seats: str
    is_full: bool
    mine: Registration | None
    was_there: bool
    offer: str  # the words on the button; empty when nothing can be done
    asks: bool  # whether something is asked of those who register
    has_choices: bool  # whether there are breakouts to wish for
    own_time: str  # when it is by the person's own clock; empty when that is the network's

    @property
    def has_seat(self) -> bool:
        """Whether this person comes."""
        return self.mine is not None and self.mine.state == Registration.State.REGISTERED

    @property
    def shows_link(self) -> bool:
        """The link to join is for those who have a seat, and appears at a set time."""
        return self.has_seat and self.session.shows_link

    @property
    def awaits_link(self) -> bool:
        """Whether the link will appear for this person."""
        session = self.session
        is_before = clock.now() < session.link_opens_at
        return self.has_seat and bool(session.virtual_link) and is_before


@dataclass(frozen=True)
class Coming:
    """Who comes from one team."""

    team: DesignTeam
    members: int
    registered: int
    names: str


def sessions_of(convening: Convening, user: User) -> list[SessionRow]:
    """The sessions in order of time, and what this person may do about each."""
    person = standing_of(user).person
    rows = convening.sessions.with_seats().select_related("venue")
    sessions = list(rows.order_by("starts_at", "pk"))
    may_join = Session.objects.filter(convening=convening).joinable_by(user).exists()
    mine = _mine(convening, person)
    was_at = set(
        Attendance.objects.filter(session__in=sessions, person=person).values_list(
            "session_id", flat=True
        )
    )
    asks = convening.questions.standing().exists()
    choices = ChoiceSession.objects.standing().filter(session__in=sessions).order_by()
    with_choices = set(choices.values_list("session_id", flat=True))
    return [
        _row(
            session,
            mine,
            person,
            was_there=session.pk in was_at,
            may_join=may_join,
            asks=asks,
            has_choices=session.pk in with_choices,
        )
        for session in sessions
    ]


def seats_taken(rows: Iterable[SessionRow]) -> str:
    """ "148 of 174 seats taken", or only how many registered where a session takes everybody."""
    held = [row.session for row in rows if not row.session.is_cancelled]
    taken = sum(session.taken for session in held)
    capacities = [session.capacity for session in held if session.capacity is not None]
    if held and len(capacities) == len(held):
        return f"{taken} of {sum(capacities)} seats taken"
    return f"{taken} registered"


def next_door(rows: Iterable[SessionRow]) -> Session | None:
    """The session whose check-in is wanted now: the first not yet over, else the last one."""
    open_now = [row.session for row in rows if row.session.takes_marks]
    not_over = [session for session in open_now if not session.is_over]
    return next(iter(not_over or open_now[-1:]), None)


def coming_to(convening: Convening) -> list[Coming]:
    """Team by team: how many of today's members have a seat, and their names."""
    seats = convening.registrations.standing().select_related("person", "session")
    by_person = {seat.person_id: seat for seat in seats}
    members = Prefetch("memberships", TeamMembership.objects.current())
    teams = convening.cohort.teams.select_related("school", "district").prefetch_related(members)
    return [_coming(team, by_person) for team in teams.order_by("school__name", "name")]


def _mine(convening: Convening, person: Person | None) -> Registration | None:
    if person is None:
        return None
    return convening.registrations.standing().filter(person=person).first()


def own_time(session: Session, person: Person | None) -> str:
    """ "Tue, Feb 13, 8:00 AM–2:00 PM CST" for whoever lives by another clock; else empty."""
    if person is None:
        return ""
    return local_time.span_elsewhere(session.starts_at, session.ends_at, zone_of(person))


def _row(
    session: Session,
    mine: Registration | None,
    person: Person | None,
    *,
    was_there: bool,
    may_join: bool,
    asks: bool,
    has_choices: bool,
) -> SessionRow:
    is_full = session.capacity is not None and session.taken >= session.capacity
    here = mine if mine and mine.session_id == session.pk else None
    has_seat = mine is not None and mine.state in (
        Registration.State.REGISTERED,
        Registration.State.OFFERED,
    )
    offer = ""
    if may_join and here is None and session.takes_seats:
        offer = OFFERS[has_seat, is_full]
    seats = (
        f"{session.taken}" if session.capacity is None else f"{session.taken} of {session.capacity}"
    )
    return SessionRow(
        session=session,
        seats=seats,
        is_full=is_full,
        mine=here,
        was_there=was_there,
        offer=offer,
        asks=asks,
        has_choices=has_choices,
        own_time=own_time(session, person),
    )


def _coming(team: DesignTeam, seats: dict[int, Registration]) -> Coming:
    members = team.memberships.all()
    theirs = [seats[m.person_id] for m in members if m.person_id in seats]
    holding = [seat for seat in theirs if seat.state == Registration.State.REGISTERED]
    return Coming(team, len(members), len(holding), ", ".join(_names(theirs)))


def _names(seats: Iterable[Registration]) -> Sequence[str]:
    return [
        f"{seat.person} ({seat.session.region}{_waiting(seat)})"
        for seat in sorted(seats, key=_by_name)
    ]


def _by_name(seat: Registration) -> tuple[str, str]:
    return (seat.person.last_name, seat.person.first_name)


def _waiting(seat: Registration) -> str:
    if seat.state == Registration.State.OFFERED:
        return ", seat offered"
    return ", waiting" if seat.state == Registration.State.WAITING else ""
