"""Released figures: what every page, export and mail reads."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core import clock
from surveys.collection.models import Administration, FrameUnit
from surveys.results.querysets import ReleasedUnitQuerySet, ReleaseQuerySet


class Release(models.Model):
    """The figures of one administration, computed and audited once, after close.

    Borrows its scope from the administration.
    """

    administration = models.OneToOneField(Administration, models.PROTECT, related_name="release")
    threshold = models.PositiveSmallIntegerField()
    unanimity_below = models.PositiveSmallIntegerField()
    items = models.JSONField(
        db_comment="In order: code, wording, labels, favorable, neutral, group of each item."
    )
    summary = models.JSONField(
        default=dict, db_comment="How many units of each kind are shown; no figure of a hidden one."
    )
    released_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ReleaseQuerySet] = ReleaseQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    def __str__(self) -> str:
        return f"release of {self.administration}"


class ReleasedUnit(models.Model):
    """What is published about one unit. Holds no value at all for a hidden cell."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="units")
    unit = models.OneToOneField(FrameUnit, models.PROTECT, related_name="released")
    base = models.JSONField(null=True, db_comment="staff, submitted, rate; null when hidden.")
    items = models.JSONField(default=dict, db_comment="Item code to figures, null when hidden.")

    objects: ClassVar[ReleasedUnitQuerySet] = ReleasedUnitQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["unit__name", "pk"]

    def __str__(self) -> str:
        return f"{self.unit} in {self.release}"
