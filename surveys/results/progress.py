"""How far a release has come, for whoever waits for it. Only a hint: it may be lost."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from surveys.collection.models import Administration

KEPT_SECONDS = 600


class Step(IntEnum):
    """What a release goes through, in order."""

    WAITING = 1
    COMPUTING = 2
    STORING = 3


WORDS = ("Answers are added up", "Figures are computed and checked", "Figures are stored")


def tell(administration: Administration, step: Step) -> None:
    """Say which step has begun."""
    cache.set(_key(administration), int(step), timeout=KEPT_SECONDS)


def step_of(administration: Administration) -> Step:
    """The step that was told last."""
    return Step(cache.get(_key(administration), Step.WAITING))


def _key(administration: Administration) -> str:
    return f"release-step|{administration.pk}"
