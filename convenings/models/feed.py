"""Calendar feeds that calendar programs subscribe to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from convenings.querysets.feed import CalendarFeedQuerySet
from core import clock
from core.nonce import new_nonce


class CalendarFeed(models.Model):
    """A private address with the sessions of one person or one team; a new nonce ends the old one.

    A person's is theirs alone; a team's belongs to its members.
    """

    person = models.OneToOneField(
        "network.Person", models.CASCADE, null=True, blank=True, related_name="calendar_feed"
    )
    team = models.OneToOneField(
        "cohorts.DesignTeam", models.CASCADE, null=True, blank=True, related_name="calendar_feed"
    )
    nonce = models.CharField(max_length=32, default=new_nonce, unique=True, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[CalendarFeedQuerySet] = CalendarFeedQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, team=None) | Q(person=None, team__isnull=False),
                name="calendar_feed_of_person_or_team",
            )
        ]

    def __str__(self) -> str:
        return f"calendar of {self.person or self.team}"
