"""People of the network."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

from core.words import SearchText
from network.querysets.person import PersonQuerySet


class MailName(Func):
    """What stands before the @ of an address in small letters."""

    template = "split_part(%(expressions)s, '@', 1)"


class Person(models.Model):
    """One record per human being, with or without an account; many roles over time."""

    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=30, blank=True)
    job_title = models.CharField(max_length=80, blank=True)
    time_zone = models.CharField(
        max_length=40, blank=True, help_text="Empty means the network's own zone."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    organization = models.ForeignKey(
        "network.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        db_comment="Where the person works; rights never come from here.",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        db_comment="The record that holds everything since the merge; this one is only its alias.",
    )
    mail_refused_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        db_comment="When a mail server last said that the address does not exist.",
    )
    mail_refusal = models.CharField(max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    search_text = models.GeneratedField(
        expression=SearchText("first_name", "last_name", "email", "job_title"),
        output_field=models.TextField(),
        db_persist=True,
    )

    name_text = models.GeneratedField(
        expression=SearchText("first_name", "last_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    compared_as = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        db_default="",
        default="",
        db_comment="What the search for duplicates last read of this person, as one number.",
    )

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["last_name", "first_name", "pk"]
        indexes = [
            models.Index(Lower("last_name"), Lower("first_name"), "id", name="person_by_name"),
            models.Index(Lower("email"), "id", name="person_by_email"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="person_search"),
            # For the search for duplicates: likeness of names, and what stands before the @.
            GinIndex(OpClass("name_text", "gin_trgm_ops"), name="person_like_names"),
            models.Index(MailName(Lower("email")), "id", name="person_by_mail_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_unique",
                violation_error_message="There is already a person with this e-mail address.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_absolute_url(self) -> str:
        return reverse("network:person", args=[self.pk])
