"""Who was there, and who runs the room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from convenings.querysets.attendance import AttendanceQuerySet
from core import clock


class Facilitator(models.Model):
    """Somebody who runs a session without running the cohort, or only its door.

    Borrows its scope from the session. Who was removed keeps no right but stays named.
    """

    class Duty(models.TextChoices):
        LEAD = "lead", "Leads the session"
        HELP = "help", "Facilitates"
        DOOR = "door", "Checks people in"

    session = models.ForeignKey("Session", models.CASCADE, related_name="facilitators")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="facilitates")
    duty = models.CharField(max_length=5, choices=Duty, default=Duty.HELP)
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["duty", "person__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="facilitator_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}"


class Attendance(models.Model):
    """A person was there. Borrows its scope from the session."""

    class Way(models.TextChoices):
        DOOR = "door", "At the door"
        CODE = "code", "With the code of the room"
        QR = "qr", "With a personal QR code"
        LIST = "list", "In the grid afterwards"
        FILE = "file", "From a file"

    session = models.ForeignKey("Session", models.CASCADE, related_name="attendances")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="attendances")
    team = models.ForeignKey(
        "cohorts.DesignTeam",
        models.SET_NULL,
        null=True,
        related_name="attendances",
        db_comment="The team they came with, as member or guest.",
    )
    late_minutes = models.PositiveSmallIntegerField(default=0)
    early_minutes = models.PositiveSmallIntegerField(
        default=0, db_comment="How long before the end they left."
    )
    way = models.CharField(max_length=5, choices=Way, default=Way.DOOR)
    marked_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(default=clock.now, editable=False)

    minutes_present: int  # read from the database by with_minutes

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="attendance_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}"

    @property
    def minutes(self) -> int:
        """How long they were there; needs the session."""
        return max(0, self.session.minutes - self.late_minutes - self.early_minutes)


class TakenBack(models.Model):
    """When a person's mark was last taken back. Borrows its scope from the session.

    A mark that a phone kept from before that moment is not brought back by it.
    """

    session = models.ForeignKey("Session", models.CASCADE, related_name="taken_back")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="taken_back_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"no longer {self.person} at {self.session}"
