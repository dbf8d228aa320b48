"""What a personal code says to whoever opens its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from convenings.models import Attendance, Session
from core import clock
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Registration


@dataclass(frozen=True)
class Scan:
    """A code read at a door.

    `target` is the session to mark at, None when none may be marked; `other` a second choice;
    `words` say why not, or why one should look twice. `is_sure`: nothing is left to ask.
    """

    target: Session | None
    other: Session | None
    mark: Attendance | None
    words: str
    door: Session | None
    is_theirs: bool  # whether they check people in at the convening, and may read the name

    @property
    def is_sure(self) -> bool:
        """Whether the mark may be made at once."""
        return self.target is not None and self.mark is None and not self.words


def scan_of(seat: Registration, user: User, door: int | None) -> Scan | None:
    """What somebody at a door may do with the code; None for whoever checks nobody in here.

    `door` is the session whose check-in was opened last on this device.
    """
    mine = Session.objects.checked_in_by(user).select_related("convening")
    here = {session.pk: session for session in mine.filter(convening=seat.convening_id)}
    stands_at = here.get(door) if door else None
    if door and stands_at is None:
        stands_at = mine.filter(pk=door).first()
    if not here and stands_at is None:
        return None
    own = here.get(seat.session_id)
    own = own if own is not None and own.takes_marks else None
    at_door = stands_at if stands_at and stands_at.pk in here and stands_at.takes_marks else None
    target = at_door or own
    mark = None
    if target is not None:
        mark = Attendance.objects.filter(session=target, person=seat.person_id).first()
    return Scan(
        target=target,
        other=own if own is not None and target is not own else None,
        mark=mark,
        words=_doubt(seat, target, stands_at),
        door=stands_at,
        is_theirs=bool(here),
    )


def _doubt(seat: Registration, target: Session | None, door: Session | None) -> str:
    """Why a person should look before marking; empty when all is as it should be."""
    session = seat.session
    code_is_for = f"This code is for {session.region}, {session.when}"
    if door is not None and door.convening_id != seat.convening_id:
        return f"{code_is_for}, of another convening than the one whose check-in you opened."
    if target is None:
        return f"{code_is_for}. You cannot mark anybody there now."
    if target.pk != session.pk:
        return f"{code_is_for}, and you check people in at {target.region}."
    if seat.state != seat.State.REGISTERED:
        return f"{seat.person} has no seat in {session.region}: {seat.get_state_display().lower()}."
    if timezone.localdate(session.starts_at) != clock.today():
        return f"{code_is_for}, which is not today."
    return ""


def is_own(seat: Registration, user: User) -> bool:
    """Whether the code is the user's."""
    person = standing_of(user).person
    return person is not None and person.pk == seat.person_id
