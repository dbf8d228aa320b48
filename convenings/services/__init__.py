"""Everything that changes convenings, one file per noun."""

from convenings.services.answers import forget_old_answers
from convenings.services.attendance import (
    NotThere,
    NotYet,
    Tap,
    change_minutes,
    mark_attendance,
    merge_taps,
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
    OfferEnded,
    cancel_registration,
    end_offer,
    register,
    take_offer,
)
from convenings.services.seats import SessionClosed, SessionFull
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
    "NotThere",
    "NotYet",
    "NumberTaken",
    "OfferEnded",
    "RegionTaken",
    "SessionClosed",
    "SessionFull",
    "SessionHeld",
    "Tap",
    "add_session",
    "cancel_registration",
    "cancel_session",
    "change_convening",
    "change_minutes",
    "change_session",
    "end_offer",
    "forget_old_answers",
    "mark_attendance",
    "merge_taps",
    "open_session_feedback",
    "register",
    "schedule_convening",
    "take_offer",
    "unmark_attendance",
    "welcome_guest",
]
