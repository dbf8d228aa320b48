"""Instruments and everything frozen in a version."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Scale(models.Model):
    """A named list of answers, codes 1, 2, … in order. Shared by all instruments.

    "Does not apply" is a property of an item; its code is one more than the last option.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    labels = ArrayField(models.CharField(max_length=80), db_comment="Option 1 first.")
    favorable = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        db_comment="Codes that count as agreement; empty where only the distribution is told.",
    )
    neutral = models.PositiveSmallIntegerField(
        null=True, blank=True, db_comment="Code of the middle answer that stands beside the bar."
    )

    def __str__(self) -> str:
        return self.name


class Instrument(models.Model):
    """A survey form with a history of versions. Every signed-in person may read it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    audience = models.CharField(max_length=60, db_comment="Who is asked; one audience per form.")
    source = models.TextField(blank=True, db_comment="Where the form comes from.")

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class InstrumentVersion(models.Model):
    """One wording of an instrument; frozen for good once an administration opened with it."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(db_comment="Estimated time to answer.")
    is_frozen = models.BooleanField(db_default=False)
    roles = ArrayField(
        models.CharField(max_length=60),
        default=list,
        db_comment="Role groups a respondent may name, as facts; role code 0 is not told.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["instrument", "number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, version {self.number}"


class Section(models.Model):
    """A page of the form."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    intro = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="section_position_once")
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One question with a code that stays the same over all versions."""

    class Kind(models.TextChoices):
        CHOICE = "choice", "One answer of a scale"
        TEXT = "text", "Open answer"

    class Group(models.TextChoices):
        CORE = "core", "Asked of everybody, no “does not apply”"
        CONDITIONAL = "conditional", "May not apply"

    section = models.ForeignKey(Section, models.CASCADE, related_name="items")
    code = models.SlugField(max_length=20)
    position = models.PositiveSmallIntegerField(db_comment="Order within the section.")
    slot = models.PositiveSmallIntegerField(
        null=True,
        db_comment="Index in Response.answers, from 0; empty for open answers. Frozen.",
    )
    wording = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind, db_default=Kind.CHOICE)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    has_does_not_apply = models.BooleanField(db_default=False)
    is_required = models.BooleanField(db_default=False)
    is_reversed = models.BooleanField(db_default=False)
    is_fact = models.BooleanField(
        db_default=False, db_comment="About the respondent; never a released figure by itself."
    )
    construct = models.CharField(max_length=60, blank=True)
    indicator = models.ForeignKey(
        "network.Indicator", models.PROTECT, null=True, blank=True, related_name="items"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="item_position_once"),
            models.CheckConstraint(
                condition=Q(kind="text", scale=None, slot=None)
                | Q(kind="choice", scale__isnull=False, slot__isnull=False),
                name="item_has_a_scale_or_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    @property
    def group(self) -> Group:
        """The item's group for disclosure control, declared by the form and never from data."""
        return self.Group.CONDITIONAL if self.has_does_not_apply else self.Group.CORE
