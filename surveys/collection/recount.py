"""Counts everything again from the responses; the tallies must say the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from surveys.collection.fold import counts_of
from surveys.collection.models import Response
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from surveys.collection.fold import Group
    from surveys.collection.models import Administration

ROWS_AT_ONCE = 2_000


def recount(administration: Administration) -> list[str]:
    """Every difference between tallies and responses, in words; empty when all is well."""
    form = questionnaire_of(administration.version)
    submitted: Counter[Group] = Counter()
    rows = []
    responses = Response.objects.filter(administration=administration)
    for unit, role, answers in responses.values_list("unit_id", "role", "answers").iterator(
        chunk_size=ROWS_AT_ONCE
    ):
        submitted[unit, role] += 1
        rows.append(((unit, role), answers))
    counted = counts_of(rows, form)
    differences = []
    known = set()
    for tally in administration.tallies.select_related("unit").order_by("unit__name", "role"):
        group = (tally.unit_id, tally.role)
        known.add(group)
        where = f"{tally.unit}, role {tally.role}"
        if tally.submitted != submitted[group]:
            differences.append(
                f"{where}: {tally.submitted} submitted in the tally, "
                f"{submitted[group]} in the responses."
            )
        right = counted.get(group, [0] * len(tally.counts))
        for slot in range(form.slots):
            part = slice(slot * form.width, (slot + 1) * form.width)
            if tally.counts[part] != right[part]:
                differences.append(f"{where}: slot {slot} differs.")
    missing = sorted(set(submitted) - known)
    return differences + [f"Unit {unit}, role {role}: no tally." for unit, role in missing]
