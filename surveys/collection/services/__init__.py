"""Everything that changes an administration, one file per noun."""

from surveys.collection.services.administrations import (
    close_administration,
    close_past_window,
    end_grace,
    extend_administration,
    open_administration,
    prepare_administration,
    request_release,
)
from surveys.collection.services.frames import (
    FrameRow,
    add_session_unit,
    change_school_frame,
    set_school_frame,
)
from surveys.collection.services.invitations import invite, invite_addresses, remind
from surveys.collection.services.nudges import nudge, take_nudge_back
from surveys.collection.services.open_links import open_a_link, replace_link, revoke_link
from surveys.collection.services.opt_outs import add_opt_outs, forget_opt_outs, take_back_opt_out
from surveys.collection.services.personal_links import put_back, renew_link, revoke, send_again
from surveys.collection.services.preparing import (
    bring_back_draft,
    change_administration,
    delete_removed,
    prepare_survey,
    remove_draft,
)
from surveys.collection.services.safeguards import confirm_safeguards

__all__ = [
    "FrameRow",
    "add_opt_outs",
    "add_session_unit",
    "bring_back_draft",
    "change_administration",
    "change_school_frame",
    "close_administration",
    "close_past_window",
    "confirm_safeguards",
    "delete_removed",
    "end_grace",
    "extend_administration",
    "forget_opt_outs",
    "invite",
    "invite_addresses",
    "nudge",
    "open_a_link",
    "open_administration",
    "prepare_administration",
    "prepare_survey",
    "put_back",
    "remind",
    "remove_draft",
    "renew_link",
    "replace_link",
    "request_release",
    "revoke",
    "revoke_link",
    "send_again",
    "set_school_frame",
    "take_back_opt_out",
    "take_nudge_back",
]
