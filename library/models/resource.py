"""What members lend each other: resources, moves to steal, and who used a move how."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.words import SearchText, lines_in
from library.querysets import MoveUseQuerySet, ResourceQuerySet


class Resource(models.Model):
    """A text, tool or move (a protocol to reuse) of the catalogue. Public once published.

    Members suggest, staff publishes. `source` says where it comes from, such as a convening.
    """

    class Kind(models.TextChoices):
        RESOURCE = "resource", "Resource"
        MOVE = "move", "Move to steal"

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        PUBLISHED = "published", "Published"
        DECLINED = "declined", "Declined"
        REMOVED = "removed", "Removed"

    class LinkState(models.TextChoices):
        UNKNOWN = "unknown", "Not checked yet"
        WORKS = "works", "Works"
        BROKEN = "broken", "Does not open"

    class Audience(models.TextChoices):
        STAFF = "staff", "Staff"
        LEARNERS = "learners", "Learners"
        LEADERS = "leaders", "Leaders"
        FAMILIES = "families", "Families"

    kind = models.CharField(max_length=10, choices=Kind, db_default=Kind.RESOURCE)
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    steps = models.TextField(blank=True, help_text="Of a move: how it goes, a step a line.")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField("link", blank=True)
    audiences = ArrayField(
        models.CharField(max_length=10, choices=Audience), default=list, blank=True
    )
    components = models.ManyToManyField("network.Component", blank=True, related_name="+")
    indicators = models.ManyToManyField("network.Indicator", blank=True, related_name="+")
    source = models.CharField(
        max_length=160, blank=True, help_text="Such as LAUNCH cohort 1, Convening 2."
    )
    state = models.CharField(max_length=10, choices=State, db_default=State.SUGGESTED)
    suggested_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    suggested_at = models.DateTimeField(default=clock.now, editable=False)
    decided_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)
    decision = models.CharField(max_length=300, blank=True, help_text="Why; the author reads it.")
    link_state = models.CharField(
        max_length=10, choices=LinkState, db_default=LinkState.UNKNOWN, editable=False
    )
    link_checked_at = models.DateTimeField(null=True, editable=False)
    link_fault = models.CharField(max_length=200, blank=True, editable=False)
    shipped_as = models.SlugField(
        blank=True,
        db_default="",
        editable=False,
        db_comment="Its name in data/resources.json, so that loading again adds no second one.",
    )
    search_text = models.GeneratedField(
        expression=SearchText("title", "summary", "source"),
        output_field=models.TextField(),
        db_persist=True,
    )

    use_count: int  # read from the database by with_uses

    objects: ClassVar[ResourceQuerySet] = ResourceQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "pk"]
        indexes = [GinIndex(OpClass("search_text", "gin_trgm_ops"), name="resource_search")]
        constraints = [
            models.UniqueConstraint(
                fields=["shipped_as"], condition=~Q(shipped_as=""), name="resource_shipped_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:resource", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether everybody reads it."""
        return self.state == self.State.PUBLISHED

    @property
    def is_move(self) -> bool:
        """Whether somebody can use it with others, and say so."""
        return self.kind == self.Kind.MOVE

    @property
    def step_lines(self) -> list[str]:
        """How it goes, step by step."""
        return lines_in(self.steps)

    @property
    def audience_names(self) -> list[str]:
        """Whom it is for, in words."""
        return [str(self.Audience(code).label) for code in self.audiences]


class MoveUse(models.Model):
    """ "We used it": a move in a team's hands, with whom, and what was changed. Members read it."""

    class With(models.TextChoices):
        STAFF = "staff", "With staff"
        LEARNERS = "learners", "With learners"

    move = models.ForeignKey(Resource, models.CASCADE, related_name="uses")
    person = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey(
        "cohorts.DesignTeam", models.SET_NULL, null=True, blank=True, related_name="moves_used"
    )
    used_with = models.CharField("with", max_length=10, choices=With)
    used_on = models.DateField("on", default=clock.today)
    adaptation = models.TextField("what we changed", blank=True)
    logged_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MoveUseQuerySet] = MoveUseQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-used_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.move}, {self.get_used_with_display()}"
