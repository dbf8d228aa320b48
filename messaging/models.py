"""Messages on their way out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core import clock
from messaging.querysets import MessageQuerySet


class Message(models.Model):
    """One mail to one address. Claimed by a worker, sent once, kept as the record of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=60, db_comment="App and template, as in surveys/invitation.")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True, db_comment="Holds [[name]] where a secret goes.")
    secrets = models.JSONField(default=dict, db_comment="Name to [filler, key].")
    dedupe_key = models.CharField(max_length=200, unique=True)
    still_due = models.CharField(max_length=120, blank=True, db_comment="check:key, or empty.")
    state = models.CharField(max_length=10, choices=State, db_default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True, db_comment="Why it failed or fell.")
    attempts = models.PositiveSmallIntegerField(db_default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    send_after = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "send_after"])]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
