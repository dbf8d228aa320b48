"""What can be asked about artifacts, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from cohorts.models import DesignTeam
from cohorts.querysets import count_of, rows_of

if TYPE_CHECKING:
    from accounts.models import User
    from improvement.models import Artifact  # noqa: F401  named in quotes below


class ArtifactQuerySet(models.QuerySet["Artifact"]):
    """Private to the team and those who work with it, until sharing comes."""

    def visible_to(self, user: User) -> Self:
        """Artifacts of teams whose work this user reads."""
        return self.filter(team__in=DesignTeam.objects.worked_with_by(user))

    def commented_on_by(self, user: User) -> Self:
        """Artifacts on which this user may comment: those of their team or of teams they run."""
        teams = DesignTeam.objects
        return self.filter(
            Q(team__in=teams.joined_by(user).values("pk"))
            | Q(team__in=teams.run_by(user).values("pk"))
        )

    def without_comment(self) -> Self:
        """Artifacts that nobody has said anything about."""
        return self.filter(comments=None)

    def for_a_list(self) -> Self:
        """Everything that a list shows, in a fixed number of queries."""
        rows = self.select_related("team", "added_by").prefetch_related("indicators")
        comments = rows_of(self.model, "comments")
        return rows.annotate(comment_count=count_of(comments, "artifact"))
