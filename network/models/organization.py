"""Organizations: a small base that everything may point at, and what differs by kind."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from network.querysets.organization import OrganizationQuerySet

irn_format = RegexValidator(r"^\d{6}$", "An IRN has six digits, leading zeros included.")


class Organization(models.Model):
    """Any organization of the network. Identifiers are text: leading zeros matter."""

    class Kind(models.TextChoices):
        STATE_AGENCY = "state", "State agency"
        SERVICE_CENTER = "esc", "Educational service center"
        DISTRICT = "district", "District"
        SCHOOL = "school", "School"
        PARTNER = "partner", "Partner organization"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        INACTIVE = "inactive", "Inactive"
        FUTURE = "future", "Not yet open"

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    name = models.CharField(max_length=120)
    irn = models.CharField(
        "IRN",
        max_length=6,
        blank=True,
        validators=[irn_format],
        db_comment="State identifier (IRN), six digits as text; empty when there is none.",
        help_text="Six digits; leading zeros stay.",
    )
    nces_id = models.CharField(
        "NCES id",
        max_length=12,
        blank=True,
        db_comment="Federal identifier: LEAID of seven digits, or NCESSCH of twelve for a school.",
    )
    city = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=10, choices=Status, db_default=Status.OPEN)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[OrganizationQuerySet[Organization]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    KIND: ClassVar[Kind | None] = None

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        indexes = [models.Index(fields=["kind", "name"]), models.Index(fields=["irn"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "nces_id"],
                condition=~Q(nces_id=""),
                name="organization_nces_id_once_per_kind",
                violation_error_message="There is already an organization with this NCES id.",
            ),
            models.CheckConstraint(
                condition=Q(irn="") | Q(irn__regex=r"^\d{6}$"),
                name="organization_irn_has_six_digits",
                violation_error_message="An IRN has six digits, leading zeros included.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """A subclass knows its kind; nobody has to say it."""
        if self.KIND is not None:
            self.kind = self.KIND
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through untouched

    def get_absolute_url(self) -> str:
        return reverse("network:organization", args=[self.pk])


class StateAgency(Organization):
    """The state's own office, and how its network is called."""

    KIND = Organization.Kind.STATE_AGENCY
    objects: ClassVar[OrganizationQuerySet[StateAgency]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above
    network_name = models.CharField(max_length=80)
    place = models.CharField(max_length=40, help_text="The word after the product's name.")


class ServiceCenter(Organization):
    """An educational service center (ESC)."""

    KIND = Organization.Kind.SERVICE_CENTER
    objects: ClassVar[OrganizationQuerySet[ServiceCenter]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above
    region = models.CharField(max_length=40, blank=True)
    hosts_specialist = models.BooleanField(
        db_default=False, help_text="Employs a personalized-learning specialist."
    )


class District(Organization):
    """A local education agency that runs schools: regular, community, joint vocational, other."""

    class AgencyType(models.TextChoices):
        REGULAR = "regular", "Regular district"
        COMMUNITY = "community", "Community (charter) school"
        JOINT_VOCATIONAL = "jvs", "Joint vocational or career center"
        STATE_OPERATED = "state", "State-operated agency"
        OTHER = "other", "Other agency"

    KIND = Organization.Kind.DISTRICT
    objects: ClassVar[OrganizationQuerySet[District]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above
    agency_type = models.CharField(max_length=10, choices=AgencyType, db_default=AgencyType.REGULAR)
    typology = models.CharField(
        max_length=2,
        blank=True,
        db_comment="Ohio district typology code; empty for agencies that have none.",
    )
    typology_version = models.CharField(max_length=10, blank=True)


class School(Organization):
    """A school building of a district (or, rarely, of a service center)."""

    class SchoolType(models.TextChoices):
        TRADITIONAL = "traditional", "Traditional"
        COMMUNITY = "community", "Community"
        STEM = "stem", "STEM"
        CHARTERED_NONPUBLIC = "nonpublic", "Chartered nonpublic"
        JOINT_VOCATIONAL = "jvs", "Joint vocational"

    KIND = Organization.Kind.SCHOOL
    agency = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="schools",
        db_comment="The district, or service center, that runs the school.",
    )
    school_type = models.CharField(
        max_length=12, choices=SchoolType, db_default=SchoolType.TRADITIONAL
    )
    lowest_grade = models.CharField(max_length=14, blank=True)
    highest_grade = models.CharField(max_length=14, blank=True)

    objects: ClassVar[OrganizationQuerySet[School]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above

    @property
    def grades(self) -> str:
        """ "K–5", one grade alone, or "grades not given"."""
        if not self.lowest_grade:
            return "grades not given"
        if self.lowest_grade == self.highest_grade:
            return self.lowest_grade
        return f"{self.lowest_grade}–{self.highest_grade}"


class Partner(Organization):
    """An organization that works with the network: facilitation, evaluation."""

    KIND = Organization.Kind.PARTNER
    objects: ClassVar[OrganizationQuerySet[Partner]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above
