"""Who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenings.models import Attendance, Session
from core import clock
from network.querysets.role import in_force
from network.services import activity, people

if TYPE_CHECKING:
    from cohorts.models import DesignTeam
    from network.models import Person


class NotYet(Exception):
    """The session is still to come, or will not come at all."""


@transaction.atomic
def mark_attendance(
    session: Session,
    *,
    person: Person,
    by: Person | None,
    team: DesignTeam | None = None,
    way: Attendance.Way = Attendance.Way.DOOR,
    late_minutes: int = 0,
    early_minutes: int = 0,
) -> Attendance:
    """Note that the person was there. Safe to repeat: the first mark stays.

    Without a team it is the one in which they were a member on that day. Raises NotYet before the
    day before the session, and for a cancelled one.
    """
    if not session.takes_marks:
        raise NotYet(_why_not(session))
    attendance, is_new = Attendance.objects.get_or_create(
        session=session,
        person=person,
        defaults={
            "team": team or _team_on_the_day(session, person),
            "way": way,
            "late_minutes": late_minutes,
            "early_minutes": early_minutes,
            "marked_by": by,
            "marked_at": clock.now(),
        },
    )
    if is_new:
        activity.record(session, "marked", f"{person} was marked as here.", by=by)
    return attendance


@transaction.atomic
def unmark_attendance(session: Session, *, person: Person, by: Person | None) -> None:
    """Take a mark back. Safe to repeat."""
    removed, _ = Attendance.objects.filter(session=session, person=person).delete()
    if removed:
        activity.record(session, "unmarked", f"The mark of {person} was taken back.", by=by)


@transaction.atomic
def welcome_guest(
    session: Session,
    *,
    email: str,
    first_name: str,
    last_name: str,
    team: DesignTeam,
    by: Person | None,
) -> Attendance:
    """Mark somebody who is not on the list: found by e-mail or added, and never made a member."""
    person = people.find_or_add_person(
        email=email,
        first_name=first_name,
        last_name=last_name,
        organization=team.school,
        by=by,
    )
    return mark_attendance(session, person=person, team=team, by=by)


def _team_on_the_day(session: Session, person: Person) -> DesignTeam | None:
    day = timezone.localdate(session.starts_at)
    memberships = person.team_memberships.filter(
        in_force(day), team__cohort__convenings=session.convening_id
    )
    membership = memberships.select_related("team").first()
    return membership.team if membership else None


def _why_not(session: Session) -> str:
    if session.is_cancelled:
        return f"The {session.region} session is cancelled."
    return f"{session.region} is on {session.when}. Check-in opens the day before."
