"""Cohorts: who goes through an offering together, in which order of topics, by which milestones."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from cohorts.models.offering import Offering
from cohorts.querysets import CohortQuerySet
from core import clock


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

    closed_days = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        db_comment="Days on which nothing of the cohort is put, besides public holidays.",
    )
    cloned_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="clones"
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


class CohortTopic(models.Model):
    """The component that a cohort works on at one of its convenings. Seen with the cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="topics")
    place = models.PositiveSmallIntegerField(db_comment="From 1, in the order of the convenings.")
    title = models.CharField(max_length=120)
    component = models.ForeignKey(
        "network.Component", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "place"],
                name="cohort_topic_one_a_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """What the teams of a cohort reach by a day. Seen with the cohort.

    Whether a team has reached it says its rule (cohorts.milestones), or a mark where the rule
    leaves it to people.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="milestones")
    phase = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    rule = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField("due")

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.name


class MilestoneMark(models.Model):
    """Somebody's word that a team reached a milestone. Seen with the cohort."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="marks")
    team = models.ForeignKey("DesignTeam", models.CASCADE, related_name="milestone_marks")
    reached_on = models.DateField(default=clock.today)
    marked_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "team"], name="milestone_mark_once_a_team")
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.milestone}"
