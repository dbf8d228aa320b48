"""From sealed answers to responses and tallies: exactly once, in any order.

An anonymous batch is the sealed answers of one unit, at least as many as the threshold, shuffled,
with random ids. Per unit, because an invitation says its unit too: a mixed batch with one answer
from a school would point at the one person who had finished there. At close the rest is folded and
all responses are written anew in random order in one transaction, so that neither id nor place in
the table (`ctid`) nor transaction (`xmin`) tells when a row came.

Where the mode keeps whose an answer is, nothing has to wait, and each response gets its key.
"""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Count

from surveys.collection import answers as answering
from surveys.collection import ledger, sealing
from surveys.collection.counting import counted
from surveys.collection.ledger import Entry
from surveys.collection.models import (
    Administration,
    Draft,
    FrameUnit,
    Response,
    ResponseKey,
    ScaleTally,
    Tally,
)
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.collection.querysets import DraftQuerySet

ROWS_AT_ONCE = 500
FORMS_AT_ONCE = 2_000
UNITS_AT_ONCE = 100
# The rows never pass through Python, however many there are.
REWRITE = """
    WITH gone AS (
        DELETE FROM surveys_response WHERE administration_id = %s
        RETURNING administration_id, unit_id, role, answers, texts, weight
    )
    INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts, weight)
    SELECT gen_random_uuid(), administration_id, unit_id, role, answers, texts, weight
    FROM gone ORDER BY gen_random_uuid()
"""
# Ids of tallies would tell in which batch a role group first appeared in a school.
REWRITE_TALLIES = """
    WITH gone AS (
        DELETE FROM surveys_tally WHERE administration_id = %s
        RETURNING administration_id, unit_id, role, submitted, width, counts
    )
    INSERT INTO surveys_tally (administration_id, unit_id, role, submitted, width, counts)
    SELECT * FROM gone ORDER BY unit_id, role
"""
REWRITE_SCALE_TALLIES = """
    WITH gone AS (
        DELETE FROM surveys_scaletally WHERE administration_id = %s
        RETURNING administration_id, unit_id, role, scale, sums
    )
    INSERT INTO surveys_scaletally (administration_id, unit_id, role, scale, sums)
    SELECT * FROM gone ORDER BY unit_id, role, scale COLLATE "C"
"""


def fold_sealed(administration: Administration, *, finish: bool = False) -> int:
    """Turn sealed answers into responses and tallies; how many. Safe to run twice at once.

    With `finish`, for a closed administration: fold all that is left and rewrite every response,
    but not while somebody who has begun may still send.
    """
    if finish:
        return _finish(administration)
    full = _full(administration, administration.drafts.sealed())
    parts = [full[start : start + UNITS_AT_ONCE] for start in range(0, len(full), UNITS_AT_ONCE)]
    return sum(fold_units(administration, part) for part in parts)


@transaction.atomic
def fold_units(
    administration: Administration, unit_ids: Sequence[int], *, wait: bool = False
) -> int:
    """Fold the sealed answers of those units that have enough; how many.

    Units that another worker has are left alone, or waited for if told so. One transaction for
    many: it costs less, and tells less, since `xmin` then joins the answers of several units.
    """
    # One writer per unit: tallies are then locked in no wrong order by anybody.
    units = FrameUnit.objects.select_for_update(no_key=True, skip_locked=not wait)
    held = list(units.filter(pk__in=unit_ids).order_by("pk").values_list("pk", flat=True))
    waiting = administration.drafts.sealed()
    full = _full(administration, waiting.filter(unit__in=held))
    return _fold_all(administration, waiting.filter(unit__in=full)) if full else 0


def _full(administration: Administration, waiting: DraftQuerySet) -> list[int]:
    """The units that have enough waiting, in order."""
    fewest = 1 if administration.keeps_keys else administration.threshold
    counted = waiting.order_by("unit_id").values("unit_id").annotate(sent=Count("pk"))
    return [row["unit_id"] for row in counted if row["sent"] >= fewest]


@transaction.atomic
def take_out(response: Response) -> None:
    """Undo the fold of one answer: out of the counts, and gone. Within the unit's lock."""
    FrameUnit.objects.select_for_update(no_key=True).get(pk=response.unit_id)
    form = questionnaire_of(response.administration.version)
    group = (response.unit_id, response.role)
    own = counted([(group, response.answers)], form)
    held = {
        "administration": response.administration_id,
        "unit": response.unit_id,
        "role": response.role,
    }
    tally = Tally.objects.select_for_update().get(**held)
    scale_tallies = ScaleTally.objects.filter(**held)
    tally.submitted -= 1
    if tally.submitted:
        tally.counts = _less(tally.counts, own.counts[group])
        tally.save(update_fields=["submitted", "counts"])
        for scale_tally in scale_tallies.select_for_update():
            scale_tally.sums = _less(scale_tally.sums, own.sums[*group, scale_tally.scale])
            scale_tally.save(update_fields=["sums"])
    else:
        tally.delete()
        scale_tallies.delete()
    response.delete()


def _less(sums: Sequence[int], own: Sequence[int]) -> list[int]:
    return [a - b for a, b in zip(sums, own, strict=True)]


@transaction.atomic
def _finish(administration: Administration) -> int:
    # One finisher at a time; nobody can submit any more, since closing waited for them.
    held = Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if held.state not in (Administration.State.CLOSED, Administration.State.RELEASED):
        return 0
    begun = held.drafts.begun()
    if held.is_in_grace and begun.exists():
        return 0
    begun.delete()  # their time is over; whoever sends now waits for this and is told so
    folded = _fold_all(held, held.drafts.sealed())
    if folded or not held.is_settled:
        if not held.keeps_keys:
            rewrite(held)
        held.is_settled = True
        held.save(update_fields=["is_settled"])
    administration.is_settled = True
    return folded


def _fold_all(administration: Administration, waiting: DraftQuerySet) -> int:
    """So many at once as fit into memory, all in the caller's transaction."""
    folded = 0
    # The hash of a sealed draft is random: in its order, no part holds the first or the last ones.
    while part := list(waiting.select_for_update().order_by("token_hash")[:FORMS_AT_ONCE]):
        _fold(administration, part)
        folded += len(part)
    return folded


def _fold(administration: Administration, claimed: Sequence[Draft]) -> None:
    form = questionnaire_of(administration.version)
    entries = []
    for draft in claimed:
        sealed = sealing.unseal(draft.ciphertext)
        row = answering.row_of(sealed.answers, form)
        entries.append(
            Entry(uuid.uuid4(), draft.unit_id, row.role, row.answers, row.texts, sealed.invitation)
        )
    secrets.SystemRandom().shuffle(entries)
    ledger.write_responses(administration, entries)
    if administration.keeps_keys:
        keys = [
            ResponseKey(response_id=entry.id, invitation_id=entry.invitation)
            for entry in entries
            if entry.invitation
        ]
        ResponseKey.objects.bulk_create(keys, batch_size=ROWS_AT_ONCE)
    rows = [((entry.unit_id, entry.role), entry.answers) for entry in entries]
    ledger.add_to_tallies(administration, counted(rows, form), width=form.width)
    Draft.objects.filter(pk__in=[draft.pk for draft in claimed]).delete()


def rewrite(administration: Administration) -> None:
    """All rows again, with new ids, in an order nobody knows; the tallies in that of the frame."""
    with connection.cursor() as cursor:
        for statement in (REWRITE, REWRITE_TALLIES, REWRITE_SCALE_TALLIES):
            cursor.execute(statement, [administration.pk])
