"""Whose calendar feeds still lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from convenings.models import CalendarFeed  # noqa: F401  quoted


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Feeds are opened by their address alone."""

    def open(self) -> Self:
        """Those of teams, and of people who may still sign in."""
        return self.filter(Q(team__isnull=False) | Q(person__user__is_active=True))
