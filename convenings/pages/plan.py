"""What the page of a convening shows: sessions with this person's place in them, and who comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cohorts.models import TeamMembership
from convenings.models import Attendance, Registration, Session
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

    @property
    def shows_link(self) -> bool:
        """The link to join is for those who have a seat."""
        has_seat = self.mine is not None and self.mine.state == Registration.State.REGISTERED
        return has_seat and bool(self.session.virtual_link) and self.session.takes_seats


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
    sessions = list(convening.sessions.with_seats().order_by("starts_at", "pk"))
    may_join = Session.objects.filter(convening=convening).joinable_by(user).exists()
    mine = _mine(convening, person)
    was_at = set(
        Attendance.objects.filter(session__in=sessions, person=person).values_list(
            "session_id", flat=True
        )
    )
    return [
        _row(session, mine, was_there=session.pk in was_at, may_join=may_join)
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
    teams = convening.cohort.teams.select_related("school").prefetch_related(members)
    return [_coming(team, by_person) for team in teams.order_by("school__name", "name")]


def _mine(convening: Convening, person: Person | None) -> Registration | None:
    if person is None:
        return None
    return convening.registrations.standing().filter(person=person).first()


def _row(
    session: Session, mine: Registration | None, *, was_there: bool, may_join: bool
) -> SessionRow:
    is_full = session.capacity is not None and session.taken >= session.capacity
    here = mine if mine and mine.session_id == session.pk else None
    has_seat = mine is not None and mine.state == Registration.State.REGISTERED
    offer = ""
    if may_join and here is None and session.takes_seats:
        offer = OFFERS[has_seat, is_full]
    seats = (
        f"{session.taken}" if session.capacity is None else f"{session.taken} of {session.capacity}"
    )
    return SessionRow(session, seats, is_full, here, was_there, offer)


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
    return ", waiting" if seat.state == Registration.State.WAITING else ""
