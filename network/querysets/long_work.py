"""Whose long work somebody sees, what a worker takes up next, and what is forgotten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

from core import clock
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import ExportJob  # noqa: F401  named in quotes below

FILE_IS_KEPT = dt.timedelta(days=7)
UNFINISHED = ("waiting", "running")


class ExportJobQuerySet(models.QuerySet["ExportJob"]):
    """One's own, and nobody else's."""

    def visible_to(self, user: User) -> Self:
        """What this person asked for."""
        person = standing_of(user).person
        return self.filter(asked_by=person) if person else self.none()

    def unfinished(self) -> Self:
        """Waiting or under way, the oldest first."""
        return self.filter(state__in=UNFINISHED).order_by("asked_at", "pk")

    def past_keeping(self) -> Self:
        """Finished so long ago that it is forgotten."""
        return self.filter(finished_at__lt=clock.now() - FILE_IS_KEPT)
