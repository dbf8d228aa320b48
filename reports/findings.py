"""What the network has learned, for its public page: released figures of the whole network only."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from reports.headlines import CONDITION, CONVENINGS
from reports.reach import cohorts_of
from reports.waves import released_waves, wave_figures
from surveys.collection.models import Administration
from surveys.results.models import Release
from surveys.results.pages.occasions import convening_ranges

CACHE_KEY = "public-findings"
CACHE_SECONDS = 60


@dataclass(frozen=True)
class PublicFinding:
    """ "44%", what it says, and what it rests on."""

    value: str
    text: str
    base: str


def public_findings() -> list[PublicFinding]:
    """The latest released findings of the network; kept for a minute."""
    found: list[PublicFinding] | None = cache.get(CACHE_KEY)
    if found is None:
        found = [*_convenings(), *_condition()]
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def _convenings() -> list[PublicFinding]:
    latest = (
        Release.objects.current()
        .filter(administration__purpose=Administration.Purpose.CONVENING)
        .order_by("-administration__closes_at")
        .values_list("administration__school_year", flat=True)
        .first()
    )
    if latest is None:
        return []
    claims = {headline.code: headline.claim for headline in CONVENINGS}
    return [
        PublicFinding(
            str(one.range),
            claims[one.item.code],
            f"{one.range.pooled.n} answers, {_convenings_words(one.range.occasions)}",
        )
        for one in convening_ranges(cohorts_of(latest), list(claims), school_year=latest)
    ]


def _condition() -> list[PublicFinding]:
    for release in released_waves():
        now = wave_figures(release)
        cell = None if now is None else now.own.items.get(CONDITION.code)
        if now is None or cell is None or now.own.base is None or cell.words is None:
            continue
        schools = release.summary.get("school", {}).get("all", 0)
        base = f"{cell.n} of {now.own.base.staff} staff in {schools} schools"
        if cell.low_1 is not None:
            base += f", 95% interval {cell.low_1}–{cell.high_1}"
        return [PublicFinding(f"{cell.percent}%", f"{CONDITION.claim}: {cell.words}", base)]
    return []


def _convenings_words(number: int) -> str:
    return "1 convening" if number == 1 else f"{number} convenings"
