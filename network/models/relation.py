"""Dated relations: which service center a district is aligned with, whom a specialist supports."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.fields import DateField

from core import clock
from network.querysets.relation import AlignmentQuerySet, SupportAssignmentQuerySet


class DateRange(Func):
    """PostgreSQL's daterange, both ends included."""

    function = "daterange"
    output_field = DateField()


class Alignment(models.Model):
    """A district belongs to one service center at a time; the past keeps its service center."""

    district = models.ForeignKey("network.District", models.CASCADE, related_name="alignments")
    service_center = models.ForeignKey(
        "network.ServiceCenter", models.PROTECT, related_name="alignments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AlignmentQuerySet] = AlignmentQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="alignment_ends_after_it_starts",
                violation_error_message="An alignment cannot end before it starts.",
            ),
            ExclusionConstraint(
                name="alignment_one_center_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="The district is aligned with another center then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} with {self.service_center}"


class SupportAssignment(models.Model):
    """A specialist supports a school or a district, whatever its service center."""

    specialist = models.ForeignKey(
        "network.Person", models.CASCADE, related_name="support_assignments"
    )
    organization = models.ForeignKey(
        "network.Organization", models.CASCADE, related_name="support_assignments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[SupportAssignmentQuerySet] = SupportAssignmentQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="support_ends_after_it_starts",
                violation_error_message="A support assignment cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.specialist} for {self.organization}"

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return self.ends_on is not None and self.ends_on < clock.today()
