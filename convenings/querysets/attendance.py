"""Questions about who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

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
