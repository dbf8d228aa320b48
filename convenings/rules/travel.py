"""How far teams travel to a place, and how fair that is. Straight lines, made longer by a factor
for roads: good enough to compare places, not to plan a drive.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EARTH_RADIUS = 3958.7613  # miles, the mean one


@dataclass(frozen=True)
class Point:
    """A place on earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Fairness:
    """Miles by road to one place: the team in the middle, and the one that travels farthest."""

    median: float
    worst: float
    farthest: str
    known: int
    unknown: int


def miles(one: Point, other: Point) -> float:
    """The great-circle distance (haversine), which stays exact for places close together."""
    lat_1, lat_2 = math.radians(one.latitude), math.radians(other.latitude)
    d_lat = lat_2 - lat_1
    d_lon = math.radians(other.longitude - one.longitude)
    half = math.sin(d_lat / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin(d_lon / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def fairness(
    place: Point, homes: Mapping[str, Point | None], road_factor: float
) -> Fairness | None:
    """How far the teams travel; None when it is known of none. Unknown homes are only counted."""
    ways = {
        name: miles(place, home) * road_factor for name, home in homes.items() if home is not None
    }
    if not ways:
        return None
    farthest = max(sorted(ways), key=ways.__getitem__)
    return Fairness(
        median=statistics.median(ways.values()),
        worst=ways[farthest],
        farthest=farthest,
        known=len(ways),
        unknown=len(homes) - len(ways),
    )
