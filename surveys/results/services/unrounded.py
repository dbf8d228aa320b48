"""Unrounded figures from the responses, for operators who hold them against other figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.services import activity
from surveys.collection.models import Response
from surveys.instruments.constructs import scales_of
from surveys.results.engine.unrounded import LEAST_ITEMS, AskedItem, Group
from surveys.results.refusals import NoReason
from surveys.results.services.gathering import closed_items, scale_of
from surveys.results.services.splitting import split_by

if TYPE_CHECKING:
    from network.models import Person
    from surveys.collection.models import Administration
    from surveys.results.services.splitting import Part

ROWS_AT_ONCE = 2_000
LONGEST_REASON = 120  # so that the line of the log holds it whole


@transaction.atomic
def unrounded_figures(
    administration: Administration, *, split: str, reason: str, by: Person | None
) -> dict[str, Any]:
    """Every figure of the survey and of its groups, from the responses; written into the log.

    `split` is a kind of unit, "role", or the code of a question with one answer of a list. The
    whole survey comes first, as group None. Rows stream by: memory grows with the groups alone.
    Raises NoReason and UnknownSplit.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise NoReason("Unrounded figures are only for a reason, which is logged: add --reason.")
    if len(reason) > LONGEST_REASON:
        raise NoReason(f"Say the reason in at most {LONGEST_REASON} characters.")
    part_of = split_by(administration, split)
    items = closed_items(administration)
    asked = [
        AskedItem(item.code, item.slot or 0, len(scale.labels), frozenset(scale.favorable))
        for item in items
        for scale in [scale_of(item)]
    ]
    scales = scales_of([(item, item.slot) for item in items], least=LEAST_ITEMS)
    whole = Group(asked, scales)
    parts: dict[Part, Group] = {}
    rows = Response.objects.filter(administration=administration).order_by()
    for unit, role, answers in rows.values_list("unit_id", "role", "answers").iterator(
        chunk_size=ROWS_AT_ONCE
    ):
        whole.add(answers)
        if part_of is not None:
            part = part_of(unit, role, answers)
            if part not in parts:
                parts[part] = Group(asked, scales)
            parts[part].add(answers)
    words = f"Unrounded figures of {administration} were printed: {reason}"
    activity.record_export(administration, words, by=by)
    return {
        "administration": administration.pk,
        "threshold": administration.threshold,
        "groups": [
            {"group": None, **whole.told()},
            *(
                {"group": part.name, "key": part.key, **parts[part].told()}
                for part in sorted(parts)
            ),
        ],
    }
