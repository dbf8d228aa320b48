"""Opening cohorts, and the schools in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import Cohort, Enrollment
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cohorts.models import Offering
    from network.models import Organization, Person, School

LAST_DAY_OF = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}  # a leap day is never the last one


class CohortNameTaken(Exception):
    """There is already a cohort with this name."""


class CohortFull(Exception):
    """The offering takes no more schools."""


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
) -> Cohort:
    """Open a cohort of an offering; without `ends_on` it lasts as long as the offering says.

    Raises CohortNameTaken when the name is in use.
    """
    if Cohort.objects.filter(name__iexact=name).exists():
        raise CohortNameTaken(f"There is already a cohort named {name}.")
    cohort = Cohort.objects.create(
        offering=offering,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on or last_day(starts_on, months=offering.length_months),
        home=home,
        opened_by=by,
    )
    activity.record(cohort, "opened", f"{cohort} was opened for {offering}.", by=by)
    return cohort


@transaction.atomic
def enroll_school(
    cohort: Cohort, *, school: School, by: Person | None, on: dt.date | None = None
) -> Enrollment:
    """Give a school its place in a cohort. Safe to repeat; a school that left comes back.

    Raises CohortFull when the offering's capacity is reached.
    """
    # Two people may want the last place at once; the lock makes one of them wait.
    cohort = (
        Cohort.objects.select_for_update(of=("self",)).select_related("offering").get(pk=cohort.pk)
    )
    enrolled = cohort.enrollments.filter(school=school).first()
    if enrolled and enrolled.status == Enrollment.Status.ACTIVE:
        return enrolled

    capacity = cohort.offering.capacity
    if capacity and cohort.enrollments.filter(status=Enrollment.Status.ACTIVE).count() >= capacity:
        raise CohortFull(f"{cohort} has no place left: {cohort.offering} takes {capacity}.")

    enrolled = enrolled or Enrollment(cohort=cohort, school=school)
    enrolled.status = Enrollment.Status.ACTIVE
    enrolled.starts_on, enrolled.ends_on = on or clock.today(), None
    enrolled.save()
    activity.record(cohort, "enrolled", f"{school} joined {cohort}.", by=by)
    return enrolled


@transaction.atomic
def enroll_schools(
    cohort: Cohort, *, schools: Iterable[School], by: Person | None
) -> list[Enrollment]:
    """Enroll several schools, all or none. Raises CohortFull when they do not all fit."""
    return [enroll_school(cohort, school=school, by=by) for school in schools]


@transaction.atomic
def withdraw_school(enrollment: Enrollment, *, on: dt.date, by: Person | None) -> Enrollment:
    """Record that a school left; its teams and what they did stay. Safe to repeat."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.status == Enrollment.Status.ACTIVE:
        before = activity.facts_of(enrollment, ["status", "ends_on"])
        enrollment.status = Enrollment.Status.WITHDRAWN
        enrollment.ends_on = on
        enrollment.save()
        cohort, changes = enrollment.cohort, activity.changes_since(enrollment, before)
        words = f"{enrollment.school} left {cohort}."
        activity.record(cohort, "withdrew", words, by=by, changes=changes)
    return enrollment
