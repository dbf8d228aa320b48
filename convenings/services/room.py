"""Checking oneself in, with the code that is shown in the room."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cohorts.models import TeamMembership
from convenings import codes
from convenings.models import Attendance, Session
from convenings.services.attendance import mark_attendance
from core import clock
from network.querysets.role import in_force
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person

OPENS_BEFORE = dt.timedelta(hours=1)


class WrongCode(Exception):
    """No session takes this code now."""


class NotOnTheList(Exception):
    """The person has no seat and is on no team of the cohort."""


@transaction.atomic
def offer_room_code(session: Session, *, by: Person | None) -> str:
    """Give the session a code, another one if it has one; the old one ends."""
    session.checkin_code = codes.new_room_code()
    session.save(update_fields=["checkin_code"])
    words = f"People may check themselves in at {session.region} with the code of the room."
    activity.record(session, "offered", words, by=by)
    return session.checkin_code


@transaction.atomic
def end_room_code(session: Session, *, by: Person | None) -> None:
    """Take the code away. Safe to repeat."""
    if not session.checkin_code:
        return
    session.checkin_code = ""
    session.save(update_fields=["checkin_code"])
    words = f"Nobody checks themselves in at {session.region} any more."
    activity.record(session, "ended", words, by=by)


def session_with_code(typed: str) -> Session:
    """The session in whose room this code is shown now. Raises WrongCode."""
    code, now = codes.as_typed(typed), clock.now()
    running = Session.objects.filter(
        is_cancelled=False, starts_at__lte=now + OPENS_BEFORE, ends_at__gt=now
    )
    found = running.exclude(checkin_code="").filter(checkin_code=code)
    session = found.select_related("convening__cohort", "venue").first()
    if session is None:
        raise WrongCode(
            "No session takes this code now. Look at the screen in the room: a code works from an "
            "hour before the start to the end."
        )
    return session


def check_oneself_in(typed: str, *, person: Person) -> Attendance:
    """Mark whoever types the room's code as here. Safe to repeat. WrongCode or NotOnTheList."""
    session = session_with_code(typed)
    day = timezone.localdate(session.starts_at)
    on_a_team = TeamMembership.objects.filter(
        in_force(day), person=person, team__cohort=session.convening.cohort_id
    )
    if not (on_a_team.exists() or _has_seat(session, person)):
        raise NotOnTheList(
            f"You are not on the list of {session.region}. Ask at the door to be added."
        )
    return mark_attendance(session, person=person, by=person, way=Attendance.Way.CODE)


def _has_seat(session: Session, person: Person) -> bool:
    seats = session.convening.registrations.holding()
    return seats.filter(person=person).exists()
