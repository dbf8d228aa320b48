"""The teams that somebody of a service center looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import Cohort, DesignTeam, Enrollment
from network.access import standing_of
from network.roles import ESC_STAFF

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.querysets import DesignTeamQuerySet


def my_teams(user: User) -> DesignTeamQuerySet:
    """Teams of running cohorts at the places that a specialist supports, as long as they take part.

    Who supports no place looks after all teams of the center: a director, or a small center.
    """
    standing = standing_of(user)
    if standing.person is None or not standing.holds(*ESC_STAFF):
        return DesignTeam.objects.none()
    current = Cohort.objects.current().values("pk")
    taking_part = DesignTeam.objects.with_place_among(Enrollment.objects.taking_part())
    running = taking_part.run_by(user).filter(cohort__in=current)
    supported = standing.person.support_assignments.current().values("organization_id")
    assigned = running.filter(
        Q(school__in=supported) | Q(district__in=supported) | Q(school__agency__in=supported)
    )
    return assigned if assigned.exists() else running
