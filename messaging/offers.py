"""What the outbox offers: it answers the mail port, and has a place in the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail, offers
from core.merging import MOVE, move_unless_there, offer_merge_rule
from messaging.emails.digest import NEXT_THINGS_FILLER, next_things_of
from messaging.models.message import DIGEST
from messaging.querysets import sees_outbox
from messaging.services import Outbox
from network.access import standing_of

if TYPE_CHECKING:
    from accounts.models import User


def _gets_messages(user: User) -> bool:
    return standing_of(user).person is not None


mail.offer_kind(
    mail.Kind(
        DIGEST,
        "Daily and weekly digests",
        "You get this because you asked for some messages once a day or once a week.",
    )
)
mail.register(Outbox())
mail.offer_filler(NEXT_THINGS_FILLER, next_things_of)
offers.offer_place(
    offers.Place("Outbox", "messaging:outbox", sees_outbox, order=60, is_in_menu=True)
)
offers.offer_place(
    offers.Place(
        "Your messages", "messaging:preferences", _gets_messages, order=90, is_in_menu=True
    )
)
offer_merge_rule("messaging.Message.person", MOVE)
offer_merge_rule("messaging.Message.organization", MOVE)
offer_merge_rule("messaging.Wish.person", move_unless_there("kind"))
offer_merge_rule("messaging.Wishes.person", move_unless_there())
