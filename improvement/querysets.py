"""What can be asked about artifacts, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from cohorts.models import DesignTeam

if TYPE_CHECKING:
    from accounts.models import User
    from improvement.models import Artifact  # noqa: F401  named in quotes below


class ArtifactQuerySet(models.QuerySet["Artifact"]):
    """Private to the team and those who work with it, until sharing comes."""

    def visible_to(self, user: User) -> Self:
        """Artifacts of teams this user sees."""
        return self.filter(team__in=DesignTeam.objects.visible_to(user))

    def added_to_by(self, user: User) -> Self:
        """Artifacts of teams this user belongs to."""
        return self.filter(team__in=DesignTeam.objects.joined_by(user))
