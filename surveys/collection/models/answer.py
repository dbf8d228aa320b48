"""Invitations, drafts, responses and the tallies they are folded into."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.nonce import new_nonce
from surveys.collection.models.administration import Administration, FrameUnit
from surveys.collection.querysets import DraftQuerySet, InvitationQuerySet


class Invitation(models.Model):
    """Somebody is asked, or somebody began at a school's open link and then has no address.

    Borrows its scope from the administration. The link is signed over the nonce and never stored.
    That an answer came is kept as a yes or no without a time, so that no order joins it to a
    response.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True, db_comment="Empty for who began at an open link.")
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    is_completed = models.BooleanField(db_default=False)
    is_revoked = models.BooleanField(db_default=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "administration",
                condition=~Q(email=""),
                name="invitation_once_per_administration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} for {self.administration}"


class Draft(models.Model):
    """An unfinished answer, found by the hash of its link and encrypted with a key from the link.

    Sealing (submitting) replaces hash and key, so that the row no longer leads to the link. Nobody
    sees drafts.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="drafts")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    ciphertext = models.BinaryField()
    revision = models.PositiveIntegerField(db_default=0)
    is_sealed = models.BooleanField(db_default=False)

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        indexes = [
            models.Index(
                fields=["administration"], condition=Q(is_sealed=True), name="draft_sealed"
            )
        ]

    def __str__(self) -> str:
        return "sealed answer" if self.is_sealed else "unfinished answer"


class Response(models.Model):
    """One answered form. Rows leave only under an evaluator's agreement; nobody lists them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    administration = models.ForeignKey(Administration, models.CASCADE, related_name="responses")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="+")
    role = models.PositiveSmallIntegerField(
        db_default=0, db_comment="Position in the version's roles, from 1; 0 is not told."
    )
    answers = ArrayField(
        models.SmallIntegerField(),
        db_comment="By item slot: 0 skipped, -1 not asked, else the option's code.",
    )
    texts = models.JSONField(default=dict, db_comment="Open answers by item code.")
    weight = models.FloatField(
        null=True,
        db_comment="As it came with imported rows; kept for evaluators, and no figure uses it.",
    )

    def __str__(self) -> str:
        return "response"


class ResponseKey(models.Model):
    """Whose response it is, in confidential and identified administrations only.

    Apart from the response, so that results never touch it; a trigger refuses a row for an
    anonymous administration (architecture.md 5.3). Nobody lists them; pages go by administration.
    """

    response = models.OneToOneField(Response, models.CASCADE, related_name="key")
    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="key")

    def __str__(self) -> str:
        return "key of a response"


class Tally(models.Model):
    """Counts of a leaf unit and role group; the only thing results are computed from.

    `counts` is flat: for each slot `width` numbers: skipped, option 1, option 2, …, does not apply.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="tallies")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="tallies")
    role = models.PositiveSmallIntegerField(db_default=0)
    submitted = models.PositiveIntegerField(db_default=0)
    width = models.PositiveSmallIntegerField(db_comment="Numbers per slot.")
    counts = ArrayField(models.PositiveIntegerField())

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "unit", "role"], name="tally_once_per_group"
            )
        ]

    def __str__(self) -> str:
        return f"tally of {self.unit}"


class ScaleTally(models.Model):
    """Sums over the persons of a leaf unit and role group, for scale scores (architecture.md 5.5).

    For a scale of k items, reverse items flipped, `sums` holds for each number of answered items
    a from ceil(2k/3) to k: how many persons, ΣT and ΣT² of their totals (a person's score is T/a);
    then for each item Σx and Σx² over those who answered all k.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="scale_tallies")
    unit = models.ForeignKey(FrameUnit, models.CASCADE, related_name="+")
    role = models.PositiveSmallIntegerField(db_default=0)
    scale = models.CharField(max_length=60, db_comment="The construct of its items.")
    sums = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name_plural = "scale tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "unit", "role", "scale"], name="scale_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scale} of {self.unit}"
