"""What somebody has in their calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenings.calendars.feed import DUTY, sessions_of
from convenings.models import Registration

if TYPE_CHECKING:
    from convenings.models import Session
    from network.models import Person


@dataclass(frozen=True)
class Row:
    """One session to come, and what the person has there."""

    session: Session
    place: str
    is_sure: bool


def to_come(person: Person) -> list[Row]:
    """The sessions that are not over, the next first; cancelled ones stay until their day."""
    return [_row(session, place) for session, place in sessions_of(person) if not session.is_over]


def _row(session: Session, place: str) -> Row:
    if session.is_cancelled:
        return Row(session, "Cancelled", is_sure=False)
    if place == DUTY:
        return Row(session, "You facilitate", is_sure=True)
    state = Registration.State(place)
    return Row(session, state.label, is_sure=state == Registration.State.REGISTERED)
