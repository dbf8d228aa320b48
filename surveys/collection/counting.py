"""What answered forms add up to, per unit and role group: the numbers that tallies hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.instruments.questionnaire import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.instruments.questionnaire import Questionnaire

Group = tuple[int, int]  # unit id, role
ScaleGroup = tuple[int, int, str]  # unit id, role, code of the scale


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sent, what they chose (as in Tally) and their sums (as in ScaleTally).

    Every group has sums of every scale of the form, be they zero.
    """

    submitted: Counter[Group] = field(default_factory=Counter)
    counts: dict[Group, list[int]] = field(default_factory=dict)
    sums: dict[ScaleGroup, list[int]] = field(default_factory=dict)


def counted(rows: Iterable[tuple[Group, Sequence[int]]], form: Questionnaire) -> Counted:
    """Added up in one pass, so rows may stream by."""
    found = Counted()
    for group, answers in rows:
        if group not in found.counts:
            found.counts[group] = [0] * (form.slots * form.width)
            for scale in form.scales:
                found.sums[*group, scale.code] = [0] * scale.width
        found.submitted[group] += 1
        counts = found.counts[group]
        for slot, code in enumerate(answers):
            if code != NOT_ASKED:
                counts[slot * form.width + code] += 1
        for scale in form.scales:
            scale.add(answers, found.sums[*group, scale.code])
    return found
