"""What can be asked about teams and their people, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cohorts.querysets.shared import SAME_PLACE, count_of, of_branch_or_home, rows_of
from cohorts.rules.team import ADMINISTRATORS
from core import clock
from network.access import standing_of
from network.querysets.role import in_force
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, STATE_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import DesignTeam, TeamMembership  # noqa: F401  quoted below
    from cohorts.querysets.cohort import EnrollmentQuerySet


class DesignTeamQuerySet(models.QuerySet["DesignTeam"]):
    """Scopes of teams."""

    def visible_to(self, user: User) -> Self:
        """Teams of schools one sees, and one's own team."""
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        mine = of_branch_or_home(user)
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
        return self.filter(of_branch_or_home(user))

    def named_to(self, user: User) -> Self:
        """Teams whose people this user may know by name: an evaluator only those of their own."""
        standing = standing_of(user)
        by_name = standing.holds(*STATE_STAFF, Role.PARTNER_FACILITATOR)
        if standing.holds(Role.EVALUATOR) and not by_name:
            return self.joined_by(user)
        return self.visible_to(user)

    def worked_with_by(self, user: User) -> Self:
        """Teams whose work this user may read; state viewers and evaluators read figures only."""
        standing = standing_of(user)
        reads_work = standing.holds(Role.STATE_ADMIN, Role.PARTNER_FACILITATOR)
        if standing.holds(*SEES_THE_WHOLE_NETWORK) and not reads_work:
            return self.joined_by(user)
        return self.visible_to(user)

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

    def invited_to_by(self, user: User) -> Self:
        """Teams into which this user may invite people: those they run or lead."""
        return self.filter(
            Q(pk__in=self.run_by(user).values("pk")) | Q(pk__in=self.led_by(user).values("pk"))
        )

    def with_place_among(self, places: EnrollmentQuerySet) -> Self:
        """Teams whose school or district has one of these places in their cohort."""
        return self.filter(Exists(places.filter(SAME_PLACE)))

    def without_administrator(self) -> Self:
        """Teams that had an administrator and have none any more."""
        places = rows_of(self.model, "memberships").filter(
            team=OuterRef("pk"), position__in=ADMINISTRATORS
        )
        return self.filter(Exists(places), ~Exists(places.current()))

    def with_member_count(self) -> Self:
        """Adds how many people are in the team today."""
        people = rows_of(self.model, "memberships").current()
        return self.annotate(member_count=count_of(people, "team"))


class TeamMembershipQuerySet(models.QuerySet["TeamMembership"]):
    """Who is in which team."""

    def visible_to(self, user: User) -> Self:
        """Memberships of teams whose people one may know by name."""
        return self.filter(team__in=rows_of(self.model, "team").named_to(user))

    def current(self) -> Self:
        """Memberships in force today."""
        return self.filter(in_force(clock.today()))
