"""Design teams and the people in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cohorts.models.cohort import Cohort
from cohorts.querysets import DesignTeamQuerySet, TeamMembershipQuerySet
from core import clock


class DesignTeam(models.Model):
    """The people of one school who design its way through a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="teams")
    school = models.ForeignKey("network.School", models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    formed_on = models.DateField(default=clock.today)

    member_count: int  # read from the database by with_member_count

    objects: ClassVar[DesignTeamQuerySet] = DesignTeamQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "school", "name"],
                name="team_name_once_per_school",
                violation_error_message="The school already has a team of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:team", args=[self.pk])

    def size_hint(self, people: int) -> str:
        """What the offering's team rule says about so many people; empty when they fit it.

        A hint and never a refusal: the rule is ours (domain.md 2.6).
        """
        rule = self.cohort.offering
        if rule.team_min <= people <= rule.team_max:
            return ""
        word = "member" if people == 1 else "members"
        return f"{people} {word}; {rule.team_min} to {rule.team_max} is usual"


class TeamMembership(models.Model):
    """A person's place in a design team between two dates. Borrows its scope from the team."""

    class Role(models.TextChoices):
        LEAD = "lead", "Team lead"
        MEMBER = "member", "Team member"

    team = models.ForeignKey(DesignTeam, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="team_memberships")
    role = models.CharField(max_length=10, choices=Role, db_default=Role.MEMBER)
    job = models.CharField(max_length=80, blank=True, help_text="Such as principal or art teacher.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[TeamMembershipQuerySet] = TeamMembershipQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(ends_on=None),
                name="membership_once_at_a_time",
                violation_error_message="This person is already in the team.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"
