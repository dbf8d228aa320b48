"""Questions about who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import DurationField, ExpressionWrapper, F, IntegerField
from django.db.models.functions import Cast, Extract, Greatest

from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort
    from convenings.models import Attendance  # noqa: F401  quoted


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Questions about who was there."""

    def of_cohorts(self, cohorts: models.QuerySet[Cohort]) -> Self:
        """Attendance at the convenings of these cohorts."""
        return self.filter(session__convening__cohort__in=cohorts)

    def of(self, user: User) -> Self:
        """The user's own."""
        return self.filter(person=standing_of(user).person)

    def with_minutes(self) -> Self:
        """`minutes_present`, as `Attendance.minutes` reckons it."""
        length = ExpressionWrapper(
            F("session__ends_at") - F("session__starts_at"), output_field=DurationField()
        )
        seconds = Cast(Extract(length, "epoch"), IntegerField())
        missed = F("late_minutes") + F("early_minutes")
        return self.order_by().annotate(minutes_present=Greatest(seconds / 60 - missed, 0))
