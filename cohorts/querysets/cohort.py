"""What can be asked about cohorts and the places in them, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Q

from cohorts.querysets.shared import (
    SAME_PLACE,
    count_of,
    of_branch_or_home,
    place_seen,
    place_under,
    rows_of,
)
from cohorts.rules.enrollment import TAKES_PART
from core import clock
from network.access import standing_of
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, Enrollment, EnrollmentChange  # noqa: F401  quoted below
    from network.models import Organization


OF_PERSONS = Q(offering__unit="person")


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Scopes first, then facts."""

    def visible_to(self, user: User) -> Self:
        """Everything for those who see the network; else cohorts one runs or has a school in.

        Whoever is known sees the cohorts that people join alone (EXPLORE): they are everybody's.
        """
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        mine = Q(home__in=standing.places(*ESC_STAFF))
        mine |= place_seen(user, "enrollments__")
        if standing.person is not None:
            teams = standing.person.team_memberships.current().values("team__cohort_id")
            mine |= Q(pk__in=teams) | OF_PERSONS
        found = self.model._default_manager.filter(mine).order_by().values("pk")
        return self.filter(pk__in=found)

    def of_persons(self) -> Self:
        """Cohorts that people join alone, without a team."""
        return self.filter(OF_PERSONS)

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
        enrolled = rows_of(self.model, "enrollments").staying().filter(place_seen(user))
        return self.filter(
            Q(home__in=standing.places(*ESC_STAFF)) | Q(pk__in=enrolled.values("cohort_id"))
        )

    def at(self, organization: Organization) -> Self:
        """Cohorts that it runs, or in which it or a school under it is or ever was."""
        if organization.kind == "state":
            return self
        enrolled = rows_of(self.model, "enrollments").filter(place_under(organization))
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
        here = place_under(organization)
        places = rows_of(self.model, "enrollments").visible_to(user).filter(here)
        teams = rows_of(self.model, "teams").visible_to(user).filter(here)
        return self.annotate(
            schools_here=count_of(places, "cohort"), teams_here=count_of(teams, "cohort")
        )

    def without_schools(self) -> Self:
        """Cohorts in which no school is enrolled."""
        enrolled = rows_of(self.model, "enrollments").staying()
        return self.exclude(pk__in=enrolled.values("cohort_id"))

    def with_counts(self) -> Self:
        """Adds how many schools, teams and people of teams there are, each by its own subquery."""
        teams = rows_of(self.model, "teams")
        people = rows_of(teams.model, "memberships").current()
        return self.annotate(
            school_count=count_of(rows_of(self.model, "enrollments").staying(), "cohort"),
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
            mine |= Q(district__in=teams.values("team__district_id"))
        return self.filter(mine)

    def staying(self) -> Self:
        """Places of schools and districts that have not left."""
        return self.exclude(status="withdrawn")

    def taking_part(self) -> Self:
        """Places that neither rest nor are over."""
        return self.filter(status__in=TAKES_PART)

    def without_team(self) -> Self:
        """Places with no design team in this cohort."""
        teams = rows_of(self.model, "cohort").model._meta.get_field("teams").related_model
        return self.exclude(Exists(teams._default_manager.filter(SAME_PLACE)))


class EnrollmentChangeQuerySet(models.QuerySet["EnrollmentChange"]):
    """The history of places in cohorts."""

    def visible_to(self, user: User) -> Self:
        """Of the places one sees."""
        return self.filter(enrollment__in=rows_of(self.model, "enrollment").visible_to(user))
