"""Artifacts: what a team made and wants to show."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from improvement.querysets import ArtifactQuerySet


class Artifact(models.Model):
    """A file or link of a design team, tagged with indicators of a framework."""

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"

    team = models.ForeignKey("cohorts.DesignTeam", models.CASCADE, related_name="artifacts")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=Kind)
    indicators = models.ManyToManyField("network.Indicator", blank=True, related_name="artifacts")
    no_student_identified = models.BooleanField(
        db_comment="The uploader stated that no student can be identified."
    )
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)

    comment_count: int  # read from the database by for_a_list

    objects: ClassVar[ArtifactQuerySet] = ArtifactQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(no_student_identified=True),
                name="artifact_identifies_no_student",
                violation_error_message="State that no student can be identified.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("improvement:artifact", args=[self.pk])


class ArtifactVersion(models.Model):
    """What was uploaded or linked, and when. Borrows its scope from the artifact."""

    artifact = models.ForeignKey(Artifact, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(db_default=1)
    file = models.FileField(upload_to="artifacts/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(
        max_length=100, blank=True, db_comment="Found in the content, not taken from the name."
    )
    size = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(blank=True)
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["artifact", "number"], name="artifact_version_once"),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="artifact_version_is_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.artifact}, version {self.number}"


class ArtifactComment(models.Model):
    """What somebody said about an artifact. Borrows its scope from the artifact."""

    artifact = models.ForeignKey(Artifact, models.CASCADE, related_name="comments")
    author = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"comment on {self.artifact}"
