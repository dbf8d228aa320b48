"""Whose saved views somebody may use, and which viewings go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import SavedView, ViewAs  # noqa: F401  named in quotes below


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """One's own views, and those that others share."""

    def visible_to(self, user: User) -> Self:
        """Own and shared views."""
        return self.filter(Q(is_shared=True) | Q(owner=standing_of(user).person))

    def run_by(self, user: User) -> Self:
        """Views this user may change: their own."""
        person = standing_of(user).person
        return self.filter(owner=person) if person else self.none()

    def of(self, page: str) -> Self:
        """Views of one list."""
        return self.filter(page=page)


class ViewAsQuerySet(models.QuerySet["ViewAs"]):
    """States of viewings. Whose they are is on the log alone."""

    def running(self) -> Self:
        """Neither stopped nor over."""
        return self.filter(ended_at=None, expires_at__gt=clock.now())

    def run_out(self) -> Self:
        """Over by time, and nobody has written so yet."""
        return self.filter(ended_at=None, expires_at__lte=clock.now())

    def with_both(self) -> Self:
        """With the viewer, and the viewed person's account."""
        return self.select_related("viewer", "person__user")
