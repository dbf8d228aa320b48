"""What an evaluator may take out, and what was taken."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from surveys.collection.models import Administration
from surveys.results.querysets import WORDS, AgreementQuerySet, ExtractQuerySet

FORMS = {"csv": "CSV", "xlsx": "Excel", "sav": "SPSS"}


class Agreement(models.Model):
    """A signed agreement on the use of de-identified rows: who, what for, which, how long."""

    class State(models.TextChoices):
        UNSIGNED = "unsigned", "Not signed yet"
        NOT_YET = "not yet", "Not begun yet"
        IN_FORCE = "in force", "In force"
        OVER = "over", "Over"
        ENDED = "ended", "Ended early"

    title = models.CharField(max_length=120)
    purpose = models.TextField(db_comment="What the data may be used for.")
    people = models.ManyToManyField("network.Person", related_name="agreements")
    administrations = models.ManyToManyField(Administration, related_name="agreements")
    variables = ArrayField(
        models.CharField(max_length=30),
        default=list,
        db_comment="Facts about place and role that go along with the answers.",
    )
    least_group = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(2)],
        db_comment="k: fewest rows that share role, school and level.",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(db_comment="The last day on which rows may be taken.")
    signed_copy = models.FileField(upload_to="agreements/%Y/%m/", blank=True)
    signed_copy_name = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False, db_comment="Ended before its time.")
    made_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message="An agreement ends on its first day or later.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:agreement", args=[self.pk])

    @property
    def is_signed(self) -> bool:
        """Whether the signed copy is here; from then on nothing can be changed."""
        return bool(self.signed_copy)

    @property
    def state(self) -> State:
        """Where it stands today."""
        today = clock.today()
        if self.ended_at is not None:
            return self.State.ENDED
        if self.ends_on < today:
            return self.State.OVER
        if not self.is_signed:
            return self.State.UNSIGNED
        return self.State.NOT_YET if self.starts_on > today else self.State.IN_FORCE


class Extract(models.Model):
    """Rows that left under an agreement: who took what, when, and how safe they were."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="extracts")
    administration = models.ForeignKey(Administration, models.PROTECT, related_name="extracts")
    person = models.ForeignKey("network.Person", models.PROTECT, related_name="+")
    variables = ArrayField(models.CharField(max_length=30), default=list)
    rows = models.PositiveIntegerField()
    least_group = models.PositiveIntegerField(db_comment="k that was reached.")
    form = models.CharField(
        max_length=5, db_default="csv", default="csv", db_comment="CSV, Excel or SPSS."
    )
    shape = models.CharField(
        max_length=5, blank=True, db_default="", default="", db_comment="Wide or long; of rows."
    )
    taken_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ExtractQuerySet] = ExtractQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"rows of {self.administration}"

    @property
    def is_words(self) -> bool:
        """Whether people's own words were taken, and not rows."""
        return self.variables == [WORDS]

    @property
    def in_words(self) -> str:
        """What kind of file it was."""
        return f"{FORMS[self.form]}, {self.shape}" if self.shape else FORMS[self.form]
