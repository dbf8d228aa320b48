"""Everything that changes pathways, cohorts and design teams, one file per noun."""

from cohorts.services.application import NotPossible
from cohorts.services.cohort import (
    CohortFull,
    CohortNameTaken,
    enroll,
    enroll_all,
    open_cohort,
    withdraw,
)
from cohorts.services.decision import (
    AlreadyDecided,
    OfferEnded,
    decide,
    decide_several,
    refuse_offer,
    take_offer,
)
from cohorts.services.enrollment import (
    BeforeTheLast,
    CannotBecome,
    ChangedSince,
    ReasonMissing,
    change_status,
    undo_change,
)
from cohorts.services.information import answer_request, ask_information, close_request
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
from cohorts.services.joining import PlaceClosed, who_is_invited
from cohorts.services.pathway import load_pathways
from cohorts.services.review import (
    ReviewBegun,
    ReviewClosed,
    assign_reviewers,
    declare_conflict,
    save_review,
    take_back_review,
)
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
from cohorts.services.waitlist import end_offer, move_on_waitlist, settle_waitlist

__all__ = [
    "AlreadyDecided",
    "AlreadyMember",
    "BeforeTheLast",
    "CannotBecome",
    "ChangedSince",
    "CohortFull",
    "CohortNameTaken",
    "EndsBeforeItStarts",
    "InvitationNotOpen",
    "NotEnrolled",
    "NotPossible",
    "OfferEnded",
    "OutsideCohort",
    "PlaceClosed",
    "ReasonMissing",
    "ReviewBegun",
    "ReviewClosed",
    "accept_invitation",
    "add_member",
    "answer_request",
    "ask_information",
    "assign_reviewers",
    "change_membership",
    "change_status",
    "close_request",
    "decide",
    "decide_several",
    "declare_conflict",
    "end_membership",
    "end_offer",
    "enroll",
    "enroll_all",
    "form_team",
    "invite_member",
    "load_pathways",
    "move_on_waitlist",
    "namesakes",
    "open_cohort",
    "refuse_offer",
    "replace_member",
    "resend_invitation",
    "restore_membership",
    "revoke_invitation",
    "save_review",
    "settle_waitlist",
    "take_back_review",
    "take_offer",
    "undo_change",
    "who_is_invited",
    "withdraw",
]
