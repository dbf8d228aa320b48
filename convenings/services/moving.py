"""Moving sessions to other days: one, or everything that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from convenings.models import Convening, Session
from convenings.rules.dates import Span, Which, moved
from convenings.services.session import change_session
from core.local_time import EARLIER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.models import Person


class CannotMove(Exception):
    """What is over or cancelled stays where it is."""


class Move(NamedTuple):
    """A session and when it is to be held."""

    session: Session
    to: Span


@transaction.atomic
def move_sessions(moves: Sequence[Move], *, by: Person | None) -> list[Session]:
    """Hold these sessions at other times, all or none; everybody registered is told.

    Registration closes as many days before as it did. Moving to where it is changes nothing, so a
    repeat is harmless. Raises CannotMove, RoomTaken.
    """
    # Always in one order, as whoever else locks several convenings does.
    convenings = sorted({move.session.convening_id for move in moves})
    list(
        Convening.objects.filter(pk__in=convenings)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk")
    )
    return [_move(move, by=by) for move in _so_that_nobody_is_in_the_way(moves)]


def _move(move: Move, *, by: Person | None) -> Session:
    session, to = move
    if session.is_cancelled or session.is_over:
        word = "cancelled" if session.is_cancelled else "over"
        raise CannotMove(f"{session.region} of {session.convening} is {word} and stays.")
    closes_at = session.seats_close_at
    if closes_at is not None:
        days = (timezone.localdate(to.starts_at) - timezone.localdate(session.starts_at)).days
        closes_at = moved(Span(closes_at, closes_at), days, Which(EARLIER, EARLIER)).starts_at
    return change_session(
        session, by=by, starts_at=to.starts_at, ends_at=to.ends_at, seats_close_at=closes_at
    )


def _so_that_nobody_is_in_the_way(moves: Sequence[Move]) -> list[Move]:
    """The last first when they move later: a room may be free only once the next has left it."""
    in_order = sorted(moves, key=_start)
    is_later = any(move.to.starts_at > move.session.starts_at for move in moves)
    return in_order[::-1] if is_later else in_order


def _start(move: Move) -> tuple[object, int]:
    return (move.session.starts_at, move.session.pk)
