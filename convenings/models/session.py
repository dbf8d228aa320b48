"""Dated sessions and the places where they are held."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone

from convenings.querysets.session import ASK_WITHIN, SessionQuerySet, VenueQuerySet
from core import clock, local_time


class TsTzRange(Func):
    """The time between two moments, as PostgreSQL compares it."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Venue(models.Model):
    """A building where sessions are held; offered to everybody who plans. Everybody may read it."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    access_notes = models.TextField(
        "accessibility notes", max_length=1000, blank=True, help_text="Entrance, lift, parking."
    )
    map_url = models.URLField("map link", blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    organization = models.ForeignKey(
        "network.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
        db_comment="Whose staff may change it.",
    )
    is_retired = models.BooleanField(default=False)

    objects: ClassVar[VenueQuerySet] = VenueQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="venue_coordinates_are_on_earth",
                violation_error_message="Enter both coordinates or none.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One dated, regional meeting of a convening. Borrows its scope from the convening."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIRTUAL = "virtual", "Virtual"
        HYBRID = "hybrid", "In person and virtual"

    convening = models.ForeignKey("Convening", models.CASCADE, related_name="sessions")
    region = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode, db_default=Mode.IN_PERSON)
    place = models.CharField(
        max_length=120, blank=True, db_comment="In words, where no venue is chosen."
    )
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="sessions")
    room = models.CharField(max_length=60, blank=True, help_text="Empty when it needs no room.")
    virtual_link = models.URLField(blank=True)
    link_minutes = models.PositiveSmallIntegerField(
        default=60, db_comment="How long before the start the link to join is shown."
    )
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_close_at = models.DateTimeField(
        null=True,
        blank=True,
        db_comment="Last moment to register, change or cancel; empty means until its end.",
    )
    checkin_code = models.CharField(
        max_length=8,
        blank=True,
        editable=False,
        db_comment="Shown in the room so that people check themselves in; empty when not offered.",
    )
    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, db_comment="Stable id in calendars."
    )
    revision = models.PositiveSmallIntegerField(
        db_default=0, db_comment="SEQUENCE of the calendar entry; grows with every change."
    )
    is_cancelled = models.BooleanField(db_default=False)
    cancel_reason = models.CharField(max_length=200, blank=True)
    feedback_opened_at = models.DateTimeField(null=True, editable=False)

    # What with_seats() adds.
    taken: int
    waiting: int
    attended: int

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message="A session ends after it starts.",
            ),
            models.UniqueConstraint(
                fields=["convening", "region"],
                condition=Q(is_cancelled=False),
                name="session_region_once",
                violation_error_message="There is already a session for this region.",
            ),
            ExclusionConstraint(
                name="session_room_is_free",
                expressions=[
                    ("venue", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_cancelled=False, venue__isnull=False) & ~Q(room=""),
                violation_error_message="Another session has this room at that time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convening}, {self.region}"

    def get_absolute_url(self) -> str:
        return reverse("convenings:session", args=[self.pk])

    @property
    def when(self) -> str:
        """ "Tue, Feb 13, 9:00 AM–3:00 PM EST"."""
        return local_time.span(self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        """The place, or how to come without one."""
        if self.venue is not None:
            return f"{self.venue.name}, {self.room}" if self.room else self.venue.name
        if self.place or self.mode != self.Mode.VIRTUAL:
            return self.place or "place to be announced"
        return "Virtual"

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def link_opens_at(self) -> dt.datetime:
        """From when on the link to join is shown to those with a seat."""
        return self.starts_at - dt.timedelta(minutes=self.link_minutes)

    @property
    def shows_link(self) -> bool:
        """Whether whoever has a seat sees the link to join now: from then until the end."""
        is_time = self.link_opens_at <= clock.now() < self.ends_at
        return bool(self.virtual_link) and is_time and not self.is_cancelled

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= clock.now()

    @property
    def takes_feedback(self) -> bool:
        """Whether people may be asked how it was: after its end, while they remember."""
        return not self.is_cancelled and self.ends_at <= clock.now() < self.ends_at + ASK_WITHIN

    @property
    def takes_marks(self) -> bool:
        """Whether attendance may be marked: from the day before, for lists made in advance."""
        first_day = timezone.localdate(self.starts_at) - dt.timedelta(days=1)
        return not self.is_cancelled and clock.today() >= first_day

    @property
    def takes_seats(self) -> bool:
        """Whether people may register, change or cancel: until the deadline or the end."""
        closes_at = self.seats_close_at or self.ends_at
        return not self.is_cancelled and clock.now() < min(closes_at, self.ends_at)
