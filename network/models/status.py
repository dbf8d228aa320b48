"""What happened to an organization over the years."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from core import clock
from core.templatetags.house import long_day


class StatusEvent(models.Model):
    """One event of an organization's life. Public knowledge: borrows no scope.

    Either a list told it (`school_year`, the year in which the school year begins) or somebody
    typed it here (`on`); Activity says who and when.
    """

    class Event(models.TextChoices):
        LISTED = "listed", "First listed"
        OPENED = "opened", "Opened"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"
        INACTIVE = "inactive", "Became inactive"
        RENAMED = "renamed", "Renamed"
        CHANGED = "changed", "Changed"
        MISSING = "missing", "No longer listed"
        RETURNED = "returned", "Listed again"
        MERGED = "merged", "Merged"

    organization = models.ForeignKey(
        "network.Organization", models.CASCADE, related_name="status_events"
    )
    event = models.CharField(max_length=10, choices=Event)
    school_year = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    before = models.CharField(max_length=120, blank=True, db_comment="The former name or status.")
    after = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True, db_comment="File, or empty for by hand.")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["school_year", "on", "pk"]
        indexes = [
            # Former names are searched with every search; few of the many events are renamings.
            models.Index(
                fields=["organization"],
                condition=models.Q(event="renamed"),
                name="status_event_renamed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "event", "school_year"],
                name="status_event_once_per_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_event_display()}"

    @property
    def when(self) -> str:
        """ "1994–95" of a list, "June 30, 2026" of what was typed here."""
        if self.school_year is not None:
            return f"{self.school_year}–{(self.school_year + 1) % 100:02}"
        return long_day(self.on) or "day not known"

    @property
    def sorted_on(self) -> dt.date:
        """Where it stands among others: a list's school year begins on July 1."""
        if self.on is not None:
            return self.on
        return dt.date(self.school_year, 7, 1) if self.school_year else dt.date.min

    @property
    def words(self) -> str:
        """What happened, with the former name or the place where everything went."""
        if self.event == self.Event.RENAMED and self.before:
            return f"Renamed from {self.before}"
        if self.event == self.Event.MERGED and self.after:
            return f"Merged into {self.after}"
        if self.event == self.Event.CHANGED and self.before and self.after:
            return f"Changed from {self.before} to {self.after}"
        return self.get_event_display()
