"""The personal link to one's place in a session: what it leads to, and whether its mail is due."""

from __future__ import annotations

from convenings.models import Registration
from core import clock
from core.links import PersonalLink

PLACE = PersonalLink(salt="convenings.place", url_name="convenings:place")


def place_behind(token: str) -> Registration | None:
    """The registration of a link, in whatever state; None when the link is not ours."""
    nonce = PLACE.nonce(token)
    related = "session__venue", "session__convening__cohort__home", "person"
    return Registration.objects.select_related(*related).filter(nonce=nonce).first()


def fill_place_link(key: str) -> str:
    """The mail port's filler; the key is the registration's pk."""
    return PLACE.address(Registration.objects.get(pk=int(key)).nonce)


def fill_join_link(key: str) -> str:
    """The mail port's filler: how to join the session in which a registration is now."""
    found = Registration.objects.filter(state=Registration.State.REGISTERED)
    address = found.select_related("session").get(pk=int(key)).session.virtual_link
    if not address:
        raise LookupError("the session has no link to join any more")
    return address


def seat_as_said(key: str) -> bool:
    """The mail port's check: holds while seat 7 is in session 12, to begin as was said.

    The key is "7@12#1802786400"; the moment as seconds knows no zones.
    """
    seat, _, said = key.partition("#")
    pk, _, session_pk = seat.partition("@")
    seats = Registration.objects.holding().filter(pk=int(pk), session=int(session_pk))
    found = seats.select_related("session").first()
    if found is None or found.session.is_cancelled or found.session.is_over:
        return False
    return said == f"{found.session.starts_at.timestamp():.0f}"


def seat_is(key: str) -> bool:
    """The mail port's check: "7@12=offered" holds while registration 7 is so in session 12."""
    seat, _, state = key.partition("=")
    pk, _, session_pk = seat.partition("@")
    found = Registration.objects.filter(pk=int(pk), session=int(session_pk), state=state)
    registration = found.filter(session__is_cancelled=False).first()
    if registration is None:
        return False
    return registration.offer_ends_at is None or registration.offer_ends_at > clock.now()
