"""Released implementation surveys: which one an overview shows, and which came before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.comparing import comparable_codes
from surveys.results.models import Release, ReleasedUnit
from surveys.results.pages.readers import AskedItem, figures_of, items_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from surveys.results.engine.figures import UnitFigures

Kind = FrameUnit.Kind


def released_waves(user: User | None = None) -> list[Release]:
    """Releases of implementation surveys, the latest first; of those a user sees, or of all."""
    found = (
        Release.objects.current()
        .filter(administration__purpose=Administration.Purpose.IMPLEMENTATION)
        .exclude(items=[])
    )  # forms that ask in words only have no figures
    found = found.select_related("administration__version__instrument")
    if user is not None:
        found = found.visible_to(user)
    return list(found.order_by("-administration__closes_at", "-pk"))


def wave_before(release: Release, waves: Sequence[Release]) -> Release | None:
    """The wave asked of the same audience that closed before this one."""
    audience = release.administration.version.instrument.audience
    earlier = [
        wave
        for wave in waves
        if wave.administration.closes_at < release.administration.closes_at
        and wave.administration.version.instrument.audience == audience
    ]
    return earlier[0] if earlier else None


@dataclass(frozen=True)
class WaveFigures:
    """One wave's figures for the network or for one service center."""

    release: Release
    administration: Administration
    unit: FrameUnit
    items: tuple[AskedItem, ...]
    own: UnitFigures

    @property
    def year(self) -> str:
        """The year of the closing day, short enough to stand beside a bar."""
        return str(timezone.localtime(self.administration.closes_at).year)

    @property
    def name(self) -> str:
        """ "spring 2024", or the year where the wave has no name."""
        return self.administration.wave or self.year


def comparable_with(before: WaveFigures | None, now: WaveFigures) -> frozenset[str]:
    """Items whose figures of both waves may be joined: asked alike, or decided to be comparable."""
    if before is None:
        return frozenset()
    return comparable_codes(before.administration.version, now.administration.version)


def wave_figures(release: Release, center: int | None = None) -> WaveFigures | None:
    """The network's figures of a wave, or those of a service center; None where it took no part."""
    rows = ReleasedUnit.objects.filter(release=release).select_related("unit")
    if center is None:
        row = rows.filter(unit__parent=None).first()
    else:
        row = rows.filter(unit__kind=Kind.SERVICE_CENTER, unit__organization=center).first()
    if row is None:
        return None
    return WaveFigures(
        release, release.administration, row.unit, items_of(release), figures_of(row)
    )


def centers_of(release: Release) -> dict[int, str]:
    """The service centers of a wave's frame: organization id to name."""
    found = FrameUnit.objects.filter(released__release=release, kind=Kind.SERVICE_CENTER)
    pairs = found.order_by("name").values_list("organization_id", "name")
    return {pk: name for pk, name in pairs if pk is not None}
