"""Everything that changes convenings, one file per noun."""

from convenings.services.attendance import (
    NotYet,
    mark_attendance,
    unmark_attendance,
    welcome_guest,
)
from convenings.services.convening import NumberTaken, change_convening, schedule_convening
from convenings.services.feedback import (
    FeedbackClosed,
    NobodyToAsk,
    open_session_feedback,
)
from convenings.services.registration import (
    SessionClosed,
    SessionFull,
    cancel_registration,
    register,
)
from convenings.services.session import (
    CapacityTooSmall,
    RegionTaken,
    SessionHeld,
    add_session,
    cancel_session,
    change_session,
)

__all__ = [
    "CapacityTooSmall",
    "FeedbackClosed",
    "NobodyToAsk",
    "NotYet",
    "NumberTaken",
    "RegionTaken",
    "SessionClosed",
    "SessionFull",
    "SessionHeld",
    "add_session",
    "cancel_registration",
    "cancel_session",
    "change_convening",
    "change_session",
    "mark_attendance",
    "open_session_feedback",
    "register",
    "schedule_convening",
    "unmark_attendance",
    "welcome_guest",
]
