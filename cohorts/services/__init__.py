"""Everything that changes pathways, cohorts and design teams, one file per noun."""

from cohorts.services.cohort import (
    CohortFull,
    CohortNameTaken,
    enroll,
    enroll_all,
    open_cohort,
    withdraw,
)
from cohorts.services.invitation import (
    AlreadyMember,
    InvitationNotOpen,
    accept_invitation,
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from cohorts.services.pathway import load_pathways
from cohorts.services.team import (
    EndsBeforeItStarts,
    NotEnrolled,
    add_member,
    end_membership,
    form_team,
    restore_membership,
)

__all__ = [
    "AlreadyMember",
    "CohortFull",
    "CohortNameTaken",
    "EndsBeforeItStarts",
    "InvitationNotOpen",
    "NotEnrolled",
    "accept_invitation",
    "add_member",
    "end_membership",
    "enroll",
    "enroll_all",
    "form_team",
    "invite_member",
    "load_pathways",
    "open_cohort",
    "resend_invitation",
    "restore_membership",
    "revoke_invitation",
    "withdraw",
]
