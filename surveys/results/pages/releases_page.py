"""The operator's page of releases: where a survey stands, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from surveys.collection.models import Administration
from surveys.results import progress
from surveys.results.engine.interim import TIMES_THE_THRESHOLD
from surveys.results.models import Release
from surveys.results.services import why_no_interim

if TYPE_CHECKING:
    from collections.abc import Sequence

State = Administration.State


@dataclass(frozen=True)
class ReleasesPage:
    """One survey's releases, and the one step that is open now."""

    administration: Administration

    @cached_property
    def releases(self) -> Sequence[Release]:
        """All of them, the newest first."""
        found = self.administration.releases.select_related("released_by")
        return list(found.order_by("-number"))

    @property
    def interim(self) -> Release | None:
        """The interim release, if there was one."""
        kind = Release.Kind.INTERIM
        return next((release for release in self.releases if release.kind == kind), None)

    @property
    def is_released(self) -> bool:
        """Whether the final figures are out."""
        return self.administration.state == State.RELEASED

    @property
    def waits(self) -> bool:
        """Whether a job is to compute figures now."""
        asked = self.administration
        if asked.release_refusal:
            return False
        if self.is_released:
            return bool(asked.correction_reason)
        is_due = asked.release_requested_at is not None or asked.purpose == "convening"
        return asked.state == State.CLOSED and is_due

    @property
    def may_release(self) -> bool:
        """Whether every answer is counted, so that the preview tells of no single one."""
        return self.administration.state == State.CLOSED and self.administration.is_settled

    @property
    def may_release_interim(self) -> bool:
        """Whether interim figures can be asked for."""
        return self.interim is None and not why_no_interim(self.administration)

    @property
    def least_of_interim(self) -> int:
        """How many answers a center needs for interim figures."""
        return TIMES_THE_THRESHOLD * self.administration.threshold

    @property
    def steps(self) -> Sequence[str]:
        """What a release goes through, in order."""
        return progress.WORDS

    @property
    def step(self) -> int:
        """Which of them it has come to."""
        return int(progress.step_of(self.administration))
