"""What can be asked about cohorts and teams, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from network.access import standing_of
from network.models import Organization, School
from network.querysets.role import in_force
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, STATE_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import (  # noqa: F401  quoted below
        Cohort,
        DesignTeam,
        Enrollment,
        TeamMembership,
    )


def of_branch_or_home(user: User) -> Q:
    """What belongs to a school one sees, or to a cohort that one's own service center runs."""
    centers = standing_of(user).places(*ESC_STAFF)
    return Q(school__in=School.objects.visible_to(user).values("pk")) | Q(cohort__home__in=centers)


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

    def teams_formed_by(self, user: User) -> Self:
        """Cohorts in which this user may form teams: those they run, or with a school of theirs."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        if not standing.holds(*ESC_STAFF):
            return self.none()
        branch = School.objects.visible_to(user).values("pk")
        enrolled = rows_of(self.model, "enrollments").active().filter(school__in=branch)
        return self.filter(
            Q(home__in=standing.places(*ESC_STAFF)) | Q(pk__in=enrolled.values("cohort_id"))
        )

    def at(self, organization: Organization) -> Self:
        """Cohorts that it runs, or in which it or a school under it is or ever was."""
        if organization.kind == "state":
            return self
        schools = School.objects.at_or_under(organization).values("pk")
        enrolled = rows_of(self.model, "enrollments").filter(school__in=schools)
        return self.filter(Q(home=organization) | Q(pk__in=enrolled.values("cohort_id")))

    def current(self) -> Self:
        """Cohorts running today, their first and last day included."""
        today = clock.today()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def planned(self) -> Self:
        """Cohorts that have not begun."""
        return self.filter(starts_on__gt=clock.today())

    def ended(self) -> Self:
        """Cohorts that are over."""
        return self.filter(ends_on__lt=clock.today())

    def with_counts_at(self, organization: Organization, user: User) -> Self:
        """Adds how many of its schools and teams are in each cohort, as far as one sees them."""
        schools = School.objects.at_or_under(organization).values("pk")
        places = rows_of(self.model, "enrollments").visible_to(user).filter(school__in=schools)
        teams = rows_of(self.model, "teams").visible_to(user).filter(school__in=schools)
        return self.annotate(
            schools_here=count_of(places, "cohort"), teams_here=count_of(teams, "cohort")
        )

    def without_schools(self) -> Self:
        """Cohorts in which no school is enrolled."""
        enrolled = rows_of(self.model, "enrollments").active()
        return self.exclude(pk__in=enrolled.values("cohort_id"))

    def with_counts(self) -> Self:
        """Adds how many schools, teams and people of teams there are, each by its own subquery."""
        teams = rows_of(self.model, "teams")
        people = rows_of(teams.model, "memberships").current()
        return self.annotate(
            school_count=count_of(rows_of(self.model, "enrollments").active(), "cohort"),
            team_count=count_of(teams, "cohort"),
            member_count=count_of(people, "team__cohort"),
        )


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    """Schools in cohorts."""

    def visible_to(self, user: User) -> Self:
        """Places of schools one sees, of cohorts one runs, and of the schools of one's teams."""
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        mine = of_branch_or_home(user)
        if standing.person is not None:
            teams = standing.person.team_memberships.current()
            mine |= Q(school__in=teams.values("team__school_id"))
        return self.filter(mine)

    def active(self) -> Self:
        """Schools that have not left."""
        return self.filter(status="active")

    def without_team(self) -> Self:
        """Schools with no design team in this cohort."""
        with_one = rows_of(self.model, "school").filter(teams__cohort_id=OuterRef("cohort_id"))
        return self.exclude(Exists(with_one.filter(pk=OuterRef("school_id"))))


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


def homes_open_to(user: User) -> models.QuerySet[Organization]:
    """Organizations for which this user may open a cohort: the state's administrators all that
    run cohorts, ESC staff their own."""
    standing = standing_of(user)
    if standing.holds(Role.STATE_ADMIN):
        return Organization.objects.filter(kind__in=["state", "esc"])
    return Organization.objects.filter(pk__in=standing.places(*ESC_STAFF))


def rows_of(model: type[models.Model], relation: str) -> Any:
    """All rows behind a relation, whose model this file cannot import."""
    related: Any = model._meta.get_field(relation).related_model
    return related._default_manager.all()


def count_of(rows: models.QuerySet[Any], parent: str) -> Coalesce:
    """How many of `rows` point at the outer row by `parent`; 0 when none does."""
    mine = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    counted = mine.annotate(counted=models.Count("pk")).values("counted")
    return Coalesce(Subquery(counted), 0)
