"""Pathways, their offerings, cohorts, and the schools in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from cohorts.querysets import CohortQuerySet, EnrollmentQuerySet
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

    @property
    def state(self) -> str:
        """One word for where it stands today."""
        today = clock.today()
        if today < self.starts_on:
            return "Planned"
        return "Running" if today <= self.ends_on else "Ended"


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

    objects: ClassVar[EnrollmentQuerySet] = EnrollmentQuerySet.as_manager()  # type: ignore[assignment]  # as above

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
