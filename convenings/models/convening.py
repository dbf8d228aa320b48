"""Convenings and what is planned for one: agenda, checklist, materials; templates of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from convenings.querysets.material import MaterialQuerySet
from convenings.querysets.session import ConveningQuerySet
from core import clock, local_time

if TYPE_CHECKING:
    import datetime as dt


class Convening(models.Model):
    """A meeting of a cohort about a topic; held in one or more regional sessions."""

    cohort = models.ForeignKey("cohorts.Cohort", models.CASCADE, related_name="convenings")
    number = models.PositiveSmallIntegerField(db_comment="Its place in the cohort's series.")
    topic = models.CharField(max_length=120)
    learning_targets = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    components = models.ManyToManyField("network.Component", blank=True, related_name="+")
    indicators = models.ManyToManyField("network.Indicator", blank=True, related_name="+")
    feedback = models.OneToOneField(
        "surveys.Administration",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="convening",
    )
    feedback_hours = models.PositiveSmallIntegerField(
        default=24, db_comment="How long feedback stays open after the end of the last session."
    )
    least_share = models.PositiveSmallIntegerField(
        default=80,
        validators=[MaxValueValidator(100)],
        db_comment="Percent of the minutes that a certificate asks for.",
    )
    needs_feedback = models.BooleanField(
        default=True, db_comment="Whether a certificate asks that feedback was sent."
    )

    # What with_dates() and with_figures() add.
    first_at: dt.datetime | None
    last_at: dt.datetime | None
    session_count: int
    taken: int
    attended: int

    objects: ClassVar[ConveningQuerySet] = ConveningQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                name="convening_number_once_per_cohort",
                violation_error_message="The cohort already has a convening with this number.",
            ),
            models.CheckConstraint(
                condition=Q(least_share__lte=100), name="convening_share_is_a_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"Convening {self.number}: {self.topic}"

    def get_absolute_url(self) -> str:
        return reverse("convenings:detail", args=[self.pk])

    @property
    def dates(self) -> str:
        """ "February 13–20, 2024", or that none is set; needs with_dates()."""
        if self.first_at is None or self.last_at is None:
            return "no date yet"
        return local_time.days(self.first_at, self.last_at)


class AgendaItem(models.Model):
    """A step of the day, the same in every session. Borrows its scope from the convening."""

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    detail = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class ChecklistItem(models.Model):
    """One thing to try or bring before the day. Borrows its scope from the convening."""

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.words


class Material(models.Model):
    """A deck, a recording or a handout that stays findable. Borrows its scope from the convening.

    Public ones may be opened without an account.
    """

    class Kind(models.TextChoices):
        DECK = "deck", "Slide deck"
        RECORDING = "recording", "Recording"
        HANDOUT = "handout", "Handout"
        RESOURCE = "resource", "Further reading"

    class Access(models.TextChoices):
        COHORT = "cohort", "Everybody who sees the cohort"
        PUBLIC = "public", "Everybody"

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    url = models.URLField(blank=True)
    file = models.FileField(upload_to="materials/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(
        max_length=100, blank=True, db_comment="Found in the content, not taken from the name."
    )
    size = models.PositiveIntegerField(null=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.COHORT)
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[MaterialQuerySet] = MaterialQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="material_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url or reverse("convenings:material-file", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Whether it may be opened without an account."""
        return self.access == self.Access.PUBLIC


class SeriesTemplate(models.Model):
    """The convenings of a whole pathway as a plan without dates. Seen by whoever plans cohorts.

    `convenings` lists them in order: topic, component codes, learning targets, days after the
    cohort's start, start and end as clock times, agenda, and the code of shipped pre-work.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True, db_comment="Where the plan comes from.")
    convenings = models.JSONField(default=list)
    is_shipped = models.BooleanField(default=False)
    made_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
