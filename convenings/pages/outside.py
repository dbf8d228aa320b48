"""Sessions that lie outside the days of their cohort, since these were changed or were never so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cohorts.dated import Outside
from convenings.models import Session
from network.services import activity

if TYPE_CHECKING:
    from cohorts.models import Cohort


def sessions_outside(cohort: Cohort) -> list[Outside]:
    """Those that are held before its first day or after its last, in their order."""
    early, late = Q(starts_at__date__lt=cohort.starts_on), Q(ends_at__date__gt=cohort.ends_on)
    held = Session.objects.filter(early | late, convening__cohort=cohort, is_cancelled=False)
    return [
        Outside(
            f"{session.convening}, {session.region}, "
            f"{activity.in_words(timezone.localdate(session.starts_at))}",
            session.get_absolute_url(),
        )
        for session in held.select_related("convening").order_by("starts_at", "pk")
    ]
