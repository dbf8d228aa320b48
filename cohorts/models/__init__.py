"""The nouns of cohorts, one file per group."""

from cohorts.models.application import (
    Application,
    ApplicationAnswer,
    ApplicationEditor,
    ApplicationForm,
    ApplicationInvitation,
    ApplicationStep,
)
from cohorts.models.cohort import Cohort, CohortTopic, Milestone, MilestoneMark
from cohorts.models.enclosure import ApplicationDocument, Consent, ProposedMember
from cohorts.models.enrollment import Enrollment, EnrollmentChange
from cohorts.models.invitation import TeamInvitation
from cohorts.models.offering import (
    FundingSource,
    Offering,
    Pathway,
    Phase,
    PlannedMilestone,
    Position,
    TeamRulePart,
)
from cohorts.models.review import InformationRequest, Review, ReviewScore
from cohorts.models.team import DesignTeam, OnboardingTick, TeamCharter, TeamMembership

__all__ = [
    "Application",
    "ApplicationAnswer",
    "ApplicationDocument",
    "ApplicationEditor",
    "ApplicationForm",
    "ApplicationInvitation",
    "ApplicationStep",
    "Cohort",
    "CohortTopic",
    "Consent",
    "DesignTeam",
    "Enrollment",
    "EnrollmentChange",
    "FundingSource",
    "InformationRequest",
    "Milestone",
    "MilestoneMark",
    "Offering",
    "OnboardingTick",
    "Pathway",
    "Phase",
    "PlannedMilestone",
    "Position",
    "ProposedMember",
    "Review",
    "ReviewScore",
    "TeamCharter",
    "TeamInvitation",
    "TeamMembership",
    "TeamRulePart",
]
