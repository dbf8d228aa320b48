"""Released figures: what every page, export and mail reads."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core import clock
from surveys.collection.models import Administration, FrameUnit
from surveys.results.querysets import ReleasedUnitQuerySet, ReleaseQuerySet


class Release(models.Model):
    """The figures of one administration, computed and audited once.

    As a rule there is one, made after close. An interim release comes before it and a correction
    after it; only one is current, the others stay to be cited. Borrows its scope from the
    administration.
    """

    class Kind(models.TextChoices):
        INTERIM = "interim", "Interim"
        FINAL = "final", "Final"
        CORRECTION = "correction", "Correction"

    administration = models.ForeignKey(Administration, models.PROTECT, related_name="releases")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FINAL)
    number = models.PositiveSmallIntegerField(default=1, db_comment="From 1, per administration.")
    is_current = models.BooleanField(default=True)
    reason = models.CharField(
        max_length=300, blank=True, db_comment="Of a correction: what it corrects, for everybody."
    )
    leaves_out_late = models.BooleanField(
        default=False, db_comment="Answers after the interim were too few to be told apart."
    )
    threshold = models.PositiveSmallIntegerField()
    unanimity_below = models.PositiveSmallIntegerField()
    items = models.JSONField(
        db_comment="In order: code, wording, labels, favorable, neutral, group of each item."
    )
    scales = models.JSONField(
        default=list, db_comment="In order: code, name, items and length of each scale."
    )
    roles = models.JSONField(default=list, db_comment="The role groups in order; code 1 first.")
    summary = models.JSONField(
        default=dict, db_comment="How many units of each kind are shown; no figure of a hidden one."
    )
    released_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ReleaseQuerySet] = ReleaseQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "number"], name="release_number_once"
            ),
            models.UniqueConstraint(
                fields=["administration"], condition=Q(is_current=True), name="release_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"release of {self.administration}"


class ReleasedUnit(models.Model):
    """What is published about one unit. Holds no value at all for a hidden cell."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="units")
    unit = models.ForeignKey(FrameUnit, models.PROTECT, related_name="released")
    base = models.JSONField(null=True, db_comment="staff, submitted, rate; null when hidden.")
    items = models.JSONField(
        default=dict, db_comment="Item code to a list of figures, null when hidden."
    )
    scales = models.JSONField(default=dict, db_comment="Scale code to figures, null when hidden.")
    roles = models.JSONField(
        null=True, db_comment="Figures of each role group in order; null when the split is hidden."
    )

    objects: ClassVar[ReleasedUnitQuerySet] = ReleasedUnitQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "unit"], name="released_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} in {self.release}"


class ReleasedComment(models.Model):
    """Somebody's words as they are published: at one level, in random order, without role or time.

    Borrows its scope from the release.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="comments")
    unit = models.ForeignKey(FrameUnit, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=20)
    text = models.TextField()
    place = models.PositiveIntegerField(db_comment="Random order within unit and question.")

    class Meta:
        ordering: ClassVar[list[str]] = ["item_code", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "unit", "item_code", "place"], name="released_comment_once"
            )
        ]

    def __str__(self) -> str:
        return f"comment in {self.release}"


class Basis(models.Model):
    """The counts of the leaves that a release was made from; never leaves the database.

    Later releases of the administration are held against it: what came or went since must not be
    told by the difference (disclosure.md 8).
    """

    release = models.OneToOneField(Release, models.CASCADE, primary_key=True, related_name="basis")
    leaves = models.BinaryField(
        db_comment="Compressed: unit key to the counts of each item, role group and scale."
    )

    class Meta:
        verbose_name_plural = "bases"

    def __str__(self) -> str:
        return f"basis of {self.release}"
