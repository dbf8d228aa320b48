"""Sums of a frame: inner units expect what is below them together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from surveys.collection.models import FrameUnit

if TYPE_CHECKING:
    from collections.abc import Collection

FIELDS = ("name", "parent", "staff", "staff_by_role", "typology", "level", "organization")


def add_up(units: Collection[FrameUnit]) -> None:
    """Inner units expect the sum of the leaves below them; all are written."""
    by_pk = {unit.pk: unit for unit in units}
    inner = {unit.parent_id for unit in units}
    leaves = [unit for unit in units if unit.pk not in inner]
    for unit in units:
        if unit.pk in inner:
            unit.staff, unit.staff_by_role = 0, {}
    for leaf in leaves:
        above = leaf.parent_id
        while above is not None:
            unit = by_pk[above]
            unit.staff += leaf.staff
            unit.staff_by_role = dict(Counter(unit.staff_by_role) + Counter(leaf.staff_by_role))
            above = unit.parent_id
    FrameUnit.objects.bulk_update(units, FIELDS, batch_size=500)
