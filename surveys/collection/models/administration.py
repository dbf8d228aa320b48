"""One run of an instrument, and the frame of those who are asked."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from surveys.collection.querysets import AdministrationQuerySet, FrameUnitQuerySet
from surveys.instruments.models import InstrumentVersion


class Administration(models.Model):
    """An instrument version given to a frame in a window of time."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        RELEASED = "released", "Released"

    class Mode(models.TextChoices):
        ANONYMOUS = "anonymous", "Anonymous"
        CONFIDENTIAL = "confidential", "Confidential"
        IDENTIFIED = "identified", "Identified"

    class Purpose(models.TextChoices):
        IMPLEMENTATION = "implementation", "Implementation survey"
        CONVENING = "convening", "Convening feedback"

    class Reminders(models.TextChoices):
        NONE = "none", "None"
        LIGHT = "light", "On the last day only"
        USUAL = "usual", "After 3 and 7 days, and on the last day"
        CLOSE = "close", "After 3, 7, 10 and 14 days, and on the last day"

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="administrations")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20, choices=Purpose, db_default=Purpose.IMPLEMENTATION)
    cohort = models.ForeignKey(
        "cohorts.Cohort", models.PROTECT, null=True, blank=True, related_name="administrations"
    )
    school_year = models.CharField(max_length=7, db_comment="As in 2023-24; July to June.")
    wave = models.CharField(max_length=40, blank=True, db_comment="As in spring 2024.")
    mode = models.CharField(max_length=12, choices=Mode, db_default=Mode.ANONYMOUS)
    state = models.CharField(max_length=10, choices=State, db_default=State.DRAFT)
    threshold = models.PositiveSmallIntegerField(
        db_default=10,
        validators=[MinValueValidator(5)],
        db_comment="Fewest answers behind a published figure (disclosure.md 1).",
    )
    reminders = models.CharField(max_length=10, choices=Reminders, default=Reminders.USUAL)
    grace_hours = models.PositiveSmallIntegerField(
        default=24,
        validators=[MaxValueValidator(72)],
        db_comment="After close, how long answers that were begun may still be sent.",
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    is_settled = models.BooleanField(
        db_default=False,
        editable=False,
        db_comment="After close: every sent answer is folded and the rows are shuffled.",
    )
    words_apart_at = models.DateTimeField(
        null=True,
        editable=False,
        db_comment="When open answers were set apart from the forms, to be read.",
    )
    comments_published_at = models.DateTimeField(
        null=True, editable=False, db_comment="Once; what is held back later is taken down singly."
    )
    reminded_on = models.DateField(
        null=True, editable=False, db_comment="Day of the last reminder that was queued."
    )
    release_requested_at = models.DateTimeField(null=True, editable=False)
    release_requested_by = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    release_refusal = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        db_comment="Why the audit stopped the release, in words and without a number.",
    )
    correction_reason = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        db_comment="What a correction that was asked for corrects; empty when none waits.",
    )
    imported_at = models.DateTimeField(
        null=True, editable=False, db_comment="When its answers came as a file; else null."
    )
    imported_from = models.CharField(
        max_length=200, db_default="", default="", editable=False, db_comment="Name of that file."
    )
    imported_hash = models.CharField(
        max_length=64,
        db_default="",
        default="",
        editable=False,
        db_comment="SHA-256 of that file, so that nobody brings in the same answers twice.",
    )
    removed_at = models.DateTimeField(
        null=True, editable=False, db_comment="When a draft was put away; brought back or deleted."
    )
    created_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[AdministrationQuerySet] = AdministrationQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="administration_closes_after_it_opens",
                violation_error_message="A survey closes after it opens.",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=5), name="administration_threshold_at_least_5"
            ),
            models.UniqueConstraint(
                fields=["version", "imported_hash"],
                condition=~Q(imported_hash=""),
                name="administration_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:administration", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether the frame may still be changed."""
        return self.state == self.State.DRAFT

    @property
    def opens_later(self) -> bool:
        """Whether its opening day is still to come; somebody may also open it late."""
        return self.is_draft and self.opens_at > clock.now()

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, as far as the state says; the window is asked elsewhere."""
        return self.state == self.State.OPEN

    @property
    def keeps_keys(self) -> bool:
        """Whether it is kept whose an answer is; never in an anonymous survey."""
        return self.mode != self.Mode.ANONYMOUS

    @property
    def takes_everybody(self) -> bool:
        """Whether somebody may begin to answer now."""
        return self.is_open and clock.now() <= self.closes_at

    @property
    def grace_until(self) -> dt.datetime | None:
        """Until when answers that were begun may still be sent; None before the window is over.

        The window is over at its end, even if the job that closes it is late.
        """
        if self.closed_at is not None:
            closed_at = self.closed_at
        elif self.is_open and clock.now() > self.closes_at:
            closed_at = self.closes_at
        else:
            return None
        return closed_at + dt.timedelta(hours=self.grace_hours)

    @property
    def is_in_grace(self) -> bool:
        """Whether those who have begun may still send; nobody else may begin."""
        until = self.grace_until
        return until is not None and not self.is_settled and clock.now() < until


class FrameUnit(models.Model):
    """A unit of the frozen tree: network, service center, district, school, or session.

    Names and places are copied at opening: a later realignment changes nothing here
    (disclosure.md 8). Borrows its scope from the administration.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", "Network"
        SERVICE_CENTER = "esc", "Service center"
        DISTRICT = "district", "District"
        SCHOOL = "school", "School"
        SESSION = "session", "Session"

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="units")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=40, db_comment="Stable id; orders units of equal staff.")
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    organization = models.ForeignKey(
        "network.Organization", models.PROTECT, null=True, related_name="frame_units"
    )
    staff = models.PositiveIntegerField(
        db_default=0, db_comment="Expected respondents; of an inner unit the sum of its leaves."
    )
    staff_by_role = models.JSONField(default=dict, db_comment="Role group to expected number.")
    typology = models.CharField(max_length=2, blank=True, db_comment="Of the district, at opening.")
    level = models.CharField(
        max_length=10, blank=True, db_comment="Of a school, by its grades at opening."
    )

    objects: ClassVar[FrameUnitQuerySet] = FrameUnitQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "kind", "key"], name="frame_unit_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
