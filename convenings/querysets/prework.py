"""Questions about pre-work and the answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from cohorts.models import Cohort, DesignTeam

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import PreWork, PreWorkSubmission  # noqa: F401  quoted


class PreWorkQuerySet(models.QuerySet["PreWork"]):
    """Whoever sees the cohort may read its pre-work once it is open; whoever runs it, before."""

    def visible_to(self, user: User) -> Self:
        """Pre-work of cohorts this user sees; whether it is open yet is asked of the row."""
        return self.filter(convening__cohort__in=Cohort.objects.visible_to(user))

    def run_by(self, user: User) -> Self:
        """Pre-work this user may write and read the answers to."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def answered_by_teams_of(self, user: User) -> Self:
        """Pre-work that a team of this user answers."""
        teams = DesignTeam.objects.joined_by(user)
        return self.filter(convening__cohort__in=teams.values("cohort_id"))


class PreWorkSubmissionQuerySet(models.QuerySet["PreWorkSubmission"]):
    """A team's answers are its own and those of whoever runs its cohort."""

    def visible_to(self, user: User) -> Self:
        """Answers of the user's teams, and all of cohorts they run."""
        teams = DesignTeam.objects.joined_by(user)
        runs = Cohort.objects.run_by(user)
        return self.filter(Q(team__in=teams) | Q(prework__convening__cohort__in=runs))
