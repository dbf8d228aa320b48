"""How the list of invitations to roles is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Q

from network.models import RoleInvitation

if TYPE_CHECKING:
    from network.querysets.role import RoleInvitationQuerySet

STATES = (
    ("waiting", "Waiting"),
    ("expired", "Expired"),
    ("accepted", "Accepted"),
    ("taken-back", "Taken back"),
)


class InvitationFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By words in name, address or organization, and by what became of it."""

    q = django_filters.CharFilter(label="Name, address or organization", method="holding")
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, empty_label="All", method="in_state"
    )

    class Meta:
        model = RoleInvitation
        fields = ("q", "state")

    def holding(
        self, rows: RoleInvitationQuerySet, name: str, value: str
    ) -> RoleInvitationQuerySet:
        """Any of the three holds the words."""
        words = Q(first_name__icontains=value) | Q(last_name__icontains=value)
        return rows.filter(
            words | Q(email__icontains=value) | Q(organization__name__icontains=value)
        )

    def in_state(
        self, rows: RoleInvitationQuerySet, name: str, value: str
    ) -> RoleInvitationQuerySet:
        """As `RoleInvitation.state` says it."""
        return rows.in_state(value)
