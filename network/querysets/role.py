"""What can be asked about role grants and invitations to roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock
from network.access import standing_of
from network.querysets.organization import OrganizationQuerySet
from network.roles import MAY_GRANT, Role

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User
    from network.models import (  # noqa: F401  named in quotes below
        Organization,
        RoleGrant,
        RoleInvitation,
    )


def in_force(on: dt.date) -> Q:
    """The condition of everything with `starts_on` and `ends_on`, both days included."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """States of grants."""

    def current(self) -> Self:
        """Grants in force now: first and last day included, unless revoked before."""
        return self.filter(in_force(clock.today()), revoked_at=None)

    def not_over(self) -> Self:
        """Grants in force now, and those whose first day is still to come."""
        today = clock.today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), revoked_at=None)

    def overlapping(self, starts_on: dt.date, ends_on: dt.date | None) -> Self:
        """Grants that share a day with these, unless they were revoked."""
        begun = Q() if ends_on is None else Q(starts_on__lte=ends_on)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=starts_on), revoked_at=None)

    def lasting(self) -> Self:
        """In force today without a last day, held by somebody who can sign in."""
        return self.current().filter(ends_on=None, person__user__is_active=True)

    def run_by(self, user: User) -> Self:
        """Grants this user may give and end; never their own."""
        person = standing_of(user).person
        return self.filter(_within_reach_of(user, self.model)).exclude(person=person)


class RoleInvitationQuerySet(models.QuerySet["RoleInvitation"]):
    """Scopes and states of invitations."""

    def run_by(self, user: User) -> Self:
        """Invitations this user may send again and take back."""
        return self.filter(_within_reach_of(user, self.model))

    def waiting(self) -> Self:
        """Neither accepted nor taken back; the link may be too old."""
        return self.filter(accepted_at=None, revoked_at=None)

    def in_state(self, state: str) -> Self:
        """Those that are "waiting", "expired", "accepted" or "taken-back"."""
        if state == "accepted":
            return self.exclude(accepted_at=None)
        if state == "taken-back":
            return self.filter(accepted_at=None).exclude(revoked_at=None)
        now = clock.now()
        is_late = Q(expires_at__lt=now) if state == "expired" else Q(expires_at__gte=now)
        return self.waiting().filter(is_late)


def _within_reach_of(user: User, model: type[models.Model]) -> Q:
    """The condition on `role` and `organization` of everything this user may grant."""
    standing = standing_of(user)
    if standing.holds(Role.STATE_ADMIN):
        return Q()
    centers = standing.places(Role.ESC_DIRECTOR)
    if not centers:
        return Q(pk__in=[])
    organizations = model._meta.get_field("organization").related_model
    every: OrganizationQuerySet[Organization] = OrganizationQuerySet(organizations)
    branch = Q()
    for center in centers:
        branch |= Q(organization__in=every.branch_of_id(center).values("pk"))
    return Q(role__in=MAY_GRANT[Role.ESC_DIRECTOR]) & branch
