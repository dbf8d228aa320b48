"""What can be asked about cohorts, and who may be told the answer, one file per noun."""

from cohorts.querysets.application import (
    ApplicationPartQuerySet,
    ApplicationQuerySet,
    EnclosureQuerySet,
    ReviewQuerySet,
)
from cohorts.querysets.cohort import CohortQuerySet, EnrollmentChangeQuerySet, EnrollmentQuerySet
from cohorts.querysets.offering import ApplicationFormQuerySet, OfferingQuerySet
from cohorts.querysets.shared import (
    count_of,
    homes_open_to,
    of_branch_or_home,
    place_seen,
    place_under,
    rows_of,
)
from cohorts.querysets.team import DesignTeamQuerySet, TeamMembershipQuerySet

__all__ = [
    "ApplicationFormQuerySet",
    "ApplicationPartQuerySet",
    "ApplicationQuerySet",
    "CohortQuerySet",
    "DesignTeamQuerySet",
    "EnclosureQuerySet",
    "EnrollmentChangeQuerySet",
    "EnrollmentQuerySet",
    "OfferingQuerySet",
    "ReviewQuerySet",
    "TeamMembershipQuerySet",
    "count_of",
    "homes_open_to",
    "of_branch_or_home",
    "place_seen",
    "place_under",
    "rows_of",
]
