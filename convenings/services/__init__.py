"""Everything that changes convenings, one file per noun."""

from convenings.services.agenda import Step, set_agenda, set_checklist, tick
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
from convenings.services.attendance_grid import (
    Guest,
    Line,
    save_attendance,
    write_attendance_list,
)
from convenings.services.choices import (
    ChoiceFull,
    TitleTaken,
    WishesClosed,
    add_choice,
    assign_choices,
    change_choice,
    keep_wishes,
    move_choice,
    open_wishes_again,
    remove_choice,
    restore_choice,
)
from convenings.services.convening import NumberTaken, change_convening, schedule_convening
from convenings.services.facilitators import add_facilitator, remove_facilitator
from convenings.services.feedback import (
    FeedbackClosed,
    NobodyToAsk,
    open_session_feedback,
)
from convenings.services.moving import CannotMove, Move, move_sessions
from convenings.services.questions import (
    add_question,
    add_usual_questions,
    change_question,
    remove_question,
    restore_question,
)
from convenings.services.registration import (
    OfferEnded,
    cancel_registration,
    end_offer,
    register,
    take_offer,
)
from convenings.services.room import (
    NotOnTheList,
    WrongCode,
    check_oneself_in,
    end_room_code,
    offer_room_code,
)
from convenings.services.seats import SessionClosed, SessionFull
from convenings.services.series import Planned, load_series, plan_series
from convenings.services.session import (
    CapacityTooSmall,
    EndsTooSoon,
    RegionTaken,
    RoomTaken,
    SessionHeld,
    add_session,
    cancel_session,
    change_session,
)
from convenings.services.team_seats import register_team
from convenings.services.venue import (
    StillPlanned,
    add_venue,
    bring_back_venue,
    change_venue,
    retire_venue,
)

__all__ = [
    "CannotMove",
    "CapacityTooSmall",
    "ChoiceFull",
    "EndsTooSoon",
    "FeedbackClosed",
    "Guest",
    "Line",
    "Move",
    "NobodyToAsk",
    "NotOnTheList",
    "NotThere",
    "NotYet",
    "NumberTaken",
    "OfferEnded",
    "Planned",
    "RegionTaken",
    "RoomTaken",
    "SessionClosed",
    "SessionFull",
    "SessionHeld",
    "Step",
    "StillPlanned",
    "Tap",
    "TitleTaken",
    "WishesClosed",
    "WrongCode",
    "add_choice",
    "add_facilitator",
    "add_question",
    "add_session",
    "add_usual_questions",
    "add_venue",
    "assign_choices",
    "bring_back_venue",
    "cancel_registration",
    "cancel_session",
    "change_choice",
    "change_convening",
    "change_minutes",
    "change_question",
    "change_session",
    "change_venue",
    "check_oneself_in",
    "end_offer",
    "end_room_code",
    "forget_old_answers",
    "keep_wishes",
    "load_series",
    "mark_attendance",
    "merge_taps",
    "move_choice",
    "move_sessions",
    "offer_room_code",
    "open_session_feedback",
    "open_wishes_again",
    "plan_series",
    "register",
    "register_team",
    "remove_choice",
    "remove_facilitator",
    "remove_question",
    "restore_choice",
    "restore_question",
    "retire_venue",
    "save_attendance",
    "schedule_convening",
    "set_agenda",
    "set_checklist",
    "take_offer",
    "tick",
    "unmark_attendance",
    "welcome_guest",
    "write_attendance_list",
]
