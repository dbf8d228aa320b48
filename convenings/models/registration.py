"""Who wants to come: seats, waitlist, questions on the form, choice sessions."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from convenings.querysets.registration import (
    ChoiceSessionQuerySet,
    QuestionQuerySet,
    RegistrationQuerySet,
)
from core import clock
from core.nonce import new_nonce


class Registration(models.Model):
    """A person's seat in a session; one per convening. Borrows its scope from the session."""

    class State(models.TextChoices):
        REGISTERED = "registered", "Registered"
        OFFERED = "offered", "Seat offered"
        WAITING = "waiting", "On the waitlist"
        CANCELLED = "cancelled", "Cancelled"

    session = models.ForeignKey("Session", models.CASCADE, related_name="registrations")
    convening = models.ForeignKey("Convening", models.CASCADE, related_name="registrations")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=10, choices=State, db_default=State.REGISTERED)
    registered_at = models.DateTimeField(default=clock.now, editable=False)
    registered_by = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, related_name="+"
    )
    offer_ends_at = models.DateTimeField(
        null=True, editable=False, db_comment="Until when an offered seat is held for the person."
    )
    nonce = models.CharField(
        max_length=32,
        default=new_nonce,
        unique=True,
        editable=False,
        db_comment="What links in mails and the personal QR code are signed over.",
    )

    # What the to-dos of a person add.
    lacks_answers: bool

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "person"], name="registration_once_per_convening"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offer_ends_at__isnull=False)
                | (~Q(state="offered") & Q(offer_ends_at=None)),
                name="registration_offer_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"


class SeatChange(models.Model):
    """Why a seat changed hands: the waitlist's log. Borrows its scope from the registration."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="changes")
    session = models.ForeignKey("Session", models.CASCADE, related_name="+")
    before = models.CharField(max_length=10, choices=Registration.State, blank=True)
    after = models.CharField(max_length=10, choices=Registration.State)
    reason = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.after}"


class Question(models.Model):
    """Asked when somebody registers. Borrows its scope from the convening.

    Answers to a private one (dietary, access needs) are for the organizers alone and are deleted
    `keep_days` after the last session.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "Own words"
        CHOICE = "choice", "One of a list"
        CHOICES = "choices", "Any of a list"

    convening = models.ForeignKey("Convening", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    options = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_required = models.BooleanField(default=False)
    is_private = models.BooleanField(default=True)
    keep_days = models.PositiveSmallIntegerField(default=14)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.words


class QuestionAnswer(models.Model):
    """What somebody answered. Seen by the organizers and the person; borrows the rest."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="question_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer to {self.question}"


class ChoiceSession(models.Model):
    """A breakout of a session, with seats of its own. Borrows its scope from the session.

    Those of one round are held at the same time: a person goes to one of them.
    """

    session = models.ForeignKey("Session", models.CASCADE, related_name="choices")
    round = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    detail = models.CharField(max_length=300, blank=True)
    led_by = models.CharField(max_length=120, blank=True)
    room = models.CharField(max_length=60, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ChoiceSessionQuerySet] = ChoiceSessionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["round", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "round", "title"],
                condition=Q(removed_at=None),
                name="choice_session_once_per_round",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ChoiceWish(models.Model):
    """A person's preference: rank 1 is wished most. Borrows its scope from the registration."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="wishes")
    choice = models.ForeignKey(ChoiceSession, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "choice"], name="choice_ranked_once")
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.choice}"


class ChoicePlace(models.Model):
    """Where a person was assigned. Borrows its scope from the registration."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="places")
    choice = models.ForeignKey(ChoiceSession, models.CASCADE, related_name="places")
    round = models.PositiveSmallIntegerField(db_comment="That of the choice session.")
    is_by_hand = models.BooleanField(
        default=False, db_comment="Put there by somebody; a new assignment leaves it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "round"], name="choice_place_once_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration} in {self.choice}"
