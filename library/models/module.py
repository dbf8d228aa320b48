"""On-demand modules of EXPLORE and their lessons, and how far somebody has come."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from core import clock
from core.hours import hours_words
from core.nonce import new_nonce
from library.querysets import (
    LessonProgressQuerySet,
    LessonQuerySet,
    ModuleCompletionQuerySet,
    ModuleQuerySet,
)


class Module(models.Model):
    """A short course to take at one's own pace. Public as far as it is published."""

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(help_text="How long it takes.")
    contact_minutes = models.PositiveSmallIntegerField(
        help_text="What its certificate says; ours unless the state says otherwise."
    )
    position = models.PositiveSmallIntegerField(db_default=0)
    source = models.CharField(max_length=300, blank=True, help_text="Whose outline it is.")
    is_published = models.BooleanField(db_default=True)

    objects: ClassVar[ModuleQuerySet] = ModuleQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:module", args=[self.code])


class Lesson(models.Model):
    """A part of a module. Seen with the module, until it is put away."""

    class Kind(models.TextChoices):
        TEXT = "text", "Reading"
        VIDEO = "video", "Video"
        REFLECTION = "reflection", "Reflection"
        CHECK = "check", "Quick check"

    module = models.ForeignKey(Module, models.CASCADE, related_name="lessons")
    code = models.SlugField()
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True, help_text="Paragraphs are parted by an empty line.")
    video_url = models.URLField(blank=True)
    transcript = models.TextField(blank=True, help_text="What the video says, for who reads it.")
    question = models.JSONField(
        default=dict,
        blank=True,
        db_comment="Of a check: wording, options, right (from 1), because.",
    )
    minutes = models.PositiveSmallIntegerField(db_default=5)
    position = models.PositiveSmallIntegerField(db_default=0)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[LessonQuerySet] = LessonQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["module", "code"], name="lesson_code_once_per_module")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:lesson", args=[self.module.code, self.code])


class LessonProgress(models.Model):
    """A person in a lesson. Whoever facilitates sees that it is done; the rest is private."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="progress")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="lessons")
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    reflection = models.TextField(blank=True, db_comment="Private to the person.")
    answer = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar[LessonProgressQuerySet] = LessonProgressQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "person"], name="lesson_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.lesson}"

    @property
    def state(self) -> str:
        """ "done" or "begun"; when two records become one, what is done stays (merging.py)."""
        return "begun" if self.done_at is None else "done"


class ModuleCompletion(models.Model):
    """A person's finished module and its certificate, which outlives the module's next edition.

    What the person says afterwards (the module check) is read by who follows modules.
    """

    class Reaction(models.IntegerChoices):
        NOT = 1, "Not useful to me"
        LITTLE = 2, "A little useful"
        USEFUL = 3, "Useful"
        VERY = 4, "Very useful"

    module = models.ForeignKey(Module, models.PROTECT, related_name="completions")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="modules_done")
    completed_at = models.DateTimeField(default=clock.now, editable=False)
    title = models.CharField(max_length=120, db_comment="The module's as it was then.")
    contact_minutes = models.PositiveSmallIntegerField()
    code = models.CharField(
        max_length=40, default=new_nonce, unique=True, db_comment="Of the page that proves it."
    )
    reaction = models.PositiveSmallIntegerField(
        "how useful was it", choices=Reaction, null=True, blank=True
    )
    idea = models.TextField("one thing you will try", blank=True)
    wants_contact = models.BooleanField("somebody may contact me about it", db_default=False)
    told_at = models.DateTimeField(null=True, editable=False, db_comment="When the check was sent.")
    contacted_at = models.DateTimeField(
        null=True, editable=False, db_comment="When somebody said that the wish is met."
    )
    contacted_by = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[ModuleCompletionQuerySet] = ModuleCompletionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["completed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["module", "person"], name="module_completed_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("library:certificate", args=[self.code])

    @property
    def awaits_contact(self) -> bool:
        """Whether the person wishes for contact and nobody has been in touch."""
        return self.wants_contact and self.contacted_at is None

    @property
    def hours(self) -> str:
        """Contact hours, "0.75"."""
        return hours_words(self.contact_minutes)

    @property
    def address(self) -> str:
        """Where anybody who holds the certificate may check it."""
        return settings.SITE_URL + self.get_absolute_url()
