"""Convenings, sessions, registrations and attendance."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from convenings.querysets import (
    ASK_WITHIN,
    AttendanceQuerySet,
    ConveningQuerySet,
    RegistrationQuerySet,
    SessionQuerySet,
)
from core import clock, local_time


class Convening(models.Model):
    """A meeting of a cohort about a topic; held in one or more regional sessions."""

    cohort = models.ForeignKey("cohorts.Cohort", models.CASCADE, related_name="convenings")
    number = models.PositiveSmallIntegerField(db_comment="Its place in the cohort's series.")
    topic = models.CharField(max_length=120)
    learning_targets = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    components = models.ManyToManyField("network.Component", blank=True, related_name="+")
    feedback = models.OneToOneField(
        "surveys.Administration",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="convening",
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
            )
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


class Session(models.Model):
    """One dated, regional meeting of a convening. Borrows its scope from the convening."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIRTUAL = "virtual", "Virtual"
        HYBRID = "hybrid", "In person and virtual"

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="sessions")
    region = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode, db_default=Mode.IN_PERSON)
    place = models.CharField(max_length=120, blank=True)
    virtual_link = models.URLField(blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, db_comment="Stable id in calendars."
    )
    revision = models.PositiveSmallIntegerField(
        db_default=0, db_comment="SEQUENCE of the calendar entry; grows with every change."
    )
    is_cancelled = models.BooleanField(db_default=False)
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
        ]

    def __str__(self) -> str:
        return f"{self.convening}, {self.region}"

    @property
    def when(self) -> str:
        """ "Tue, Feb 13, 9:00 AM–3:00 PM EST"."""
        return local_time.span(self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        """The place, or how to come without one."""
        if self.place or self.mode != self.Mode.VIRTUAL:
            return self.place or "place to be announced"
        return "Virtual"

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
        """Whether people may register: until it is over."""
        return not self.is_cancelled and not self.is_over


class Registration(models.Model):
    """A person's seat in a session; one per convening. Borrows its scope from the session."""

    class State(models.TextChoices):
        REGISTERED = "registered", "Registered"
        WAITING = "waiting", "On the waitlist"
        CANCELLED = "cancelled", "Cancelled"

    session = models.ForeignKey(Session, models.CASCADE, related_name="registrations")
    convening = models.ForeignKey(Convening, models.CASCADE, related_name="registrations")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=10, choices=State, db_default=State.REGISTERED)
    registered_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "person"], name="registration_once_per_convening"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"


class Attendance(models.Model):
    """A person was there. Borrows its scope from the session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="attendances")
    team = models.ForeignKey(
        "cohorts.DesignTeam",
        models.SET_NULL,
        null=True,
        related_name="attendances",
        db_comment="The team they came with, as member or guest.",
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    marked_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="attendance_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}"
