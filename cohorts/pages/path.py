"""The way of one school or district through the pathways, as one line of history."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cohorts.legs import Leg, Moment, offered_legs
from cohorts.models import Enrollment
from cohorts.rules.enrollment import TAKES_PART
from core import clock
from network.models import School

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import EnrollmentChange
    from network.models import Organization

TONES = {"active": "good", "paused": "due"}


def path_of(place: Organization, user: User) -> list[Leg]:
    """The legs of a school or district, oldest first; a school goes along with its district."""
    above = School.objects.filter(pk=place.pk).values("agency")
    own = Q(school=place.pk) | Q(district=place.pk) | Q(district__in=above)
    found = Enrollment.objects.visible_to(user).filter(own)
    rows = found.select_related(
        "cohort__offering__pathway", "application", "school", "district"
    ).prefetch_related("changes")
    legs = [_leg(row, place) for row in rows.order_by("cohort__starts_on", "starts_on", "pk")]
    return sorted([*offered_legs(place), *legs], key=attrgetter("begins"))


def _leg(row: Enrollment, place: Organization) -> Leg:
    moments = [_moment(change) for change in row.changes.all()]
    applied = row.application.submitted_at if row.application else None
    if applied is not None:
        moments.insert(0, Moment(timezone.localdate(applied), "Applied"))
    status, tone = row.get_status_display(), TONES.get(row.status, "plain")
    if row.status in TAKES_PART and row.cohort.ends_on < clock.today():
        status, tone = "Cohort ended", "plain"  # nobody said what became of the place
    return Leg(
        pathway=row.cohort.offering.pathway.name,
        title=str(row.cohort),
        url=row.cohort.get_absolute_url(),
        begins=row.cohort.starts_on,
        moments=moments,
        status=status,
        tone=tone,
        is_done=row.status == Enrollment.Status.COMPLETED,
        whose="" if row.place.pk == place.pk else row.place.name,
    )


def _moment(change: EnrollmentChange) -> Moment:
    return Moment(change.on, change.get_status_display(), change.reason)
