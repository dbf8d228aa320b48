"""The areas of a district's conditions: one composite from three sources, and its band.

Survey, classroom visits and focus groups are all told on a scale of 1 to 4. A source that is
missing leaves its weight to the others, and the composite says so. Bands go by what is printed,
two decimals, so that nobody reads 3.25 and finds it called something else. Areas are ranked within
one district only and never between districts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

LOWEST, HIGHEST = 1, 4
AREAS = (
    "Vision",
    "Culture",
    "Transparency",
    "Curriculum",
    "Instruction",
    "Assessment",
    "Learning environments",
    "Student supports",
    "Professional development",
    "Leadership",
    "Technology",
    "Data",
    "Partnerships",
)
STRENGTH_FROM, DEVELOPING_FROM = Fraction("3.25"), Fraction("2.50")
DISCORDANT_FROM = 1  # points between two sources


class Source(StrEnum):
    """Where a score comes from."""

    SURVEY = "survey"
    VISITS = "classroom visits"
    FOCUS_GROUPS = "focus groups"


class Band(StrEnum):
    """What a composite is called."""

    STRENGTH = "strength"
    DEVELOPING = "developing"
    OPPORTUNITY = "opportunity"


WEIGHTS = {Source.SURVEY: 50, Source.VISITS: 25, Source.FOCUS_GROUPS: 25}


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of one district; `composite` has two decimals, half up."""

    composite: Fraction
    missing: tuple[Source, ...] = ()
    is_discordant: bool = False

    @property
    def band(self) -> Band:
        """Strength, developing or opportunity."""
        return band_of(self.composite)


def area_score(sources: Mapping[Source, Decimal | Fraction | int]) -> AreaScore | None:
    """The composite of the sources there are; None without any.

    Raises ValueError for a score outside the scale.
    """
    given = {source: Fraction(sources[source]) for source in WEIGHTS if source in sources}
    if not given:
        return None
    low, high = min(given.values()), max(given.values())
    if low < LOWEST or high > HIGHEST:
        raise ValueError(f"Scores of an area go from {LOWEST} to {HIGHEST}.")
    weighed = sum((WEIGHTS[source] * score for source, score in given.items()), Fraction(0))
    return AreaScore(
        composite=two_decimals(weighed / sum(WEIGHTS[source] for source in given)),
        missing=tuple(source for source in WEIGHTS if source not in given),
        is_discordant=high - low >= DISCORDANT_FROM,
    )


def band_of(composite: Fraction) -> Band:
    """The band of a composite as printed."""
    printed = two_decimals(composite)
    if printed >= STRENGTH_FROM:
        return Band.STRENGTH
    return Band.DEVELOPING if printed >= DEVELOPING_FROM else Band.OPPORTUNITY


def mean_of_areas(composites: Sequence[Fraction]) -> Fraction | None:
    """The plain mean over areas, two decimals; None without any."""
    return two_decimals(sum(composites, Fraction(0)) / len(composites)) if composites else None


def two_decimals(value: Fraction) -> Fraction:
    """Rounded half up, still exact."""
    return Fraction(floor(100 * value + Fraction(1, 2)), 100)
