"""The way of one school or district through the pathways, as one line of history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cohorts.models import Enrollment
from network.models import School

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User
    from cohorts.models import Cohort, EnrollmentChange
    from network.models import Organization

TONES = {"active": "good", "paused": "due", "accepted": "plain"}


@dataclass(frozen=True)
class Moment:
    """A day on which something changed."""

    on: dt.date
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Leg:
    """One cohort on the way, and how it went there."""

    cohort: Cohort
    enrollment: Enrollment
    whose: str  # the district's name, where a school went along with it
    moments: list[Moment]

    @property
    def tone(self) -> str:
        """How the page draws its status."""
        return TONES.get(self.enrollment.status, "plain")


def path_of(place: Organization, user: User) -> list[Leg]:
    """The cohorts of a school or district, oldest first; a school goes along with its district."""
    above = School.objects.filter(pk=place.pk).values("agency")
    own = Q(school=place.pk) | Q(district=place.pk) | Q(district__in=above)
    found = Enrollment.objects.visible_to(user).filter(own)
    rows = found.select_related(
        "cohort__offering__pathway", "application", "school", "district"
    ).prefetch_related("changes")
    return [_leg(row, place) for row in rows.order_by("cohort__starts_on", "starts_on", "pk")]


def _leg(row: Enrollment, place: Organization) -> Leg:
    whose = "" if row.place.pk == place.pk else row.place.name
    moments = [_moment(change) for change in row.changes.all()]
    applied = row.application.submitted_at if row.application else None
    if applied is not None:
        moments.insert(0, Moment(timezone.localdate(applied), "Applied"))
    return Leg(row.cohort, row, whose, moments)


def _moment(change: EnrollmentChange) -> Moment:
    return Moment(change.on, change.get_status_display(), change.reason)
