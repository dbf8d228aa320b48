"""Who did what to what, when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core import clock
from network.querysets.activity import ActivityQuerySet


class Activity(models.Model):
    """One line of the log, written by a service in the same transaction as the change.

    Borrows its scope from the object it is about. Never written for survey drafts, responses or
    completion (architecture.md 5.3): a time there would join an answer to a person.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "Changed"
        VIEW = "view", "Viewed"
        EXPORT = "export", "Exported"

    kind = models.CharField(max_length=6, choices=Kind, db_default=Kind.CHANGE)
    actor = models.ForeignKey(
        "network.Person",
        models.SET_NULL,
        null=True,
        related_name="+",
        db_comment="Empty when the system did it.",
    )
    verb = models.CharField(max_length=40, db_comment="A past tense, such as added or closed.")
    summary = models.CharField(max_length=300, db_comment="The sentence that people read.")
    changes = models.JSONField(
        default=list, db_comment="[{label, old, new}]: from what to what, in words."
    )
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.BigIntegerField()
    about = GenericForeignKey("content_type", "object_id")
    at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-at"]),
            models.Index(fields=["-at", "-id"]),
            models.Index(fields=["actor", "-at"]),
        ]
        verbose_name_plural = "activity"

    def __str__(self) -> str:
        return self.summary
