"""Which schools a frame is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cohorts.models import Enrollment
from surveys.collection.models import FrameUnit

if TYPE_CHECKING:
    from surveys.collection.models import Administration


def framed_schools(administration: Administration) -> Any:
    """Ids of the schools in the frame."""
    units = administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
    return units.values("organization_id")


def own_schools(administration: Administration) -> Q:
    """Schools of the survey's cohort, and those that are in the frame already."""
    if not administration.is_draft:
        return Q(pk__in=framed_schools(administration))
    enrolled = Enrollment.objects.filter(
        cohort=administration.cohort_id, status=Enrollment.Status.ACTIVE
    )
    if administration.cohort_id is None:
        enrolled = enrolled.none()
    taking_part = Q(pk__in=enrolled.values("school_id"))
    return taking_part | Q(pk__in=framed_schools(administration))
