"""Ohio's district typology in five groups, as the network's reports name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import charts
from surveys.results.engine.assembled import Assembled, assemble
from surveys.results.pages.groups import typologies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.results.engine.figures import ReleasedFigures
    from surveys.results.pages.readers import Line


@dataclass(frozen=True, slots=True)
class TypologyRow:
    """One group: its schools, and an item's percent added up from released units inside it.

    Counts of schools come from the frame. The percent says how many schools it covers and never
    how many answers, which would tell the hidden ones.
    """

    name: str
    detail: str
    schools: int
    width: float
    found: Assembled | None


def typology_rows(
    schools: Sequence[Line], released: ReleasedFigures, code: str
) -> list[TypologyRow]:
    """The groups that have schools, each with what may be said about an item."""
    filled = typologies(schools)
    widths = charts.bars([len(found) for _, _, found in filled])
    return [
        TypologyRow(
            name,
            detail,
            len(found),
            width,
            assemble(released, [str(school.pk) for school in found], code),
        )
        for (name, detail, found), width in zip(filled, widths, strict=True)
    ]
