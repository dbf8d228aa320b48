"""What goes with an application: the people proposed, documents, and the word of a leader."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cohorts.models.application import Application
from cohorts.models.offering import Position
from cohorts.querysets import ApplicationPartQuerySet, EnclosureQuerySet
from core import clock
from core.nonce import new_nonce
from network.models.invitation import BETWEEN_TWO_MAILS


class ProposedMember(models.Model):
    """Somebody an applicant wants in the team; invited when it is accepted. Borrows its scope.

    Whoever was taken off last comes back by undo.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="proposed")
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    email = models.EmailField("work e-mail")
    position = models.CharField(max_length=20, choices=Position)
    job = models.CharField(max_length=80, blank=True)
    is_lead = models.BooleanField("leads the team", default=False)
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[EnclosureQuerySet[ProposedMember]] = EnclosureQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "application",
                condition=Q(removed_at=None),
                name="proposed_member_once",
                violation_error_message="This address is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class ApplicationDocument(models.Model):
    """A file that goes with an application. Borrows its scope; removed ones come back by undo."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    file = models.FileField(upload_to="applications/")
    name = models.CharField(max_length=200, db_comment="As it was called where it came from.")
    added_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[EnclosureQuerySet[ApplicationDocument]] = EnclosureQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """The principal's or superintendent's word by a personal link. Borrows its scope.

    The link is signed over the nonce with the server's secret and is never stored.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="consents")
    name = models.CharField(max_length=120)
    email = models.EmailField("work e-mail")
    position = models.CharField(max_length=20, choices=Position)
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    asked_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    given_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)

    objects: ClassVar[ApplicationPartQuerySet[Consent]] = ApplicationPartQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(refused_at__isnull=True),
                name="consent_given_or_refused",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.application}"

    @property
    def holds(self) -> bool:
        """Whether it was given and not taken back."""
        return self.given_at is not None and self.revoked_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered yet."""
        return self.given_at is None and self.refused_at is None and self.revoked_at is None

    @property
    def is_fresh(self) -> bool:
        """Whether its mail has only just been queued: another one would be a double click's."""
        return self.is_waiting and clock.now() - self.asked_at < BETWEEN_TWO_MAILS

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        if self.revoked_at:
            return "Taken back"
        if self.given_at:
            return "Given"
        return "Refused" if self.refused_at else "Waiting"
