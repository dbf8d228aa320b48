"""Invitations into design teams."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cohorts.models.offering import Position
from cohorts.models.team import DesignTeam, TeamMembership
from network.models.invitation import PersonalInvitation


class TeamInvitation(PersonalInvitation):
    """An invitation by mail to join a design team. Borrows its scope from the team."""

    team = models.ForeignKey(DesignTeam, models.CASCADE, related_name="invitations")
    role = models.CharField(
        max_length=10, choices=TeamMembership.Role, db_default=TeamMembership.Role.MEMBER
    )
    job = models.CharField(max_length=80, blank=True)
    position = models.CharField(max_length=20, choices=Position, blank=True)
    replaces = models.ForeignKey(
        TeamMembership,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        db_comment="Whose place it becomes, when somebody left.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "team",
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_open_per_team",
                violation_error_message="This address already has an open invitation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.team}"
