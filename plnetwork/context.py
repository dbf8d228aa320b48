"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from core import clock, offers
from network import viewing
from network.access import standing_of
from network.models import StateAgency

if TYPE_CHECKING:
    from django.http import HttpRequest

AGENCY_CACHE_SECONDS = 60
OF_ONESELF = {"network:work-list", "network:work"}  # of no place in the navigation


def network_words() -> dict[str, str]:
    """What the network is called and where it is, from the state agency's row; cached."""
    words: dict[str, str] | None = cache.get("network-words")
    if words is None:
        agency = StateAgency.objects.order_by("pk").first()
        words = {
            "place": agency.place if agency else "",
            "network_name": agency.network_name if agency else "PL Network",
        }
        cache.set("network-words", words, AGENCY_CACHE_SECONDS)
    return words


def site(request: HttpRequest) -> dict[str, Any]:
    """Names, navigation, the person, and whether this is the demo."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    places = offers.places_for(user) if user is not None and signed_in else []
    return {
        "site_name": "PL Network",
        **network_words(),
        "demo": settings.DEMO,
        "operator_contact": settings.OPERATOR_CONTACT,
        "time_zone_name": f"{timezone.localtime(clock.now()):%Z}",
        # Not "person": a page about somebody else would put that name into the frame.
        "me": standing_of(user).person if user is not None and signed_in else None,
        "places": [place for place in places if not place.is_in_menu],
        "menu": [place for place in places if place.is_in_menu],
        "current_place": _current_place(request),
        "view_as": viewing.current(),
    }


def _current_place(request: HttpRequest) -> str:
    """The namespace of the page, or its name; the navigation marks the place that fits."""
    match = request.resolver_match
    if match and match.view_name in OF_ONESELF:
        return match.view_name
    return (match.namespace or match.url_name or "") if match else ""
