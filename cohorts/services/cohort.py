"""Opening cohorts, and the schools in them."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from cohorts.models import Cohort, Enrollment, EnrollmentChange
from cohorts.services.milestone import date_milestones
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cohorts.models import Application, Offering
    from network.models import District, Organization, Person, School

LAST_DAY_OF = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}  # a leap day is never the last one


class CohortNameTaken(Exception):
    """There is already a cohort with this name."""


class LeavesOutside(Exception):
    """Something of the cohort would lie before its first day or after its last."""


class CohortFull(Exception):
    """The offering takes no more schools or districts."""


def last_day(starts_on: dt.date, *, months: int) -> dt.date:
    """The day before the same day of the month, so many months later."""
    years, month = divmod(starts_on.month - 1 + months, 12)
    month += 1
    day = min(starts_on.day, LAST_DAY_OF.get(month, 31))
    return starts_on.replace(starts_on.year + years, month, day) - dt.timedelta(days=1)


@transaction.atomic
def open_cohort(
    offering: Offering,
    *,
    name: str,
    starts_on: dt.date,
    home: Organization,
    by: Person | None,
    ends_on: dt.date | None = None,
    closed_days: Iterable[dt.date] = (),
    cloned_from: Cohort | None = None,
) -> Cohort:
    """Open a cohort of an offering; without `ends_on` it lasts as long as the offering says.

    It gets the milestones that the offering plans; a clone gets those of the other cohort instead
    (see services.cloning). Raises CohortNameTaken when the name is in use.
    """
    cohort = Cohort(
        offering=offering,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on or last_day(starts_on, months=offering.length_months),
        home=home,
        opened_by=by,
        closed_days=sorted(set(closed_days)),
        cloned_from=cloned_from,
    )
    with _name_of_its_own(name):
        cohort.save()
    activity.record(cohort, "opened", f"{cohort} was opened for {offering}.", by=by)
    if cloned_from is None:
        date_milestones(cohort, by=by)
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, *, by: Person | None, **facts: Any) -> Cohort:
    """Change its name, days or closed days. Milestones stay on their days.

    Raises LeavesOutside when one of them would lie outside, CohortNameTaken.
    """
    cohort = locked_cohort(cohort.pk)
    out = cohort.milestones.exclude(due_on__range=(facts["starts_on"], facts["ends_on"])).first()
    if out is not None:
        day = activity.in_words(out.due_on)
        raise LeavesOutside(f"“{out}” is due {day}, outside these days. Move it first.")
    with _name_of_its_own(facts["name"]):
        changes = activity.save_changes(cohort, facts)
    if changes:
        activity.record(cohort, "changed", f"{cohort} was changed.", by=by, changes=changes)
    return cohort


@contextmanager
def _name_of_its_own(name: str) -> Iterator[None]:
    """The database alone says whether a name is free, also to two who take it at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "cohort_name_unique" not in str(error):
            raise
        raise CohortNameTaken(f"There is already a cohort named {name}.") from error


def locked_cohort(pk: int) -> Cohort:
    """The cohort, locked until the transaction ends: whoever fills, holds or frees a place waits.

    Take it before any row of an application or an enrollment, so that no two wait for each other.
    """
    rows = Cohort.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("offering", "home").get(pk=pk)


def places_left(cohort: Cohort) -> int | None:
    """How many more fit, None where there is no end; what is offered to somebody is held for them.

    May be less than nothing where the offering takes fewer than it promised.
    """
    capacity = cohort.offering.capacity
    if not capacity:
        return None
    held = cohort.applications.filter(state="offered").count()
    return capacity - cohort.enrollments.staying().count() - held


def has_free_place(cohort: Cohort) -> bool:
    """Whether one more fits."""
    left = places_left(cohort)
    return left is None or left > 0


@transaction.atomic
def enroll(
    cohort: Cohort,
    *,
    place: School | District,
    by: Person | None,
    on: dt.date | None = None,
    application: Application | None = None,
) -> Enrollment:
    """Give a school or district its place in a cohort. Safe to repeat; one that left comes back.

    By an application it is accepted, and active from the cohort's first day on.
    Raises CohortFull when the offering's capacity is reached.
    """
    # Two people may want the last place at once; the lock makes one of them wait.
    cohort = locked_cohort(cohort.pk)
    enrolled = cohort.enrollments.filter(**of_place(place)).first()
    if enrolled and enrolled.status != Enrollment.Status.WITHDRAWN:
        return enrolled

    if not has_free_place(cohort):
        capacity = cohort.offering.capacity
        raise CohortFull(f"{cohort} has no place left: {cohort.offering} takes {capacity}.")

    enrolled = enrolled or Enrollment(cohort=cohort, **of_place(place))
    is_to_begin = application is not None and cohort.starts_on > clock.today()
    enrolled.status = Enrollment.Status.ACCEPTED if is_to_begin else Enrollment.Status.ACTIVE
    enrolled.application = application or enrolled.application
    enrolled.starts_on, enrolled.ends_on = on or clock.today(), None
    enrolled.save()
    note_change(enrolled, on=enrolled.starts_on, by=by)
    activity.record(cohort, "enrolled", f"{place} joined {cohort}.", by=by)
    return enrolled


@transaction.atomic
def enroll_all(
    cohort: Cohort, *, places: Iterable[School | District], by: Person | None
) -> list[Enrollment]:
    """Enroll several, all or none. Raises CohortFull when they do not all fit."""
    return [enroll(cohort, place=place, by=by) for place in places]


def of_place(place: School | District) -> dict[str, Any]:
    """The field of an enrollment, team or application that holds such a place."""
    return {place.kind: place}


def note_change(
    enrollment: Enrollment, *, on: dt.date, by: Person | None, reason: str = ""
) -> EnrollmentChange:
    """Write the enrollment's status down in its history."""
    return enrollment.changes.create(status=enrollment.status, reason=reason, on=on, changed_by=by)


@transaction.atomic
def withdraw(
    enrollment: Enrollment, *, on: dt.date, by: Person | None, reason: str = ""
) -> Enrollment:
    """Record that a school or district left; its teams and what they did stay. Safe to repeat."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.status != Enrollment.Status.WITHDRAWN:
        before = activity.facts_of(enrollment, ["status", "ends_on"])
        enrollment.status = Enrollment.Status.WITHDRAWN
        enrollment.ends_on = on
        enrollment.save()
        note_change(enrollment, on=on, by=by, reason=reason)
        cohort, changes = enrollment.cohort, activity.changes_since(enrollment, before)
        words = f"{enrollment.place} left {cohort}."
        activity.record(cohort, "withdrew", words, by=by, changes=changes)
    return enrollment
