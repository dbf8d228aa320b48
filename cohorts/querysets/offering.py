"""What can be asked about offerings and the forms to apply with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock
from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import ApplicationForm, Offering  # noqa: F401  quoted below


class OfferingQuerySet(models.QuerySet["Offering"]):
    """Offerings are public; the state's administrators make and change them."""

    def run_by(self, user: User) -> Self:
        """Offerings this user may change."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def taking_applications(self) -> Self:
        """Those for which one can apply today, as Offering.takes_applications says."""
        today = clock.today()
        still = Q(apply_until=None) | Q(apply_until__gte=today)
        return self.filter(still, form__isnull=False, apply_from__lte=today)

    def opening_soon(self) -> Self:
        """Those for which one can apply from a later day on."""
        return self.filter(form__isnull=False, apply_from__gt=clock.today())


class ApplicationFormQuerySet(models.QuerySet["ApplicationForm"]):
    """Forms are public."""

    def newest(self) -> Self:
        """The newest edition of each form."""
        return self.order_by("code", "-version").distinct("code")
