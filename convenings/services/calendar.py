"""Addresses of calendar feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import CalendarFeed
from core import clock
from core.nonce import new_nonce
from network.services import activity

if TYPE_CHECKING:
    from cohorts.models import DesignTeam
    from network.models import Person


@transaction.atomic
def new_own_address(person: Person) -> CalendarFeed:
    """A private address for somebody's own sessions; an older one leads nowhere from now on."""
    fresh = {"nonce": new_nonce(), "made_at": clock.now()}
    feed, _ = CalendarFeed.objects.update_or_create(person=person, defaults=fresh)
    return feed


@transaction.atomic
def new_team_address(team: DesignTeam, *, by: Person | None) -> CalendarFeed:
    """A private address for a team's sessions; an older one leads nowhere from now on."""
    fresh = {"nonce": new_nonce(), "made_at": clock.now()}
    feed, _ = CalendarFeed.objects.update_or_create(team=team, defaults=fresh)
    activity.record(team, "changed", "The team's calendar has a new address.", by=by)
    return feed
