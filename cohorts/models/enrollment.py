"""The place of a school or district in a cohort, and how it came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from cohorts.models.cohort import Cohort
from cohorts.querysets import EnrollmentChangeQuerySet, EnrollmentQuerySet
from core import clock

if TYPE_CHECKING:
    from network.models import District, School

ONE_PLACE = Q(school__isnull=False, district__isnull=True) | Q(
    school__isnull=True, district__isnull=False
)


class Enrollment(models.Model):
    """A school's or a district's place in a cohort. Borrows its scope from the cohort."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        COMPLETED = "completed", "Completed"
        WITHDRAWN = "withdrawn", "Left"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="enrollments")
    school = models.ForeignKey(
        "network.School", models.PROTECT, null=True, blank=True, related_name="enrollments"
    )
    district = models.ForeignKey(
        "network.District", models.PROTECT, null=True, blank=True, related_name="enrollments"
    )
    application = models.OneToOneField(
        "Application", models.SET_NULL, null=True, editable=False, related_name="enrollment"
    )
    status = models.CharField(max_length=10, choices=Status, db_default=Status.ACTIVE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[EnrollmentQuerySet] = EnrollmentQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "school"],
                name="enrollment_once_per_cohort",
                violation_error_message="This school is already in the cohort.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "district"],
                name="enrollment_of_district_once_per_cohort",
                violation_error_message="This district is already in the cohort.",
            ),
            models.CheckConstraint(condition=ONE_PLACE, name="enrollment_of_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place} in {self.cohort}"

    @property
    def place(self) -> School | District:
        """The school or district that takes part."""
        return self.school or self.district  # type: ignore[return-value]  # a constraint has one


class EnrollmentChange(models.Model):
    """A status that an enrollment got, when and why: its history. Borrows the cohort's scope."""

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="changes")
    status = models.CharField(max_length=10, choices=Enrollment.Status)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField(default=clock.today, db_comment="From which day on.")
    changed_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[EnrollmentChangeQuerySet] = EnrollmentChangeQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.get_status_display()}"
