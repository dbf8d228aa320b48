"""Who is in and who came, in one school year: enrolled schools and attendance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from cohorts.models import Cohort, Enrollment
from convenings.figures import Reach, reach_by_center, reach_of
from core import local_time
from network.models import Alignment

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

DISTRICT = Coalesce("school__agency", "district")  # of the school, or what takes part itself


def cohorts_of(year: str) -> QuerySet[Cohort]:
    """Cohorts that run in a school year, in part or in whole."""
    starts_at, ends_at = local_time.school_year_bounds(year)
    return Cohort.objects.filter(starts_on__lt=ends_at.date(), ends_on__gte=starts_at.date())


@dataclass(frozen=True)
class Enrolled:
    """Schools that take part, with their districts and service centers."""

    schools: int
    districts: int
    centers: int


def enrolled(year: str, on: dt.date, center: int | None = None) -> Enrolled:
    """Schools enrolled in a year's cohorts, aligned as on a day; of one service center or all."""
    in_force = Alignment.objects.on(on)
    rows = Enrollment.objects.staying().filter(cohort__in=cohorts_of(year))
    if center is not None:
        aligned = in_force.filter(service_center=center).values("district_id")
        mine = Q(school__agency__in=aligned) | Q(school__agency=center) | Q(district__in=aligned)
        rows = rows.filter(mine)
    counted = rows.aggregate(
        schools=Count("school", distinct=True), districts=Count(DISTRICT, distinct=True)
    )
    districts = rows.annotate(home=DISTRICT).values("home")
    centers = in_force.filter(district__in=districts).aggregate(
        number=Count("service_center", distinct=True)
    )
    return Enrolled(counted["schools"], counted["districts"], centers["number"])


@dataclass(frozen=True)
class Came:
    """Attendance of the whole network or of one service center's schools."""

    educators: int
    attendances: int
    network: Reach


def came(year: str, center: int | None = None) -> Came:
    """Who came to the convenings of a school year."""
    whole = reach_of(cohorts_of(year), school_year=year)
    if center is None:
        return Came(whole.educators, whole.attendances, whole)
    own = [
        one
        for one in reach_by_center(cohorts_of(year), school_year=year)
        if one.center_id == center
    ]
    return Came(own[0].educators if own else 0, own[0].attendances if own else 0, whole)
