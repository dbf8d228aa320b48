"""The nouns of cohorts, one file per group."""

from cohorts.models.cohort import Cohort, Enrollment, Offering, Pathway
from cohorts.models.invitation import TeamInvitation
from cohorts.models.team import DesignTeam, TeamMembership

__all__ = [
    "Cohort",
    "DesignTeam",
    "Enrollment",
    "Offering",
    "Pathway",
    "TeamInvitation",
    "TeamMembership",
]
