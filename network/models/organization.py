"""Organizations: a small base that everything may point at, and what differs by kind."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlencode

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

from core.words import SearchText
from network.querysets.organization import OrganizationQuerySet
from network.typology import words_of_typology

MAP = "https://www.openstreetmap.org/search"

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
        """The operational status of the federal lists (Ed-Fi OperationalStatus), and merged."""

        OPEN = "open", "Open"
        NEW = "new", "New"
        ADDED = "added", "Added to the lists"
        CHANGED = "changed", "Boundary changed"
        REOPENED = "reopened", "Reopened"
        INACTIVE = "inactive", "Inactive"
        FUTURE = "future", "Not yet open"
        CLOSED = "closed", "Closed"
        MERGED = "merged", "Merged"

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
    street = models.CharField("street and number", max_length=120, blank=True)
    postal_code = models.CharField("ZIP code", max_length=10, blank=True)
    county = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField(blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        db_comment="Where everything went when this organization was merged; it stays as history.",
    )
    listed_to = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        db_comment="School year (the year it begins) of the newest list that named it.",
    )
    edited_by_hand = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        editable=False,
        db_comment="Fields whose value was typed here; a list does not overwrite them.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    search_text = models.GeneratedField(
        expression=SearchText("name", "irn", "nces_id", "city", "county"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects: ClassVar[OrganizationQuerySet[Organization]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    KIND: ClassVar[Kind | None] = None

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        indexes = [
            models.Index(fields=["kind", "name"]),
            models.Index(fields=["irn"]),
            models.Index(Lower("name"), "id", name="organization_by_name"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="organization_search"),
        ]
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

    @property
    def where(self) -> str:
        """The name, with that of the agency above where a name alone may stand for several."""
        return self.name

    @property
    def address(self) -> str:
        """In one line, "12 Mill Street, Fallow, OH 45801"; empty when neither street nor city."""
        if not self.street and not self.city:
            return ""
        region = f"{self.state} {self.postal_code}".strip()
        return ", ".join(part for part in (self.street, self.city, region) if part)

    @property
    def map_url(self) -> str:
        """A search for the address on an open map; without a street, for the name in its city."""
        if not self.city:
            return ""
        words = self.address if self.street else f"{self.name}, {self.address}"
        return f"{MAP}?{urlencode({'query': words})}"


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

    class Locale(models.TextChoices):
        """The twelve federal locales (NCES EDGE), by their codes."""

        CITY_LARGE = "11", "City, large"
        CITY_MIDSIZE = "12", "City, midsize"
        CITY_SMALL = "13", "City, small"
        SUBURB_LARGE = "21", "Suburban, large"
        SUBURB_MIDSIZE = "22", "Suburban, midsize"
        SUBURB_SMALL = "23", "Suburban, small"
        TOWN_FRINGE = "31", "Town, fringe"
        TOWN_DISTANT = "32", "Town, distant"
        TOWN_REMOTE = "33", "Town, remote"
        RURAL_FRINGE = "41", "Rural, fringe"
        RURAL_DISTANT = "42", "Rural, distant"
        RURAL_REMOTE = "43", "Rural, remote"

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
    locale = models.CharField(max_length=2, choices=Locale, blank=True, db_default="")

    @property
    def typology_words(self) -> str:
        """The code with its words and its version: "1 Rural, high poverty, small (2013)"."""
        if not self.typology:
            return ""
        return words_of_typology(self.typology, self.typology_version)


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
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    objects: ClassVar[OrganizationQuerySet[School]] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="school_coordinates_are_on_earth",
                violation_error_message="Enter both coordinates, between -90 and 90 and between"
                " -180 and 180, or none.",
            )
        ]

    @property
    def where(self) -> str:
        return f"{self.name}, {self.agency.name}"

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
