"""What the assembled site offers: the first place of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import offers

if TYPE_CHECKING:
    from accounts.models import User


def _everybody(user: User) -> bool:
    return True


offers.offer_place(offers.Place("My day", "home", _everybody, order=10))
