"""The private address of a feed: signed over its nonce, so that a new nonce ends the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenings.models import CalendarFeed
from core.links import PersonalLink

if TYPE_CHECKING:
    from cohorts.models import DesignTeam
    from network.models import Person

LINK = PersonalLink(salt="convenings.calendar", url_name="convenings:feed")


def address_of(owner: Person | DesignTeam) -> str:
    """Where calendar programs fetch a person's or a team's sessions; empty when it has none yet."""
    feed: CalendarFeed | None = getattr(owner, "calendar_feed", None)
    return LINK.address(feed.nonce) if feed else ""


def subscribing(address: str) -> str:
    """The same address as calendar programs open it by themselves."""
    return f"webcal://{address.partition('://')[2]}" if address else ""


def feed_behind(token: str) -> CalendarFeed | None:
    """The feed a token opens; None when there is none, or it leads nowhere any more."""
    nonce = LINK.nonce(token)
    feeds = CalendarFeed.objects.open().select_related(
        "person", "team__cohort", "team__school", "team__district"
    )
    return feeds.filter(nonce=nonce).first() if nonce else None
