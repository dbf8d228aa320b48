"""Two records that are one: merges that can be undone, and pairs that somebody looked at."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core import clock
from network.querysets.merge import DuplicatePairQuerySet, MergeQuerySet

UNDO_WITHIN = dt.timedelta(days=30)


class Merge(models.Model):
    """A merge of two people or of two organizations, with all that is needed to undo it."""

    class Kind(models.TextChoices):
        PERSON = "person", "People"
        ORGANIZATION = "organization", "Organizations"

    kind = models.CharField(max_length=12, choices=Kind)
    kept_id = models.BigIntegerField(db_comment="The record that goes on.")
    gone_id = models.BigIntegerField(db_comment="The record that became an alias.")
    moved = models.JSONField(
        default=list, db_comment="[model label, field, [ids]] of every row that was moved."
    )
    set_aside = models.JSONField(
        default=list, db_comment="Rows the kept record had already, as Django serializes them."
    )
    before = models.JSONField(
        default=dict, db_comment="Field values of both records before: {kept: {…}, gone: {…}}."
    )
    summary = models.CharField(max_length=300)
    merged_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(default=clock.now, editable=False)
    undone_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-merged_at", "-pk"]
        indexes = [models.Index(fields=["kind", "kept_id"])]

    def __str__(self) -> str:
        return self.summary

    @property
    def can_be_undone(self) -> bool:
        """For 30 days."""
        return self.undone_at is None and clock.now() <= self.undo_until

    @property
    def undo_until(self) -> dt.datetime:
        """The last moment of those days."""
        return self.merged_at + UNDO_WITHIN


class DuplicatePair(models.Model):
    """Two people who may be one, found by similar names and addresses; `first` has the lower id.

    Borrows its scope from its people.
    """

    first = models.ForeignKey("network.Person", models.CASCADE, related_name="+")
    second = models.ForeignKey("network.Person", models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(db_comment="Likeness in percent.")
    why = models.CharField(max_length=200)
    found_at = models.DateTimeField(default=clock.now, editable=False)
    refused_at = models.DateTimeField(
        null=True, editable=False, db_comment="When somebody said: not a duplicate."
    )
    refused_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[DuplicatePairQuerySet] = DuplicatePairQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
