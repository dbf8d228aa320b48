"""What may be said about who wrote something: role, school type, region, if enough share them.

Respondents are counted by unit and role, as for figures. The name of a school is never part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from network.models import ServiceCenter
from network.school_levels import ELEMENTARY, HIGH, MIDDLE, SEVERAL
from surveys.collection.models import FrameUnit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.collection.models import Administration
    from surveys.results.models import OpenAnswer

SCHOOL_TYPES = {
    ELEMENTARY: "elementary school",
    MIDDLE: "middle school",
    HIGH: "high school",
    SEVERAL: "school of several levels",
}
SOMEBODY = "a respondent"


class Attribution(NamedTuple):
    """Words about a person; what is not told is empty."""

    role_words: str = ""
    school_type: str = ""
    region: str = ""

    def __str__(self) -> str:
        return ", ".join(
            part for part in (self.role_words or SOMEBODY, self.school_type, self.region) if part
        )

    def fits(self, other: Attribution) -> bool:
        """Whether somebody of whom `other` is everything known could be meant."""
        return all(not told or told == theirs for told, theirs in zip(self, other, strict=True))


class Place(NamedTuple):
    """A unit where people answered, as far as it may be described."""

    is_school: bool
    school_type: str
    region: str


@dataclass(frozen=True)
class Respondents:
    """Everybody who answered one survey: how many in each unit and role group."""

    threshold: int
    roles: tuple[str, ...]
    places: Mapping[int, Place]
    submitted: Mapping[tuple[int, int], int]

    def is_safe(self, attribution: Attribution) -> bool:
        """Whether at least the threshold of respondents share it, from two schools or more.

        A session is no place that anybody works at, so one is enough.
        """
        if not any(attribution):
            return True
        sharing = [
            (unit, number)
            for (unit, role), number in self.submitted.items()
            if number and attribution.fits(self._fully(unit, role))
        ]
        schools = {unit for unit, _ in sharing if self.places[unit].is_school}
        return sum(number for _, number in sharing) >= self.threshold and len(schools) != 1

    def safe_attributions(self, answer: OpenAnswer) -> list[Attribution]:
        """All that may be said about who wrote it, the most telling first, nothing last."""
        full = self._fully(answer.unit_id, answer.role)
        told = [name for name, part in zip(full._fields, full, strict=True) if part]
        every = [
            Attribution(**{name: getattr(full, name) for name in names})
            for number in range(len(told), -1, -1)
            for names in combinations(told, number)
        ]
        return [attribution for attribution in every if self.is_safe(attribution)]

    def place_for_readers(self, answer: OpenAnswer) -> str:
        """School type and region, if at least the threshold of schools share them; else less."""
        place = self.places[answer.unit_id]
        if not place.is_school:
            return place.region
        for words in self._places_of(place):
            if self._schools_sharing.get(words, 0) >= self.threshold:
                return ", ".join(part for part in words if part)
        return ""

    @cached_property
    def _schools_sharing(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for place in self.places.values():
            for words in self._places_of(place):
                found[words] = found.get(words, 0) + 1
        return found

    def _places_of(self, place: Place) -> Iterator[tuple[str, str]]:
        """Both, else the type, else the region."""
        yield from dict.fromkeys(
            [(place.school_type, place.region), (place.school_type, ""), ("", place.region)]
        )

    def _fully(self, unit: int, role: int) -> Attribution:
        place = self.places[unit]
        words = self.roles[role - 1] if 0 < role <= len(self.roles) else ""
        return Attribution(words, place.school_type, place.region)


def respondents_of(administration: Administration) -> Respondents:
    """Read in three queries: the frame, its service centers, and how many answered."""
    units = list(administration.units.select_related("parent__parent"))
    inner = {unit.parent_id for unit in units}
    regions = dict(
        ServiceCenter.objects.filter(frame_units__administration=administration)
        .order_by()
        .values_list("pk", "region")
    )
    submitted = administration.tallies.values_list("unit_id", "role", "submitted")
    return Respondents(
        threshold=administration.threshold,
        roles=tuple(administration.version.roles),
        places={unit.pk: _place(unit, regions) for unit in units if unit.pk not in inner},
        submitted={(unit, role): number for unit, role, number in submitted},
    )


def _place(unit: FrameUnit, regions: Mapping[int, str]) -> Place:
    """Region of a session is its name; that of a school what its center of the frame is in."""
    if unit.kind == FrameUnit.Kind.SESSION:
        return Place(is_school=False, school_type="", region=unit.name)
    above = unit.parent
    while above is not None and above.kind != FrameUnit.Kind.SERVICE_CENTER:
        above = above.parent
    region = (
        ""
        if above is None or above.organization_id is None
        else regions.get(above.organization_id, "")
    )
    return Place(is_school=True, school_type=SCHOOL_TYPES.get(unit.level, ""), region=region)
