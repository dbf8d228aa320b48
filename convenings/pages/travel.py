"""How far the teams travel to the chosen venue, and to the others that could be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from cohorts.models import DesignTeam
from convenings.models import Venue
from convenings.rules.travel import Fairness, Point, fairness

if TYPE_CHECKING:
    from convenings.models import Session

ALTERNATIVES = 5


@dataclass(frozen=True)
class Way:
    """One venue and how far it is."""

    venue: Venue
    fairness: Fairness
    is_chosen: bool


@dataclass(frozen=True)
class Travel:
    """The venues with their distances, the chosen one first, then by the longest way."""

    ways: list[Way]
    teams: int
    unknown: int
    is_of_registered: bool
    venue_unknown: bool

    @property
    def road_factor(self) -> float:
        """How much longer roads are taken to be than the straight line."""
        return settings.ROAD_FACTOR

    @property
    def basis(self) -> str:
        """For whom it is reckoned."""
        who = "teams with somebody registered here" if self.is_of_registered else "all teams"
        return f"Reckoned for {who}: {self.teams - self.unknown} of {self.teams} have coordinates."


def travel_to(session: Session) -> Travel:
    """For the teams that registered for the session; before anybody has, for the whole cohort."""
    teams = DesignTeam.objects.filter(cohort=session.convening.cohort_id).select_related(
        "school", "district"
    )
    here = teams.filter(
        memberships__person__registrations__in=session.registrations.standing()
    ).distinct()
    registered = list(here)
    expected = registered or list(teams)
    homes = {str(team): _point(team.school) for team in expected}
    return Travel(
        ways=_ways(session, homes),
        teams=len(homes),
        unknown=sum(home is None for home in homes.values()),
        is_of_registered=bool(registered),
        venue_unknown=session.venue is None or _point(session.venue) is None,
    )


def _ways(session: Session, homes: dict[str, Point | None]) -> list[Way]:
    found = []
    for venue in Venue.objects.offered().exclude(latitude=None):
        place = _point(venue)
        fair = fairness(place, homes, settings.ROAD_FACTOR) if place else None
        if fair is not None:
            found.append(Way(venue, fair, venue.pk == session.venue_id))
    found.sort(key=_fairest_first)
    chosen = [way for way in found if way.is_chosen]
    return [*chosen, *[way for way in found if not way.is_chosen][:ALTERNATIVES]]


def _fairest_first(way: Way) -> tuple[float, float, str]:
    return (way.fairness.worst, way.fairness.median, way.venue.name)


def _point(place: Venue | object) -> Point | None:
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    if latitude is None or longitude is None:
        return None
    return Point(float(latitude), float(longitude))
