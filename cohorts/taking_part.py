"""Who takes part, for everybody: counties with their districts and schools, and where they are.

Public are the names of organizations in running cohorts; nobody's name, and no figure of a school.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Avg

from cohorts.models import Cohort, Enrollment
from cohorts.rules.map import Map, Spot, drawn
from network.models import School

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "County not given"


@dataclass
class Place:
    """A school or district and the pathways it goes through."""

    name: str
    pathways: set[str] = field(default_factory=set)

    @property
    def in_words(self) -> str:
        """Such as "LAUNCH, TRANSFORM"."""
        return ", ".join(sorted(self.pathways))


@dataclass
class County:
    """What of a county takes part. Districts are named when they do, or one of their schools."""

    name: str
    districts: dict[int, Place] = field(default_factory=dict)
    schools: dict[int, Place] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Schools, or districts where no school is named."""
        return len(self.schools) or len(self.districts)

    @property
    def district_rows(self) -> list[Place]:
        """By name."""
        return sorted(self.districts.values(), key=_by_name)

    @property
    def school_rows(self) -> list[Place]:
        """By name."""
        return sorted(self.schools.values(), key=_by_name)


@dataclass(frozen=True)
class TakingPart:
    """The table, its sums and its map."""

    counties: list[County]
    map: Map | None
    district_count: int
    school_count: int
    known_counties: int


def taking_part() -> TakingPart:
    """Everybody with a place in a cohort that runs today."""
    counties = _counties()
    return TakingPart(
        counties=counties,
        map=drawn(list(_spots(counties))),
        district_count=len({pk for county in counties for pk in county.districts}),
        school_count=len({pk for county in counties for pk in county.schools}),
        known_counties=sum(county.name != UNKNOWN for county in counties),
    )


def _counties() -> list[County]:
    found: dict[str, County] = {}
    running = Cohort.objects.current().order_by().values("pk")
    places = Enrollment.objects.staying().filter(cohort__in=running)
    for row in places.select_related("school__agency", "district", "cohort__offering__pathway"):
        school = row.school
        district = school.agency if school else row.place
        name = row.place.county or district.county or UNKNOWN
        county = found.setdefault(name, County(name))
        pathway = row.cohort.offering.pathway.name
        over = county.districts.setdefault(district.pk, Place(district.name))
        if school is None:
            over.pathways.add(pathway)
        else:
            county.schools.setdefault(school.pk, Place(school.name)).pathways.add(pathway)
    return sorted(found.values(), key=_unknown_last)


def _spots(counties: Iterable[County]) -> Iterable[Spot]:
    """Every county in which a school's place is known; the others draw the shape of the state."""
    numbers = defaultdict(int, {county.name: county.number for county in counties})
    known = School.objects.open().exclude(county="").filter(latitude__isnull=False)
    middles = known.order_by("county").values("county")
    for row in middles.annotate(latitude_mean=Avg("latitude"), longitude_mean=Avg("longitude")):
        yield Spot(
            row["county"],
            float(row["latitude_mean"]),
            float(row["longitude_mean"]),
            numbers[row["county"]],
        )


def _by_name(place: Place) -> str:
    return place.name.lower()


def _unknown_last(county: County) -> tuple[bool, str]:
    return (county.name == UNKNOWN, county.name.lower())
