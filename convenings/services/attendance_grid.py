"""Attendance of many people at once, from a grid or a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Attendance, Session
from convenings.services.attendance import note_taken_back, refuse_too_early, welcome_guest
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cohorts.models import DesignTeam
    from network.models import Person

Minutes = tuple[int, int]  # late, and left early


@dataclass(frozen=True)
class Line:
    """What somebody says about one person: `now`, having seen `before`; None is not there."""

    person: Person
    team: DesignTeam | None
    before: Minutes | None
    now: Minutes | None


@dataclass(frozen=True)
class Guest:
    """Somebody in a file who is not on the list."""

    email: str
    first_name: str
    last_name: str
    team: DesignTeam
    minutes: Minutes


@dataclass
class Saved:
    """How many marks were changed, and the marks of those whom somebody else changed meanwhile."""

    changed: int = 0
    refused: dict[int, Attendance | None] = field(default_factory=dict)


@transaction.atomic
def save_attendance(
    session: Session, *, lines: Iterable[Line], way: Attendance.Way, by: Person | None
) -> Saved:
    """Write many marks with a handful of statements. Safe to repeat. Raises NotYet.

    A line whose mark is neither as it was seen nor as it shall be is left alone and told.
    """
    # One grid after the other; marks at the door in between are met by the unique constraint.
    held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    refuse_too_early(held)
    marks = {mark.person_id: mark for mark in held.attendances.select_for_update()}
    saved = Saved()
    new, changed, gone = [], [], []
    for line in lines:
        mark = marks.get(line.person.pk)
        known = (mark.late_minutes, mark.early_minutes) if mark else None
        if known == line.now:
            continue
        if known != line.before:
            saved.refused[line.person.pk] = mark
        elif line.now is None:
            gone.append(line.person.pk)
        elif mark is None:
            new.append(_new_mark(held, line, way, by))
        else:
            mark.late_minutes, mark.early_minutes = line.now
            changed.append(mark)
    Attendance.objects.bulk_create(new, ignore_conflicts=True)
    Attendance.objects.bulk_update(changed, ["late_minutes", "early_minutes"])
    if gone:
        Attendance.objects.filter(session=held, person__in=gone).delete()
        note_taken_back(held, people=gone, at=clock.now())
    saved.changed = len(new) + len(changed) + len(gone)
    if saved.changed:
        activity.record(held, "corrected", _words(len(new), len(changed), len(gone)), by=by)
    return saved


@transaction.atomic
def write_attendance_list(
    session: Session, *, lines: Iterable[Line], guests: Iterable[Guest], by: Person | None
) -> int:
    """Write a file of who was there; how many marks changed. Safe to repeat. Raises NotYet."""
    way = Attendance.Way.FILE
    changed = save_attendance(session, lines=lines, way=way, by=by).changed
    for guest in guests:
        late, early = guest.minutes
        welcome_guest(
            session,
            email=guest.email,
            first_name=guest.first_name,
            last_name=guest.last_name,
            team=guest.team,
            way=way,
            late_minutes=late,
            early_minutes=early,
            by=by,
        )
        changed += 1
    return changed


def _new_mark(session: Session, line: Line, way: Attendance.Way, by: Person | None) -> Attendance:
    late, early = line.now or (0, 0)
    return Attendance(
        session=session,
        person=line.person,
        team=line.team,
        late_minutes=late,
        early_minutes=early,
        way=way,
        marked_by=by,
        marked_at=clock.now(),
    )


def _words(new: int, changed: int, gone: int) -> str:
    parts = [
        f"{new} marked as here" if new else "",
        f"minutes of {changed} changed" if changed else "",
        f"{gone} marks taken back" if gone else "",
    ]
    return f"Attendance: {', '.join(part for part in parts if part)}."
