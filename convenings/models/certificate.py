"""Contact hours: certificates, licence cycles, and files for the state."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from convenings.querysets.certificate import CertificateQuerySet, ExportLayoutQuerySet
from core import clock
from core.hours import hours_words
from core.nonce import new_nonce


class Certificate(models.Model):
    """Says that a person was at a convening for so many minutes. The person's own; whoever knows
    its code may check it.

    Holds its own words, so that it can be checked when the convening is long gone.
    """

    convening = models.ForeignKey(
        "Convening", models.SET_NULL, null=True, related_name="certificates"
    )
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=32, default=new_nonce, unique=True, editable=False)
    name = models.CharField(max_length=130, db_comment="The person's name when it was issued.")
    title = models.CharField(max_length=200, db_comment="The convening's name when it was issued.")
    place = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=160, db_comment="The network's and the center's name.")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(db_comment="Minutes present.")
    of_minutes = models.PositiveSmallIntegerField(db_comment="Minutes that were held.")
    issued_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoke_reason = models.CharField(max_length=200, blank=True)

    objects: ClassVar[CertificateQuerySet] = CertificateQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "person"],
                condition=Q(revoked_at=None),
                name="certificate_once_per_convening",
            )
        ]

    def __str__(self) -> str:
        return f"certificate of {self.name}, {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("convenings:certificate", args=[self.code])

    @property
    def hours(self) -> str:
        """Contact hours, "5.75"."""
        return hours_words(self.minutes)

    @property
    def address(self) -> str:
        """Where anybody who holds it may check it."""
        return settings.SITE_URL + self.get_absolute_url()


class LicenceCycle(models.Model):
    """The years in which a person gathers hours for a licence. The person's own."""

    person = models.ForeignKey("network.Person", models.CASCADE, related_name="licence_cycles")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="licence_cycle_has_days"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%B %Y} to {self.ends_on:%B %Y}"


class ExportLayout(models.Model):
    """Which columns another system wants, in order. Seen by whoever runs convenings."""

    name = models.CharField(max_length=80, unique=True)
    columns = ArrayField(models.CharField(max_length=40))
    headings = ArrayField(models.CharField(max_length=80))
    made_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ExportLayoutQuerySet] = ExportLayoutQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
