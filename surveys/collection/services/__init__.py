"""Everything that changes an administration, one file per noun."""

from surveys.collection.services.administrations import (
    close_administration,
    extend_administration,
    open_administration,
    prepare_administration,
    request_release,
)
from surveys.collection.services.frames import FrameRow, add_session_unit, set_school_frame
from surveys.collection.services.invitations import invite, invite_addresses, remind, revoke

__all__ = [
    "FrameRow",
    "add_session_unit",
    "close_administration",
    "extend_administration",
    "invite",
    "invite_addresses",
    "open_administration",
    "prepare_administration",
    "remind",
    "request_release",
    "revoke",
    "set_school_frame",
]
