"""What a release would hide, told before it is made. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.collection.models import FrameUnit
from surveys.results.services.gathering import material_of
from surveys.results.services.releasing import built, final_leaves, refuse_uncounted
from surveys.results.services.storing import shown_by_kind

if TYPE_CHECKING:
    from surveys.collection.models import Administration

Kind = FrameUnit.Kind


@dataclass(frozen=True, slots=True)
class Level:
    """Units of one kind: all of the frame, and how many show figures. No figure of any."""

    name: str
    units: int
    shown: int

    @property
    def hidden(self) -> int:
        """How many carry the mark."""
        return self.units - self.shown


@dataclass(frozen=True, slots=True)
class Preview:
    """What the operator is told; the figures themselves are not."""

    levels: tuple[Level, ...]
    threshold: int
    bars_from: int
    leaves_out_late: bool

    @property
    def shows_nothing(self) -> bool:
        """Whether too few answered for any figure at all."""
        return not any(level.shown for level in self.levels)


def preview_release(administration: Administration) -> Preview:
    """The pattern that a release would have. Only of a closed survey whose answers are all counted:

    before, it would change with single answers. Raises AnswersWaiting.
    """
    refuse_uncounted(administration)
    material = material_of(administration)
    leaves, holding = final_leaves(administration, material)
    counted = shown_by_kind(material.frame, built(material, leaves, holding))
    return Preview(
        levels=tuple(
            Level(kind.label, counted[kind]["all"], counted[kind]["shown"])
            for kind in Kind
            if kind in counted
        ),
        threshold=material.policy.threshold,
        bars_from=material.policy.unanimity_below,
        leaves_out_late=leaves != material.leaves,
    )
