"""Questions about pre-work and the answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q

from cohorts.models import Cohort, DesignTeam
from convenings.querysets.session import behind
from convenings.rules import prework as rule
from core import clock

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import (  # noqa: F401  quoted
        EvidenceSlide,
        PreWork,
        PreWorkPart,
        PreWorkSubmission,
    )


class PreWorkQuerySet(models.QuerySet["PreWork"]):
    """Whoever sees the convening may read its pre-work once it is open; whoever runs it, before."""

    def visible_to(self, user: User) -> Self:
        """Pre-work of convenings this user sees; whether it is open yet is asked of the row."""
        convenings: Any = self.model._meta.get_field("convening").related_model
        return self.filter(convening__in=convenings._default_manager.visible_to(user).values("pk"))

    def run_by(self, user: User) -> Self:
        """Pre-work this user may write and read the answers to."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def answered_by_teams_of(self, user: User) -> Self:
        """Pre-work that a team of this user answers."""
        teams = DesignTeam.objects.joined_by(user)
        return self.filter(convening__cohort__in=teams.values("cohort_id"))

    def with_dates(self) -> Self:
        """`first_at` and `last_at`: what opening, being due and closing are reckoned from."""
        held = Q(convening__sessions__is_cancelled=False)
        return self.annotate(
            first_at=Min("convening__sessions__starts_at", filter=held),
            last_at=Max("convening__sessions__ends_at", filter=held),
        )

    def with_something_to_do(self) -> Self:
        """With at least one part."""
        return self.filter(Exists(behind(self.model, "parts").filter(prework=OuterRef("pk"))))

    def open(self) -> Self:
        """Opened, and the last session is not over; needs with_dates()."""
        now = clock.now()
        by_rule = Q(opens_at=None, first_at__lt=rule.opened_with_sessions_before(now))
        opened = Q(announced_at__isnull=False) | Q(opens_at__lte=now) | by_rule
        return self.filter(opened, last_at__gt=now)


class PreWorkPartQuerySet(models.QuerySet["PreWorkPart"]):
    """The pre-work's scopes."""

    def run_by(self, user: User) -> Self:
        """Parts this user may write."""
        return self.filter(prework__convening__cohort__in=Cohort.objects.run_by(user))


class PreWorkSubmissionQuerySet(models.QuerySet["PreWorkSubmission"]):
    """A team's answers are its own and those of the specialists who work with it."""

    def visible_to(self, user: User) -> Self:
        """Answers of the user's teams, and of teams they run."""
        teams = DesignTeam.objects
        mine, run = teams.joined_by(user).values("pk"), teams.run_by(user).values("pk")
        return self.filter(Q(team__in=mine) | Q(team__in=run))


class EvidenceSlideQuerySet(models.QuerySet["EvidenceSlide"]):
    """A slide is for everybody who comes."""

    def visible_to(self, user: User) -> Self:
        """Slides in the galleries of convenings this user sees."""
        convenings: Any = self.model._meta.get_field("convening").related_model
        seen = convenings._default_manager.visible_to(user)
        return self.standing().filter(convening__in=seen.values("pk"))

    def joined_by(self, user: User) -> Self:
        """Those of the user's teams, also replaced ones."""
        return self.filter(team__in=DesignTeam.objects.joined_by(user))

    def standing(self) -> Self:
        """Those in the gallery."""
        return self.filter(removed_at=None)
