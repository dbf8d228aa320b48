"""What people wrote in their own words: read by a person before anybody else sees it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from core import clock
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.models import Instrument
from surveys.results.querysets import OpenAnswerQuerySet, QuoteQuerySet, TagQuerySet
from surveys.results.words.attribution import Attribution


class OpenAnswer(models.Model):
    """One answer to one open question, kept apart from the rest of that person's form.

    Made once, after the administration is settled, with a random id: two answers of one person
    are not joined, and nothing leads back to the closed answers.
    """

    class Verdict(models.TextChoices):
        UNREAD = "unread", "Not read yet"
        PUBLISH = "publish", "To be published"
        WITHHOLD = "withhold", "Held back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    administration = models.ForeignKey(Administration, models.CASCADE, related_name="open_answers")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="+")
    role = models.PositiveSmallIntegerField(db_default=0)
    item_code = models.CharField(max_length=20)
    text = models.TextField(db_comment="As it was written.")
    words = models.TextField(
        blank=True, db_comment="As it may be published: names and the like taken out by a reader."
    )
    may_be_quoted = models.BooleanField(
        db_default=False, db_comment="The person consented to being quoted without a name."
    )
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.UNREAD)
    read_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[OpenAnswerQuerySet] = OpenAnswerQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["item_code", "pk"]

    def __str__(self) -> str:
        return "open answer"

    @property
    def fit(self) -> str:
        """The words as they may be published: cleaned by a reader, else as they were written."""
        return self.words or self.text


class Tag(models.Model):
    """A word of an instrument's codebook, for coding open answers; it holds over all waves."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300, blank=True, db_comment="When to use it.")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[TagQuerySet] = TagQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "name"], name="tag_name_once")]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """The tags that one coder gave one answer; none is a judgment too."""

    answer = models.ForeignKey(OpenAnswer, models.CASCADE, related_name="codings")
    coder = models.ForeignKey("network.Person", models.PROTECT, related_name="+")
    tags = models.ManyToManyField(Tag, related_name="codings")
    coded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "coder"], name="coding_once_per_coder")
        ]

    def __str__(self) -> str:
        return "coding"


class Quote(models.Model):
    """Words that may be printed, with an attribution that points at no person."""

    answer = models.OneToOneField(OpenAnswer, models.CASCADE, related_name="quote")
    words = models.TextField(db_comment="A part of the answer, as it is printed.")
    role_words = models.CharField(max_length=80, blank=True)
    school_type = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    chosen_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[QuoteQuerySet] = QuoteQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-chosen_at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def attribution(self) -> str:
        """Who said it, as far as it is told."""
        return str(Attribution(self.role_words, self.school_type, self.region))
