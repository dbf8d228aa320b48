"""Instruments and everything frozen in a version."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from surveys.instruments.querysets import InstrumentQuerySet, ScaleQuerySet, VersionQuerySet

# Words in other languages: {"es": {field name: words}}; English stands in the fields themselves.
TRANSLATIONS = "Words by language code and field name; English stands in the fields themselves."


class Scale(models.Model):
    """A named list of answers, codes 1, 2, … in order. Shared by all instruments.

    "Does not apply" is a property of an item; its code is one more than the last option. A list
    that a frozen version uses never changes.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    labels = ArrayField(models.CharField(max_length=80), db_comment="Option 1 first.")
    favorable = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        db_comment="Codes that count as agreement; empty where only the distribution is told.",
    )
    any_favorable = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        db_comment="Codes of the wider figure, as any agreement of A6; empty where there is none.",
    )
    neutral = models.PositiveSmallIntegerField(
        null=True, blank=True, db_comment="Code of the middle answer that stands beside the bar."
    )
    translations = models.JSONField(default=dict, blank=True, db_comment=TRANSLATIONS)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name


class Instrument(models.Model):
    """A survey form with a history of versions. Every signed-in person may read it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    audience = models.CharField(max_length=60, db_comment="Who is asked; one audience per form.")
    source = models.TextField(blank=True, db_comment="Where the form comes from.")
    is_for_learners = models.BooleanField(
        db_default=False, db_comment="Asks children: opens only with safeguards (domain.md 8)."
    )
    is_anonymous_only = models.BooleanField(
        db_default=False, db_comment="May be asked in anonymous administrations only."
    )
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


def default_languages() -> list[str]:
    """English only, until somebody writes the other."""
    return ["en"]


class InstrumentVersion(models.Model):
    """One wording of an instrument; frozen for good once an administration opened with it.

    A variant is a version with questions of one occasion added. It has the number of the version it
    was made from, and no list of versions shows it.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="variants",
        db_comment="Of a variant: the version to which questions were added.",
    )
    minutes = models.PositiveSmallIntegerField(db_comment="Estimated time to answer.")
    is_frozen = models.BooleanField(db_default=False)
    roles = ArrayField(
        models.CharField(max_length=60),
        default=list,
        db_comment="Role groups a respondent may name, as facts; role code 0 is not told.",
    )
    languages = ArrayField(
        models.CharField(max_length=5),
        default=default_languages,
        db_comment="Languages a respondent may choose; each is complete once the version opens.",
    )
    translations = models.JSONField(default=dict, blank=True, db_comment=TRANSLATIONS)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["instrument", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"],
                condition=Q(base=None),
                name="version_number_once",
            )
        ]

    def __str__(self) -> str:
        words = f"{self.instrument}, version {self.number}"
        return words if self.base_id is None else f"{words} with questions of its own"

    def get_absolute_url(self) -> str:
        return reverse("surveys:instrument", args=[self.pk])


class Section(models.Model):
    """A page of the form."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    intro = models.TextField(blank=True)
    is_matrix = models.BooleanField(
        db_default=False,
        db_comment="Neighbors with the same answers stand as one table on a wide screen.",
    )
    translations = models.JSONField(default=dict, blank=True, db_comment=TRANSLATIONS)

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
        CHOICE = "choice", "One answer of a list"
        SEVERAL = "several", "Several answers of a list"
        NUMBER = "number", "A whole number"
        SHORT = "short", "A few words"
        TEXT = "text", "Open answer"

    class Group(models.TextChoices):
        CORE = "core", "Asked of everybody, no “does not apply”"
        CONDITIONAL = "conditional", "May not apply"

    section = models.ForeignKey(Section, models.CASCADE, related_name="items")
    code = models.SlugField(max_length=20)
    position = models.PositiveSmallIntegerField(db_comment="Order within the section.")
    slot = models.PositiveSmallIntegerField(
        null=True,
        db_comment="Index in Response.answers, from 0; only of one answer of a list. Frozen.",
    )
    wording = models.TextField()
    help_text = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, db_default=Kind.CHOICE)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    has_does_not_apply = models.BooleanField(db_default=False)
    is_required = models.BooleanField(db_default=False)
    is_reversed = models.BooleanField(db_default=False)
    is_fact = models.BooleanField(
        db_default=False, db_comment="About the respondent; never a released figure by itself."
    )
    is_consent = models.BooleanField(
        db_default=False,
        db_comment="A fact whose favorable answers allow quoting the person without a name.",
    )
    is_link_code = models.BooleanField(
        db_default=False,
        db_comment="A code that respondents may make for themselves; it links anonymous waves.",
    )
    lowest = models.IntegerField(
        null=True, blank=True, db_comment="Smallest number, or fewest of several answers."
    )
    highest = models.IntegerField(
        null=True, blank=True, db_comment="Largest number, or most of several answers."
    )
    show_if = models.JSONField(
        default=list,
        blank=True,
        db_comment='Asked only if all hold: [{"item": code or "role", "is": [codes]}, …].',
    )
    translations = models.JSONField(default=dict, blank=True, db_comment=TRANSLATIONS)
    removed_at = models.DateTimeField(
        null=True,
        editable=False,
        db_comment="Taken out of a draft, and still there to be put back until it is frozen.",
    )
    construct = models.CharField(max_length=60, blank=True)
    indicator = models.ForeignKey(
        "network.Indicator", models.PROTECT, null=True, blank=True, related_name="items"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"],
                condition=Q(removed_at=None),
                name="item_position_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["text", "short", "number"], scale=None, slot=None)
                | Q(kind="several", scale__isnull=False, slot=None)
                | Q(kind="choice", scale__isnull=False),
                name="item_has_a_list_or_is_open",
            ),
            models.CheckConstraint(
                condition=Q(is_link_code=False) | Q(kind="short", is_required=False),
                name="item_link_code_is_free",
                violation_error_message="A code for linking is short, and nobody has to give one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    @property
    def group(self) -> Group:
        """The item's group for disclosure control, declared by the form and never from data."""
        may_miss = self.has_does_not_apply or bool(self.show_if)
        return self.Group.CONDITIONAL if may_miss else self.Group.CORE


class Comparison(models.Model):
    """Somebody's decision whether a changed item still asks what the version before asked.

    Items that did not change are comparable without one. A version cannot open while one is
    missing; a trend joins only comparable items (architecture.md 5.1).
    """

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="comparisons")
    code = models.SlugField(max_length=20, db_comment="Of the changed item.")
    is_comparable = models.BooleanField()
    decided_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="comparison_once_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.version}"
