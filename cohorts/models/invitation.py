"""Invitations into design teams."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cohorts.models.team import DesignTeam, TeamMembership
from core import clock
from core.nonce import new_nonce


class TeamInvitation(models.Model):
    """An invitation by mail to join a design team. Borrows its scope from the team.

    The link is signed over the nonce with the server's secret and is never stored.
    """

    team = models.ForeignKey(DesignTeam, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    role = models.CharField(
        max_length=10, choices=TeamMembership.Role, db_default=TeamMembership.Role.MEMBER
    )
    job = models.CharField(max_length=80, blank=True)
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    invited_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

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

    @property
    def name(self) -> str:
        """Who is invited."""
        return f"{self.first_name} {self.last_name}"

    @property
    def is_open(self) -> bool:
        """Whether its link still lets somebody join."""
        answered = self.accepted_at is not None or self.revoked_at is not None
        return not answered and clock.now() <= self.expires_at

    @property
    def state(self) -> str:
        """One word for what became of it."""
        if self.accepted_at:
            return "Accepted"
        if self.revoked_at:
            return "Taken back"
        return "Waiting" if self.is_open else "Expired"
