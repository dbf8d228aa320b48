"""A school's open link: whoever has it may begin, and gets a link of their own by that.

Signed over the link's nonce like a personal one. Only in anonymous administrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from core import clock
from core.links import PersonalLink
from surveys.collection import links
from surveys.collection.models import Administration, Draft, Invitation, OpenLink
from surveys.collection.refusals import NotOpen, UnknownLink

if TYPE_CHECKING:
    from collections.abc import Iterable

LINK = PersonalLink("surveys.open", "surveys:open-link")
BATCH = 500
# No letter that is mistaken for another; 12 of them are 60 bits, which nobody guesses.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 12
AS_READ = str.maketrans({"o": "0", "i": "1", "l": "1", "-": "", " ": ""})


def address_for(link: OpenLink) -> str:
    """What the poster's code holds."""
    return LINK.address(link.nonce)


def behind(token: str) -> OpenLink | None:
    """The link of this token, withdrawn or not; None when it leads nowhere."""
    nonce = LINK.nonce(token)
    found = OpenLink.objects.filter(nonce=nonce) if nonce else OpenLink.objects.none()
    return found.select_related("unit__administration__version__instrument").first()


def code_of(link: OpenLink) -> str:
    """What one can type: made from the nonce with the server's secret, in groups of four."""
    number = int.from_bytes(salted_hmac("surveys.open.code", link.nonce).digest()[:8])
    letters = [LETTERS[number >> 5 * place & 31] for place in range(CODE_LENGTH)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, CODE_LENGTH, 4))


def short_address_for(link: OpenLink) -> str:
    """The readable address on a poster; it leads on to the link."""
    return settings.SITE_URL + reverse("surveys:open-link", args=[code_of(link)])


def with_code(typed: str) -> OpenLink | None:
    """The link of a code as somebody typed it; only surveys that are not over are looked at."""
    wanted = typed.lower().translate(AS_READ)
    if len(wanted) != CODE_LENGTH or set(wanted) - set(LETTERS):
        return None
    current = OpenLink.objects.filter(unit__administration__state__in=("draft", "open", "closed"))
    for link in current.iterator():
        if constant_time_compare(code_of(link).replace("-", ""), wanted):
            return link
    return None


def was_ours(token: str) -> bool:
    """Whether we signed this token: then a link without a row was replaced, else it is no link."""
    return LINK.nonce(token) is not None


def begin(link: OpenLink) -> Invitation:
    """A seat of one's own: an invitation without an address. Raises UnknownLink or NotOpen."""
    administration = link.unit.administration
    if link.is_revoked or administration.mode != Administration.Mode.ANONYMOUS:
        raise UnknownLink("This link does not work any more.")
    if not administration.is_open or clock.now() > administration.closes_at:
        raise NotOpen("This survey takes no answers now.")
    return Invitation.objects.create(
        administration=administration,
        unit=link.unit,
        email="",
        is_completed=False,
        is_revoked=False,
    )


def seat_behind(token: str, link: OpenLink) -> Invitation | None:
    """What somebody began at this link, from the token that their browser kept."""
    return links.behind(token).filter(unit=link.unit_id, email="").first() if token else None


def clear_empty_seats() -> int:
    """Forget who began at an open link of a closed survey and has nothing kept there.

    Whose answers are begun stay until they are sent or the time for that is over, which deletes the
    draft first. Safe at any time and twice at once.
    """
    closed = Invitation.objects.filter(
        email="", is_completed=False, administration__state__in=("closed", "released")
    )
    gone = 0
    seats = list(closed.order_by("pk"))
    for start in range(0, len(seats), BATCH):
        gone += _clear(seats[start : start + BATCH])
    return gone


def _clear(seats: Iterable[Invitation]) -> int:
    by_hash = {links.hash_of(links.token_for(seat)): seat.pk for seat in seats}
    begun = set(Draft.objects.filter(token_hash__in=by_hash).values_list("token_hash", flat=True))
    empty = [pk for token_hash, pk in by_hash.items() if token_hash not in begun]
    # Asked again: one that was sent meanwhile stays.
    return Invitation.objects.filter(pk__in=empty, is_completed=False).delete()[0]
