"""Questions about certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from cohorts.models import Cohort
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Certificate  # noqa: F401  quoted


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """A certificate is the person's own; whoever runs the cohort sees that it was issued."""

    def visible_to(self, user: User) -> Self:
        """The user's own, and those of convenings they run."""
        person = standing_of(user).person
        return self.filter(
            Q(person__isnull=False, person=person)
            | Q(convening__cohort__in=Cohort.objects.run_by(user))
        )

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(revoked_at=None)
