"""What can be asked about cohorts and teams, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock
from network.access import standing_of
from network.models import School
from network.querysets.role import in_force
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, DesignTeam, TeamMembership  # noqa: F401  quoted below


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Scopes first, then facts."""

    def visible_to(self, user: User) -> Self:
        """Everything for those who see the network; else cohorts one runs or has a school in."""
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        mine = Q(home__in=standing.places(*ESC_STAFF))
        mine |= Q(enrollments__school__in=School.objects.visible_to(user).values("pk"))
        if standing.person is not None:
            teams = standing.person.team_memberships.current().values("team__cohort_id")
            mine |= Q(pk__in=teams)
        found = self.model._default_manager.filter(mine).order_by().values("pk")
        return self.filter(pk__in=found)

    def run_by(self, user: User) -> Self:
        """Cohorts this user may change: the state's administrators, and staff of its home."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        return self.filter(home__in=standing.places(*ESC_STAFF))

    def current(self) -> Self:
        """Cohorts running today, their first and last day included."""
        today = clock.today()
        return self.filter(starts_on__lte=today, ends_on__gte=today)


class DesignTeamQuerySet(models.QuerySet["DesignTeam"]):
    """Scopes of teams."""

    def visible_to(self, user: User) -> Self:
        """Teams of schools one sees, and one's own team."""
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        mine = Q(school__in=School.objects.visible_to(user).values("pk"))
        mine |= Q(cohort__home__in=standing.places(*ESC_STAFF))
        if standing.person is not None:
            mine |= Q(pk__in=standing.person.team_memberships.current().values("team_id"))
        return self.filter(mine)

    def run_by(self, user: User) -> Self:
        """Teams whose members this user may change: the state, ESC staff of branch or cohort."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        if not standing.holds(*ESC_STAFF):
            return self.none()
        branch = School.objects.visible_to(user).values("pk")
        return self.filter(Q(school__in=branch) | Q(cohort__home__in=standing.places(*ESC_STAFF)))

    def joined_by(self, user: User) -> Self:
        """Teams the user is a member of today."""
        person = standing_of(user).person
        if person is None:
            return self.none()
        return self.filter(pk__in=person.team_memberships.current().values("team_id"))

    def led_by(self, user: User) -> Self:
        """Teams the user leads today."""
        person = standing_of(user).person
        if person is None:
            return self.none()
        led = person.team_memberships.current().filter(role="lead")
        return self.filter(pk__in=led.values("team_id"))


class TeamMembershipQuerySet(models.QuerySet["TeamMembership"]):
    """States of memberships."""

    def current(self) -> Self:
        """Memberships in force today."""
        return self.filter(in_force(clock.today()))
