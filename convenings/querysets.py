"""What can be asked about convenings and sessions, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from cohorts.models import Cohort
from core import clock

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Convening, Session  # noqa: F401  named in quotes below


class ConveningQuerySet(models.QuerySet["Convening"]):
    """Whoever sees the cohort sees its convenings; whoever runs it runs them."""

    def visible_to(self, user: User) -> Self:
        """Convenings of cohorts this user sees."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))

    def run_by(self, user: User) -> Self:
        """Convenings this user may plan and take attendance at."""
        return self.filter(cohort__in=Cohort.objects.run_by(user))


class SessionQuerySet(models.QuerySet["Session"]):
    """The convening's scopes, and states in time."""

    def visible_to(self, user: User) -> Self:
        """Sessions of convenings this user sees."""
        return self.filter(convening__cohort__in=Cohort.objects.visible_to(user))

    def run_by(self, user: User) -> Self:
        """Sessions this user may plan and take attendance at."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def upcoming(self) -> Self:
        """Not yet over, and not cancelled."""
        return self.filter(ends_at__gt=clock.now(), is_cancelled=False)

    def over(self) -> Self:
        """Ended, and not cancelled."""
        return self.filter(ends_at__lte=clock.now(), is_cancelled=False)
