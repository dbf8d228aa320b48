"""Everything that changes messages and how people want them, one file per noun."""

from messaging.services.acts import (
    NotOpen,
    SecretLost,
    cancel,
    edit,
    postpone,
    restore,
    send_now,
    try_again,
)
from messaging.services.bounces import read_bounce
from messaging.services.digests import compose_digests
from messaging.services.outbox import Outbox
from messaging.services.several import cancel_all, postpone_all
from messaging.services.wishes import choose_hours, choose_rhythms, switch_off, switch_on

__all__ = [
    "NotOpen",
    "Outbox",
    "SecretLost",
    "cancel",
    "cancel_all",
    "choose_hours",
    "choose_rhythms",
    "compose_digests",
    "edit",
    "postpone",
    "postpone_all",
    "read_bounce",
    "restore",
    "send_now",
    "switch_off",
    "switch_on",
    "try_again",
]
