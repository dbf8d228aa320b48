"""What the outbox offers: it answers the mail port, and has a place in the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail, offers
from messaging.services import Outbox
from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User


def _sees_outbox(user: User) -> bool:
    return standing_of(user).holds(Role.STATE_ADMIN)


mail.register(Outbox())
offers.offer_place(
    offers.Place("Outbox", "messaging:outbox", _sees_outbox, order=60, is_in_menu=True)
)
