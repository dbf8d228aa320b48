"""What reports offers to lower apps: a place in the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import offers
from network.access import standing_of
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK

if TYPE_CHECKING:
    from accounts.models import User


def has_an_overview(user: User) -> bool:
    """Those who see the network, and staff of a service center."""
    return standing_of(user).holds(*SEES_THE_WHOLE_NETWORK, *ESC_STAFF)


offers.offer_place(offers.Place("Overview", "reports:overview", has_an_overview, order=15))
