"""Everything that changes pathways, cohorts and design teams, one file per noun."""

from cohorts.services.cohort import (
    CohortFull,
    CohortNameTaken,
    enroll,
    enroll_all,
    open_cohort,
    withdraw,
)
from cohorts.services.enrollment import (
    BeforeTheLast,
    CannotBecome,
    ChangedSince,
    ReasonMissing,
    change_status,
    undo_change,
)
from cohorts.services.invitation import (
    AlreadyMember,
    InvitationNotOpen,
    accept_invitation,
    invite_member,
    namesakes,
    replace_member,
    resend_invitation,
    revoke_invitation,
)
from cohorts.services.pathway import load_pathways
from cohorts.services.team import (
    EndsBeforeItStarts,
    NotEnrolled,
    OutsideCohort,
    add_member,
    change_membership,
    end_membership,
    form_team,
    restore_membership,
)

__all__ = [
    "AlreadyMember",
    "BeforeTheLast",
    "CannotBecome",
    "ChangedSince",
    "CohortFull",
    "CohortNameTaken",
    "EndsBeforeItStarts",
    "InvitationNotOpen",
    "NotEnrolled",
    "OutsideCohort",
    "ReasonMissing",
    "accept_invitation",
    "add_member",
    "change_membership",
    "change_status",
    "end_membership",
    "enroll",
    "enroll_all",
    "form_team",
    "invite_member",
    "load_pathways",
    "namesakes",
    "open_cohort",
    "replace_member",
    "resend_invitation",
    "restore_membership",
    "revoke_invitation",
    "undo_change",
    "withdraw",
]
