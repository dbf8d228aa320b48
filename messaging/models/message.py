"""Messages on their way out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from core import clock, mail
from messaging.querysets import MessageQuerySet


class Message(models.Model):
    """One mail to one address. Claimed by a worker, sent once, kept as the record of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        QUEUED = "queued", "Queued"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Waits(models.TextChoices):
        DAILY = "daily", "Daily digest"
        WEEKLY = "weekly", "Weekly digest"

    kind = models.CharField(max_length=60, db_comment="App and template, as in surveys/invitation.")
    to = models.EmailField()
    person = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    organization = models.ForeignKey(
        "network.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
        db_comment="Whose staff see it in their outbox.",
    )
    subject = models.CharField(max_length=200)
    body = models.TextField(
        blank=True, db_comment="Plain words; the HTML is drawn from them. [[name]] is a secret."
    )
    button = models.CharField(
        max_length=60, blank=True, db_comment="The words on the link in the HTML."
    )
    why = models.CharField(max_length=300, blank=True, db_comment="Why the person receives it.")
    secrets = models.JSONField(default=dict, db_comment="Name to [filler, key].")
    dedupe_key = models.CharField(max_length=200, unique=True)
    still_due = models.CharField(max_length=120, blank=True, db_comment="check:key, or empty.")
    attachment = models.CharField(
        max_length=120, blank=True, db_comment="maker:key, made when it is sent; or empty."
    )
    state = models.CharField(max_length=10, choices=State, db_default=State.QUEUED)
    waits_for = models.CharField(
        max_length=10, choices=Waits, blank=True, db_comment="The digest that will carry it."
    )
    carried_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried",
        db_comment="The digest that told it.",
    )
    trouble = models.CharField(
        max_length=300, blank=True, db_comment="Why it failed, waits or was cancelled."
    )
    attempts = models.PositiveSmallIntegerField(db_default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    send_after = models.DateTimeField(
        "not before",
        default=clock.now,
        db_comment="Not before; moved by staff, quiet hours and back-off.",
    )
    due_at = models.DateTimeField(
        null=True, blank=True, editable=False, db_comment="Later than this is too late."
    )
    sent_at = models.DateTimeField(null=True, editable=False)

    # For a digest on its way: the ids of what it tells. Not a column.
    told: tuple[int, ...] = ()

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "send_after"]),
            models.Index(fields=["-created_at", "-id"], name="message_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"

    def get_absolute_url(self) -> str:
        return reverse("messaging:message", args=[self.pk])

    @property
    def kind_title(self) -> str:
        """The kind in the words of the preferences page."""
        kind = mail.kind_named(self.kind)
        return kind.title if kind else self.kind

    @property
    def is_open(self) -> bool:
        """Whether it has neither gone nor is just going, and nobody has stopped it."""
        return self.state in (self.State.DRAFT, self.State.QUEUED)

    @property
    def goes_by_itself(self) -> bool:
        """Whether it is due now, so that the next drain takes it."""
        is_free = self.state == self.State.QUEUED and not self.waits_for
        return is_free and self.send_after <= clock.now()

    @property
    def is_digest(self) -> bool:
        """Whether it gathers other messages: its words are composed again when it goes."""
        return self.kind == DIGEST


DIGEST = "messaging/digest"
