"""Pre-work: what teams do before a convening, what they bring, and the groups made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from convenings.querysets.prework import (
    EvidenceSlideQuerySet,
    PreWorkPartQuerySet,
    PreWorkQuerySet,
    PreWorkSubmissionQuerySet,
)
from convenings.rules import prework as rule
from core import clock

if TYPE_CHECKING:
    import datetime as dt


class PreWork(models.Model):
    """What is done before a convening. Borrows its scope from the convening.

    Opens by itself, 28 days before the first session unless another day was chosen.
    """

    class AnsweredBy(models.TextChoices):
        TEAM = "team", "One answer per team"
        PERSON = "person", "Everybody answers"

    convening = models.OneToOneField("Convening", models.CASCADE, related_name="prework")
    title = models.CharField(max_length=120)
    intro = models.TextField(max_length=2000, blank=True)
    answered_by = models.CharField(max_length=6, choices=AnsweredBy, default=AnsweredBy.TEAM)
    least_minutes = models.PositiveSmallIntegerField(default=20)
    most_minutes = models.PositiveSmallIntegerField(default=35)
    opens_at = models.DateTimeField(
        null=True, blank=True, db_comment="Chosen by hand; empty means 28 days before."
    )
    due_at = models.DateTimeField(
        null=True, blank=True, db_comment="Chosen by hand; empty means the first session's start."
    )
    asks_slide = models.BooleanField(
        default=True, db_comment="Whether each team brings an evidence slide."
    )
    announced_at = models.DateTimeField(
        null=True, editable=False, db_comment="When everybody was told that it is open."
    )

    # What with_dates() adds.
    first_at: dt.datetime | None
    last_at: dt.datetime | None

    objects: ClassVar[PreWorkQuerySet] = PreWorkQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    def __str__(self) -> str:
        return f"Pre-work: {self.title}"

    @property
    def opens(self) -> dt.datetime | None:
        """When it opens: as chosen, else 28 days before; None without a session."""
        if self.opens_at is not None or self.first_at is None:
            return self.opens_at
        return rule.opens_at(self.first_at)

    @property
    def due(self) -> dt.datetime | None:
        """Until when it should be done: as chosen, else before the first session."""
        return self.due_at or self.first_at

    @property
    def is_over(self) -> bool:
        """Whether the last session has ended: nothing is answered anymore."""
        return self.last_at is not None and self.last_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Whether teams can answer. What was announced stays open when a session is moved."""
        if self.last_at is None or self.is_over:
            return False
        is_told = self.announced_at is not None
        return is_told or (self.opens is not None and self.opens <= clock.now())


class PreWorkPart(models.Model):
    """A step of the pre-work. Borrows its scope from the pre-work."""

    class Kind(models.TextChoices):
        WATCH = "watch", "Watch"
        READ = "read", "Read one of these"
        REFLECT = "reflect", "Reflect"
        CHOOSE = "choose", "Choose from a list"

    prework = models.ForeignKey(PreWork, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=2000, blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    is_required = models.BooleanField(default=True)
    least = models.PositiveSmallIntegerField(
        default=1, db_comment="Of a list: how many must be chosen at least."
    )
    asks_how = models.BooleanField(
        default=False, db_comment="Of a list: whether each choice wants a reflection of its own."
    )
    takes_own = models.BooleanField(
        default=False, db_comment="Of a list: whether own ideas may be added and count."
    )

    objects: ClassVar[PreWorkPartQuerySet] = PreWorkPartQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PartOption(models.Model):
    """Something to watch, read or choose. Borrows its scope from the part.

    `links` is a list of {"label", "url"}; a url may be empty until somebody fills it in.
    """

    part = models.ForeignKey(PreWorkPart, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=500, blank=True)
    links = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PreWorkSubmission(models.Model):
    """The answers of a team or a person, saved while they type.

    Seen by the team and whoever runs the cohort.
    """

    prework = models.ForeignKey(PreWork, models.CASCADE, related_name="submissions")
    team = models.ForeignKey(
        "cohorts.DesignTeam", models.CASCADE, related_name="prework_submissions"
    )
    person = models.ForeignKey(
        "network.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="prework_submissions",
        db_comment="Empty where the team answers as one.",
    )
    is_done = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now, editable=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    revision = models.PositiveIntegerField(
        default=0, db_comment="Grows with every save, so that two who write at once are told."
    )

    objects: ClassVar[PreWorkSubmissionQuerySet] = PreWorkSubmissionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prework", "team"],
                condition=Q(person=None),
                name="prework_once_per_team",
            ),
            models.UniqueConstraint(
                fields=["prework", "team", "person"],
                condition=Q(person__isnull=False),
                name="prework_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prework} of {self.person or self.team}"


class PartAnswer(models.Model):
    """The answer to one part. Borrows its scope from the submission.

    `picks` are the chosen options, `how` a reflection by option id, `own` a list of
    {"title", "how"}; `text` is the reflection of a part that asks for one.
    """

    submission = models.ForeignKey(PreWorkSubmission, models.CASCADE, related_name="answers")
    part = models.ForeignKey(PreWorkPart, models.CASCADE, related_name="answers")
    is_seen = models.BooleanField(default=False, db_comment="Watched or read, as they say.")
    text = models.TextField(max_length=4000, blank=True)
    picks = ArrayField(models.BigIntegerField(), default=list, blank=True)
    how = models.JSONField(default=dict, blank=True)
    own = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "part"], name="part_answered_once")
        ]

    def __str__(self) -> str:
        return f"answer to {self.part}"


class PreWorkComment(models.Model):
    """What a specialist said about a team's answers. Borrows its scope from the submission."""

    submission = models.ForeignKey(PreWorkSubmission, models.CASCADE, related_name="comments")
    author = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"comment on {self.submission}"


class BreakoutGroup(models.Model):
    """Teams that work together in the room. Borrows its scope from the session."""

    session = models.ForeignKey("Session", models.CASCADE, related_name="breakouts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    teams = models.ManyToManyField("cohorts.DesignTeam", related_name="breakouts")

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class EvidenceSlide(models.Model):
    """What a team shows of its last thirty days, one per team and convening.

    Seen by whoever sees the convening. One that was replaced or taken out is kept, with its file,
    as long as that can be undone.
    """

    convening = models.ForeignKey("Convening", models.CASCADE, related_name="slides")
    team = models.ForeignKey("cohorts.DesignTeam", models.CASCADE, related_name="slides")
    title = models.CharField(max_length=120)
    alt_text = models.TextField(
        max_length=1000, help_text="What the slide says, for those who cannot see it."
    )
    url = models.URLField(blank=True)
    file = models.FileField(upload_to="slides/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True)
    no_student_identified = models.BooleanField(
        db_comment="The uploader stated that no student can be identified."
    )
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[EvidenceSlideQuerySet] = EvidenceSlideQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["team__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "team"],
                condition=Q(removed_at=None),
                name="slide_once_per_team",
            ),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="slide_is_file_or_link",
            ),
            models.CheckConstraint(
                condition=Q(no_student_identified=True), name="slide_identifies_no_student"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.title}"
