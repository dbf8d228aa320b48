"""One shared tablet: people answer one after the other, and nothing of one is left for the next.

A small signed cookie says that this browser is the tablet of an open link, and which seat is in
turn, as a hash. A seat that is not in turn is not shown there any more, whatever Back leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core import signing
from django.urls import reverse

from surveys.collection import links, open_links

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.collection.models import Invitation, OpenLink

COOKIE = "tablet"
SALT = "surveys.tablet"
HOURS = 12  # a school day; after that somebody sets the tablet up again


class Tablet(NamedTuple):
    """The open link that this browser is used for, by its nonce, and the seat in turn."""

    nonce: str
    seat: str

    @property
    def start(self) -> str:
        """Where the next person begins."""
        return reverse("surveys:kiosk", args=[open_links.LINK.token(self.nonce)])


def tablet_of(request: HttpRequest) -> Tablet | None:
    """What the cookie says; None on everybody's own phone or computer."""
    try:
        nonce, seat = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=HOURS * 3600
        )
    except (signing.BadSignature, ValueError):
        return None
    return Tablet(nonce, seat)


def kiosk_of(request: HttpRequest) -> str | None:
    """The address of the tablet's start page; None where everybody has their own device."""
    tablet = tablet_of(request)
    return tablet.start if tablet else None


def left_behind(request: HttpRequest, invitation: Invitation) -> str | None:
    """Where to send whoever looks at a seat of this school that is not in turn on this tablet.

    None when it may be shown: on other devices always.
    """
    tablet = tablet_of(request)
    if tablet is None or invitation.email:
        return None
    link = getattr(invitation.unit, "open_link", None)
    if link is None or link.nonce != tablet.nonce:
        return None
    in_turn = links.hash_of(links.token_for(invitation)) == tablet.seat
    return None if in_turn else tablet.start


def use_for(response: HttpResponse, link: OpenLink, *, seat: str = "", secure: bool) -> None:
    """Make this browser the tablet of a link; `seat` is the token of whoever begins."""
    told = signing.dumps([link.nonce, links.hash_of(seat) if seat else ""], salt=SALT)
    response.set_cookie(
        COOKIE, told, max_age=HOURS * 3600, httponly=True, samesite="Lax", secure=secure
    )


def use_no_more(response: HttpResponse) -> None:
    """The browser is somebody's own again."""
    response.delete_cookie(COOKIE, samesite="Lax")
