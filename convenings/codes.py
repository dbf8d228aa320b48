"""Two codes: the personal one of a seat, drawn as a QR code, and the one shown in a room."""

from __future__ import annotations

import secrets

from convenings.models import Registration
from core.links import PersonalLink

SEAT = PersonalLink(salt="convenings.seat-code", url_name="convenings:code")
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another one
LENGTH = 6


def seat_behind(token: str) -> Registration | None:
    """The registration of a personal code, in whatever state; None when the code is not ours."""
    related = "session__venue", "session__convening__cohort", "person"
    nonce = SEAT.nonce(token)
    return Registration.objects.select_related(*related).filter(nonce=nonce).first()


def new_room_code() -> str:
    """A code that is quick to type."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def as_typed(words: str) -> str:
    """What somebody typed, as codes are written."""
    return "".join(letter for letter in words.upper() if letter in LETTERS)
