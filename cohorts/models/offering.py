"""Pathways and what is offered of them: dates, length, places, phases, and the rule for teams."""

from __future__ import annotations

from math import ceil
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cohorts.querysets import OfferingQuerySet
from core import clock

HALF_A_YEAR = 182  # days


class Position(models.TextChoices):
    """What somebody is at the school or district, as far as the rule for teams asks."""

    SUPERINTENDENT = "superintendent", "Superintendent"
    CURRICULUM = "curriculum", "Curriculum leader"
    PRINCIPAL = "principal", "Principal"
    ADMINISTRATOR = "administrator", "Other administrator"
    COACH = "coach", "Instructional coach leader"
    DATA = "data", "Data leader"
    TEACHER = "teacher", "Teacher"
    OTHER = "other", "Other"


class Pathway(models.Model):
    """A way into personalized learning: EXPLORE, LAUNCH, TRANSFORM. Public."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    description = models.TextField(blank=True)
    audience = models.CharField(max_length=120, blank=True, help_text="Whom it is for, in a line.")
    position = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:pathway", args=[self.code])


class FundingSource(models.Model):
    """A grant that pays for an offering in one fiscal year. Public."""

    name = models.CharField("name of the grant", max_length=120)
    fiscal_year = models.PositiveSmallIntegerField(help_text="The year in which it ends.")

    class Meta:
        ordering: ClassVar[list[str]] = ["-fiscal_year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "fiscal_year"],
                name="funding_source_once_a_year",
                violation_error_message="This grant is there already for that year.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, FY {self.fiscal_year}"


class Offering(models.Model):
    """A pathway as offered from a date on: length, capacity and the rule for teams. Public.

    The team rule warns and does not block: domain.md 2.6 marks LAUNCH's as ours, not the state's.
    """

    class Unit(models.TextChoices):
        """Who takes part, and so who applies."""

        PERSON = "person", "Person"
        SCHOOL = "school", "School team"
        DISTRICT = "district", "District team"

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="offerings")
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    unit = models.CharField(max_length=10, choices=Unit, db_default=Unit.SCHOOL)
    starts_on = models.DateField("first day")
    length_months = models.PositiveSmallIntegerField("length in months")
    capacity = models.PositiveSmallIntegerField(
        "places", null=True, blank=True, help_text="Empty: as many as come."
    )
    team_min = models.PositiveSmallIntegerField(db_default=4)
    team_max = models.PositiveSmallIntegerField(db_default=8)
    funding = models.ForeignKey(
        FundingSource, models.PROTECT, null=True, blank=True, related_name="offerings"
    )
    form = models.ForeignKey(
        "ApplicationForm", models.PROTECT, null=True, blank=True, related_name="offerings"
    )
    apply_from = models.DateField("applications from", null=True, blank=True)
    apply_until = models.DateField(
        "applications until", null=True, blank=True, help_text="That whole day included."
    )
    offer_days = models.PositiveSmallIntegerField(
        "days to answer",
        db_default=7,
        help_text="How long a place from the waitlist is held for an applicant.",
    )

    objects: ClassVar[OfferingQuerySet] = OfferingQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team_max__gte=F("team_min")),
                name="offering_team_sizes_in_order",
                violation_error_message="The largest team cannot be smaller than the smallest.",
            ),
            models.CheckConstraint(
                condition=Q(apply_from__isnull=True)
                | Q(apply_until__isnull=True)
                | Q(apply_until__gte=F("apply_from")),
                name="offering_applications_end_after_they_begin",
                violation_error_message="Applications cannot end before they begin.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:offering", args=[self.pk])

    @property
    def takes_applications(self) -> bool:
        """Whether somebody may begin or send one today; by the network's own calendar."""
        if self.form is None or self.apply_from is None:
            return False
        today = clock.today()
        return self.apply_from <= today and (self.apply_until is None or today <= self.apply_until)


class TeamRulePart(models.Model):
    """How many people of some positions a team of an offering has. Public."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="team_rule")
    label = models.CharField(max_length=60, help_text="Such as superintendent, or teachers.")
    positions = ArrayField(models.CharField(max_length=20, choices=Position))
    least = models.PositiveSmallIntegerField(db_default=0)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gte=F("least")),
                name="team_rule_part_in_order",
                violation_error_message="The most cannot be less than the least.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Phase(models.Model):
    """A part of an offering's time, such as a first year. Public."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    starts_after = models.PositiveSmallIntegerField(
        "begins after", db_default=0, help_text="Days after a cohort’s first day."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_after", "pk"]

    def __str__(self) -> str:
        return self.name


class PlannedMilestone(models.Model):
    """What every team of an offering reaches by some day of its time. Public.

    A cohort gets its own, dated ones when it is opened; what reaches one says its rule
    (cohorts.milestones).
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=120)
    rule = models.CharField(max_length=40, help_text="What counts as reached.")
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the rule, such as which convening."
    )
    due_after = models.PositiveSmallIntegerField(
        "due after", help_text="Days after a cohort’s first day."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["due_after", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def by_when(self) -> str:
        """ "by week 4" in the first half year, "by month 15" later; counted from the first day."""
        if self.due_after <= HALF_A_YEAR:
            return f"by week {max(ceil(self.due_after / 7), 1)}"
        return f"by month {ceil(self.due_after * 12 / 365.25)}"
