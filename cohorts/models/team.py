"""Design teams and the people in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cohorts.models.cohort import Cohort
from cohorts.models.enrollment import ONE_PLACE
from cohorts.models.offering import Position
from cohorts.querysets import DesignTeamQuerySet, TeamMembershipQuerySet
from cohorts.rules.team import size_words
from core import clock

if TYPE_CHECKING:
    from network.models import District, School


class DesignTeam(models.Model):
    """The people of one school, or district, who design its way through a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="teams")
    school = models.ForeignKey(
        "network.School", models.PROTECT, null=True, blank=True, related_name="teams"
    )
    district = models.ForeignKey(
        "network.District", models.PROTECT, null=True, blank=True, related_name="teams"
    )
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
            ),
            models.UniqueConstraint(
                fields=["cohort", "district", "name"],
                name="team_name_once_per_district",
                violation_error_message="The district already has a team of this name.",
            ),
            models.CheckConstraint(condition=ONE_PLACE, name="team_of_one_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:team", args=[self.pk])

    @property
    def place(self) -> School | District:
        """The school or district whose team it is."""
        return self.school or self.district  # type: ignore[return-value]  # a constraint has one

    @property
    def where(self) -> str:
        """The place in a line: a school with its district, or the district."""
        return self.place.where

    def size_hint(self, people: int) -> str:
        """What the offering's team rule says about so many people; empty when they fit it.

        A hint and never a refusal: the rule is ours (domain.md 2.6).
        """
        rule = self.cohort.offering
        return size_words(people, least=rule.team_min, most=rule.team_max)


class TeamMembership(models.Model):
    """A person's place in a design team between two dates. Borrows its scope from the team."""

    class Role(models.TextChoices):
        LEAD = "lead", "Team lead"
        MEMBER = "member", "Team member"

    team = models.ForeignKey(DesignTeam, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="team_memberships")
    role = models.CharField(max_length=10, choices=Role, db_default=Role.MEMBER)
    job = models.CharField(max_length=80, blank=True, help_text="Such as principal or art teacher.")
    position = models.CharField(max_length=20, choices=Position, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="replaced_by"
    )
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


class TeamCharter(models.Model):
    """What a team agreed on for its work together. Borrows its scope from the team.

    The last thing said wins only knowingly: `revision` is what a form was opened with.
    """

    team = models.OneToOneField(DesignTeam, models.CASCADE, related_name="charter")
    cadence = models.CharField(
        "how often", max_length=120, blank=True, help_text="Such as every other Tuesday."
    )
    meeting_times = models.CharField("when and where", max_length=200, blank=True)
    norms = models.TextField("how we work together", blank=True)
    roles = models.TextField("who does what", blank=True)
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"charter of {self.team}"


class OnboardingTick(models.Model):
    """A step of the onboarding list that a member has done. Borrows its scope from the team."""

    membership = models.ForeignKey(TeamMembership, models.CASCADE, related_name="onboarding")
    step = models.SlugField(db_comment="Its code in cohorts/data/onboarding.json.")
    done_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["done_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "step"], name="onboarding_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.step}"
