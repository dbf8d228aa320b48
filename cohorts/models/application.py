"""Applications for an offering: the form, what was written, by whom, and how it went on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cohorts.models.cohort import Cohort
from cohorts.models.enrollment import ONE_PLACE
from cohorts.models.offering import Offering
from cohorts.querysets import ApplicationFormQuerySet, ApplicationPartQuerySet, ApplicationQuerySet
from core import clock
from network.models.invitation import PersonalInvitation

if TYPE_CHECKING:
    from network.models import District, School


class ApplicationForm(models.Model):
    """One edition of the questions of an application, and what reviewers score. Public.

    `parts` and `criteria` are as in cohorts/data/application_forms.json.
    """

    code = models.SlugField()
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    parts = models.JSONField(db_comment="In order: code, title, words, questions of each part.")
    criteria = models.JSONField(db_comment="In order: code, name, and words for 1 to 4.")

    objects: ClassVar[ApplicationFormQuerySet] = ApplicationFormQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="application_form_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class Application(models.Model):
    """A school or district that wants to join: drafted by several, sent, reviewed, decided."""

    class State(models.TextChoices):
        """What may follow what stands in cohorts.rules.states."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Sent"
        IN_REVIEW = "in_review", "In review"
        INFORMATION_ASKED = "information", "More information asked"
        ACCEPTED = "accepted", "Accepted"
        WAITLISTED = "waitlisted", "On the waitlist"
        OFFERED = "offered", "Place offered"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    offering = models.ForeignKey(Offering, models.PROTECT, related_name="applications")
    form = models.ForeignKey(ApplicationForm, models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "network.School", models.PROTECT, null=True, blank=True, related_name="applications"
    )
    district = models.ForeignKey(
        "network.District", models.PROTECT, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(max_length=12, choices=State, db_default=State.DRAFT)
    started_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    receipt = models.CharField(
        max_length=20, blank=True, editable=False, db_comment="Told when it was sent; its name."
    )
    cohort = models.ForeignKey(
        Cohort,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        db_comment="Into which it was accepted, or on whose waitlist it is.",
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    letter = models.TextField(blank=True, help_text="What the applicant reads of the decision.")
    waitlist_rank = models.PositiveIntegerField(
        null=True, editable=False, db_comment="From 1; kept in order when somebody leaves the list."
    )
    offer_ends_at = models.DateTimeField(null=True, editable=False)

    review_count: int  # this and the next two are read from the database by with_reviews
    done_count: int
    score_mean: float | None

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_PLACE, name="application_of_one_place"),
            models.UniqueConstraint(
                fields=["offering", "school"],
                condition=~Q(state__in=["withdrawn", "declined"]),
                name="application_once_a_school",
                violation_error_message="This school has an application already.",
            ),
            models.UniqueConstraint(
                fields=["offering", "district"],
                condition=~Q(state__in=["withdrawn", "declined"]),
                name="application_once_a_district",
                violation_error_message="This district has an application already.",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="application_receipt_once"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offer_ends_at__isnull=False)
                | (~Q(state="offered") & Q(offer_ends_at__isnull=True)),
                name="application_offer_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.offering}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:application", args=[self.pk])

    @property
    def place(self) -> School | District:
        """The school or district that applies."""
        return self.school or self.district  # type: ignore[return-value]  # a constraint has one


class ApplicationEditor(models.Model):
    """Somebody who may write in an application. Borrows its scope from the application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="editors")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="applications_edited")
    added_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ApplicationPartQuerySet[ApplicationEditor]] = (
        ApplicationPartQuerySet.as_manager()  # type: ignore[assignment]  # as above
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], name="application_editor_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} writes {self.application}"


class ApplicationInvitation(PersonalInvitation):
    """An invitation by mail to write an application together. Borrows its scope from it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="invitations")

    class Meta:
        ordering: ClassVar[list[str]] = ["-invited_at", "pk"]

    def __str__(self) -> str:
        return f"{self.email} to {self.application}"


class ApplicationAnswer(models.Model):
    """What stands under one question, and who wrote it last. Borrows its scope.

    Two people may have the same question open: `revision` is what a form was opened with, so the
    second to save sees both and chooses.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.SlugField(db_comment="Its code in the form.")
    value = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ApplicationPartQuerySet[ApplicationAnswer]] = (
        ApplicationPartQuerySet.as_manager()  # type: ignore[assignment]  # as above
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "question"], name="application_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.application}"


class ApplicationStep(models.Model):
    """A state that an application came into: its timeline. Borrows its scope."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=Application.State)
    note = models.CharField(max_length=300, blank=True, help_text="The applicant reads it.")
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[ApplicationPartQuerySet[ApplicationStep]] = (
        ApplicationPartQuerySet.as_manager()  # type: ignore[assignment]  # as above
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_state_display()}"
