"""Pathways, offerings, cohorts and design teams."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from cohorts.querysets import CohortQuerySet, DesignTeamQuerySet, TeamMembershipQuerySet
from core import clock


class Pathway(models.Model):
    """A way into personalized learning: EXPLORE, LAUNCH, TRANSFORM. Public."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.name


class Offering(models.Model):
    """A pathway as offered from a date on: length, capacity and the rule for teams. Public.

    The team rule warns and does not block: domain.md 2.6 marks it as ours, not the state's.
    """

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="offerings")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    length_months = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    team_min = models.PositiveSmallIntegerField(db_default=4)
    team_max = models.PositiveSmallIntegerField(db_default=8)

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team_max__gte=F("team_min")), name="offering_team_sizes_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """Schools (or districts) that go through an offering together between two dates."""

    offering = models.ForeignKey(Offering, models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opened_by = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    home = models.ForeignKey(
        "network.Organization",
        models.PROTECT,
        related_name="cohorts_run",
        db_comment="The service center or state agency that runs the cohort.",
    )

    objects: ClassVar[CohortQuerySet] = CohortQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="cohort_name_unique",
                violation_error_message="There is already a cohort with this name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_it_starts",
                violation_error_message="A cohort cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:detail", args=[self.pk])


class Enrollment(models.Model):
    """A school's place in a cohort. Borrows its scope from the cohort."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        WITHDRAWN = "withdrawn", "Withdrawn"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="enrollments")
    school = models.ForeignKey("network.School", models.PROTECT, related_name="enrollments")
    status = models.CharField(max_length=10, choices=Status, db_default=Status.ACTIVE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "school"],
                name="enrollment_once_per_cohort",
                violation_error_message="This school is already in the cohort.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.cohort}"


class DesignTeam(models.Model):
    """The people of one school who design its way through a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="teams")
    school = models.ForeignKey("network.School", models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    formed_on = models.DateField(default=clock.today)

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


def new_nonce() -> str:
    """Random text that a link is signed over; replacing it revokes the link."""
    return secrets.token_urlsafe(18)


class TeamInvitation(models.Model):
    """An invitation by mail to join a design team. Borrows its scope from the team.

    The link is signed over the nonce with the server's secret and is never stored.
    """

    team = models.ForeignKey(DesignTeam, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    role = models.CharField(
        max_length=10, choices=TeamMembership.Role, db_default=TeamMembership.Role.MEMBER
    )
    job = models.CharField(max_length=80, blank=True)
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    invited_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "team",
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_open_per_team",
                violation_error_message="This address already has an open invitation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.team}"

    @property
    def name(self) -> str:
        """Who is invited."""
        return f"{self.first_name} {self.last_name}"

    @property
    def is_open(self) -> bool:
        """Whether its link still lets somebody join."""
        answered = self.accepted_at is not None or self.revoked_at is not None
        return not answered and clock.now() <= self.expires_at
