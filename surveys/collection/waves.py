"""Waves: a season of a school year, in words such as "spring 2024"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt

SEASONS = ("fall", "winter", "spring", "summer")
BY_MONTH = {
    **dict.fromkeys((9, 10, 11), "fall"),
    **dict.fromkeys((12, 1, 2), "winter"),
    **dict.fromkeys((3, 4, 5), "spring"),
    **dict.fromkeys((6, 7, 8), "summer"),
}


def wave_of(season: str, school_year: str, opens_at: dt.datetime) -> str:
    """The season with its year of the school year: fall of the first, winter and spring the second.

    A school year has two ends in summer, so there the opening decides. Empty without a season.
    """
    if not season:
        return ""
    first = int(school_year[:4])
    year = first if season == "fall" else first + 1
    if season == "summer":
        opening = timezone.localdate(opens_at)
        year = first + 1 if opening.year == first + 1 else first
    return f"{season} {year}"


def season_of(wave: str) -> str:
    """The season that a wave names; empty for other words."""
    season, _, year = wave.partition(" ")
    return season if season in SEASONS and year.isdecimal() else ""


def season_on(day: dt.date) -> str:
    """The season of a day."""
    return BY_MONTH[day.month]
