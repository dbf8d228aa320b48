"""Seats for a whole team at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Registration
from convenings.services.registration import cancel_registration, register
from convenings.services.seats import SessionClosed, SessionFull

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenings.models import Convening, Session
    from network.models import Person


@dataclass
class TeamSeats:
    """What became of it; a refusal for one person leaves the others theirs."""

    registered: int = 0
    waiting: int = 0
    given_back: int = 0
    refusals: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """ "5 registered, 1 on the waitlist, 1 seat given back."."""
        parts = [
            f"{self.registered} registered" if self.registered else "",
            f"{self.waiting} on the waitlist" if self.waiting else "",
            f"{self.given_back} given back" if self.given_back else "",
        ]
        return (", ".join(part for part in parts if part) or "Nothing was changed") + "."


@transaction.atomic
def register_team(
    convening: Convening,
    *,
    seats: Iterable[tuple[Person, Session | None]],
    by: Person | None,
    past_deadline: bool = False,
) -> TeamSeats:
    """Give each person a seat in the session named, or take it back where none is. Safe to repeat.

    Seats are given back first, so that one of the team may take another's place; then whoever
    comes first in the list comes first to seats that are scarce.
    """
    done = TeamSeats()
    for person, session in sorted(seats, key=_gets_a_seat):
        try:
            if session is None:
                done.given_back += _give_back(convening, person, by=by, late=past_deadline)
                continue
            registration = register(session, person=person, by=by, past_deadline=past_deadline)
        except (SessionFull, SessionClosed) as refusal:
            done.refusals.append(f"{person}: {refusal}")
            continue
        if registration.state == Registration.State.WAITING:
            done.waiting += 1
        else:
            done.registered += 1
    return done


def _gets_a_seat(wanted: tuple[Person, Session | None]) -> bool:
    return wanted[1] is not None


def _give_back(convening: Convening, person: Person, *, by: Person | None, late: bool) -> bool:
    registration = convening.registrations.standing().filter(person=person).first()
    if registration is None:
        return False
    reason = "" if by == person else f"Given back by {by or 'the organizers'}."
    cancel_registration(registration, by=by, reason=reason, past_deadline=late)
    return True
