"""How people want their messages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Rhythm(models.TextChoices):
    """When messages of a kind come."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    OFF = "off", "Never"


class Wish(models.Model):
    """One kind of message as one person wants it; without a row it comes at once.

    Who is not known to the network is known by address: they too may switch a kind off.
    """

    person = models.ForeignKey(
        "network.Person", models.CASCADE, null=True, blank=True, related_name="message_wishes"
    )
    address = models.EmailField(blank=True, db_comment="Only where there is no person.")
    kind = models.CharField(max_length=60)
    rhythm = models.CharField(max_length=10, choices=Rhythm)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(person=None), name="wish_of_person"
            ),
            models.UniqueConstraint(
                Lower("address"), "kind", condition=Q(person=None), name="wish_of_address"
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(address=""), name="wish_has_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_rhythm_display()}"


class Wishes(models.Model):
    """What somebody wants of all their messages: hours without any, and a list of to-dos."""

    person = models.OneToOneField(
        "network.Person", models.CASCADE, related_name="wishes_for_messages"
    )
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    wants_next_things = models.BooleanField(db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False) & Q(quiet_until__isnull=False)),
                name="quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Messages of {self.person}"
