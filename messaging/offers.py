"""What the outbox offers: it answers the mail port, and has a place in the navigation."""

from __future__ import annotations

from core import mail, offers
from messaging.querysets import sees_outbox
from messaging.services import Outbox

mail.register(Outbox())
offers.offer_place(
    offers.Place(
        "Outbox",
        "messaging:outbox",
        sees_outbox,
        order=60,
        is_in_menu=True,
        icon="mail_outline",
    )
)
