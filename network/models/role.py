"""Who holds which role, where and when; who is invited to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from core import clock
from network.models.invitation import PersonalInvitation
from network.querysets.role import RoleGrantQuerySet, RoleInvitationQuerySet
from network.roles import Role

if TYPE_CHECKING:
    from network.models.organization import Organization


def role_at(role: str, organization: Organization) -> str:
    """The role and where, as in the middle of a sentence: "ESC director at Maple ESC"."""
    return f"{role_in_words(role)} at {organization}"


def role_in_words(role: str) -> str:
    """The role as in the middle of a sentence: "school leader", "ESC director"."""
    label = Role(role).label
    return label[0].lower() + label[1:] if label[1].islower() else label


class RoleGrant(models.Model):
    """A role that a person holds at an organization between two dates, both included.

    Borrows its scope from the person. Ended grants stay as history.
    """

    person = models.ForeignKey("network.Person", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    organization = models.ForeignKey("network.Organization", models.PROTECT, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        "network.Person", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        db_comment="Ended at this moment, whatever its last day says.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[RoleGrantQuerySet] = RoleGrantQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_starts",
                violation_error_message="A role cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="grant_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} at {self.organization}"

    @property
    def is_over(self) -> bool:
        """Whether it was revoked or its last day is past."""
        past_its_last_day = self.ends_on is not None and self.ends_on < clock.today()
        return self.revoked_at is not None or past_its_last_day

    @property
    def is_coming(self) -> bool:
        """Whether its first day is still to come."""
        return not self.is_over and self.starts_on > clock.today()

    @property
    def in_words(self) -> str:
        """The role and where, as in the middle of a sentence."""
        return role_at(self.role, self.organization)


class RoleInvitation(PersonalInvitation):
    """An invitation by mail to take a role. Borrows its scope from the organization.

    The role begins with the acceptance and only if the inviter may still grant it.
    """

    role = models.CharField(max_length=20, choices=Role)
    organization = models.ForeignKey(
        "network.Organization", models.PROTECT, related_name="role_invitations"
    )
    ends_on = models.DateField(
        null=True, blank=True, db_comment="Last day of the role that it leads to."
    )

    objects: ClassVar[RoleInvitationQuerySet] = RoleInvitationQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "organization",
                condition=Q(accepted_at=None, revoked_at=None),
                name="role_invitation_once_open",
                violation_error_message="This address already has an open invitation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()} at {self.organization}"

    @property
    def in_words(self) -> str:
        """The role and where, as in the middle of a sentence."""
        return role_at(self.role, self.organization)
