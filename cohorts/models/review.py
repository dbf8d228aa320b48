"""Reviews of applications: who scores, what they say, and what is asked back."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cohorts.models.application import Application
from cohorts.querysets import ApplicationPartQuerySet, ReviewQuerySet
from core import clock


class Review(models.Model):
    """An application given to one person to score. Applicants never see it.

    Who has a conflict of interest says so, and scores no more.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey("network.Person", models.CASCADE, related_name="reviews")
    assigned_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    has_conflict = models.BooleanField("conflict of interest", default=False)
    conflict = models.CharField("what the conflict is", max_length=300, blank=True)
    summary = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"],
                name="review_once_a_person",
                violation_error_message="This person reviews it already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on {self.application}"


class ReviewScore(models.Model):
    """A reviewer's score of one criterion, 1 (not evident) to 4 (strong), with the reason."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.SlugField(db_comment="Its code in the form.")
    score = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="review_score_once"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=4), name="review_score_from_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"


class InformationRequest(models.Model):
    """Named parts of an application that are open again until a day. Borrows its scope."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="requests")
    parts = ArrayField(models.SlugField(), db_comment="Codes of the form's parts.")
    message = models.TextField()
    due_on = models.DateField("answer until")
    asked_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ApplicationPartQuerySet[InformationRequest]] = (
        ApplicationPartQuerySet.as_manager()  # type: ignore[assignment]  # as above
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True),
                name="information_request_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"asked of {self.application}"
