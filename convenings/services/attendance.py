"""Who was there, one person at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenings.models import Attendance, Session, TakenBack
from core import clock
from network.querysets.role import in_force
from network.services import activity, people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cohorts.models import DesignTeam
    from network.models import Person


class NotYet(Exception):
    """The session is still to come, or will not come at all."""


class NotThere(Exception):
    """Nobody marked this person, so they have no minutes."""


@dataclass(frozen=True)
class Tap:
    """What somebody tapped at the door, kept on their phone while the network was away."""

    person: Person
    is_here: bool
    at: dt.datetime


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
    at: dt.datetime | None = None,
) -> Attendance:
    """Note that the person was there. Safe to repeat: the first mark stays.

    Without a team it is the one in which they were a member on that day. Raises NotYet before the
    day before the session, and for a cancelled one.
    """
    refuse_too_early(session)
    attendance, is_new = Attendance.objects.get_or_create(
        session=session,
        person=person,
        defaults={
            "team": team or _team_on_the_day(session, person),
            "way": way,
            "late_minutes": late_minutes,
            "early_minutes": early_minutes,
            "marked_by": by,
            "marked_at": at or clock.now(),
        },
    )
    if is_new:
        activity.record(session, "marked", f"{person} was marked as here.", by=by)
    return attendance


@transaction.atomic
def unmark_attendance(
    session: Session, *, person: Person, by: Person | None, at: dt.datetime | None = None
) -> None:
    """Take a mark back. Safe to repeat. A mark younger than `at` was not meant, and stays.

    Marks from before that are still kept on a phone are taken back with it.
    """
    _lock(session)
    note_taken_back(session, people=[person.pk], at=at or clock.now())
    marks = Attendance.objects.filter(session=session, person=person)
    meant = marks if at is None else marks.filter(marked_at__lte=at)
    removed, _ = meant.delete()
    if removed:
        activity.record(session, "unmarked", f"The mark of {person} was taken back.", by=by)


@transaction.atomic
def merge_taps(session: Session, *, taps: Iterable[Tap], by: Person | None) -> int:
    """Write what was tapped without a network, the oldest first; how many marks did not count
    because somebody took the person's mark back later. Safe to send twice.

    Two phones may have tapped the same person: that is one mark. Raises NotYet.
    """
    _lock(session)
    taken_back = dict(session.taken_back.values_list("person", "at"))
    outdone = 0
    for tap in sorted(taps, key=_by_time):
        if not tap.is_here:
            unmark_attendance(session, person=tap.person, by=by, at=tap.at)
        elif tap.at < taken_back.get(tap.person.pk, tap.at):
            outdone += 1
        else:
            mark_attendance(session, person=tap.person, by=by, at=tap.at)
    return outdone


def note_taken_back(session: Session, *, people: Iterable[int], at: dt.datetime) -> None:
    """Remember when marks were taken back; the later moment stands. For a locked session."""
    people = list(people)
    session.taken_back.filter(person__in=people, at__lt=at).delete()
    TakenBack.objects.bulk_create(
        [TakenBack(session=session, person_id=person, at=at) for person in people],
        ignore_conflicts=True,
    )


@transaction.atomic
def change_minutes(
    session: Session,
    *,
    person: Person,
    late_minutes: int,
    early_minutes: int,
    by: Person | None,
) -> Attendance:
    """Note how late somebody came and how early they left. Raises NotThere."""
    marks = Attendance.objects.select_for_update().filter(session=session, person=person)
    attendance = marks.first()
    if attendance is None:
        raise NotThere(f"{person} is not marked as here. Mark them first, then enter minutes.")
    if (attendance.late_minutes, attendance.early_minutes) != (late_minutes, early_minutes):
        attendance.late_minutes, attendance.early_minutes = late_minutes, early_minutes
        attendance.save(update_fields=["late_minutes", "early_minutes"])
        words = f"{person} was there {attendance.minutes} of {session.minutes} minutes."
        activity.record(session, "timed", words, by=by)
    return attendance


@transaction.atomic
def welcome_guest(
    session: Session,
    *,
    email: str,
    first_name: str,
    last_name: str,
    team: DesignTeam,
    by: Person | None,
    way: Attendance.Way = Attendance.Way.DOOR,
    late_minutes: int = 0,
    early_minutes: int = 0,
) -> Attendance:
    """Mark somebody who is not on the list: found by e-mail or added, and never made a member."""
    refuse_too_early(session)
    person = people.find_or_add_person(
        email=email,
        first_name=first_name,
        last_name=last_name,
        organization=team.place,
        by=by,
    )
    return mark_attendance(
        session,
        person=person,
        team=team,
        by=by,
        way=way,
        late_minutes=late_minutes,
        early_minutes=early_minutes,
    )


def refuse_too_early(session: Session) -> None:
    """Raises NotYet before the day before the session, and for a cancelled one."""
    if session.is_cancelled:
        raise NotYet(f"The {session.region} session is cancelled.")
    if not session.takes_marks:
        raise NotYet(f"{session.region} is on {session.when}. Check-in opens the day before.")


def _lock(session: Session) -> None:
    """An undo and marks that a phone kept come one after the other."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)


def _team_on_the_day(session: Session, person: Person) -> DesignTeam | None:
    day = timezone.localdate(session.starts_at)
    memberships = person.team_memberships.filter(
        in_force(day), team__cohort__convenings=session.convening_id
    )
    membership = memberships.select_related("team").first()
    return membership.team if membership else None


def _by_time(tap: Tap) -> dt.datetime:
    return tap.at
