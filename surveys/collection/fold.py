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
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import connection, transaction

from surveys.collection import answers as answering
from surveys.collection import sealing
from surveys.collection.models import (
    Administration,
    Draft,
    FrameUnit,
    Response,
    ResponseKey,
    Tally,
)
from surveys.instruments.questionnaire import NOT_ASKED, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.collection.querysets import DraftQuerySet
    from surveys.instruments.questionnaire import Questionnaire

ROWS_AT_ONCE = 500
FORMS_AT_ONCE = 2_000
# The rows never pass through Python, however many there are.
REWRITE = """
    WITH gone AS (
        DELETE FROM surveys_response WHERE administration_id = %s
        RETURNING administration_id, unit_id, role, answers, texts
    )
    INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts)
    SELECT gen_random_uuid(), administration_id, unit_id, role, answers, texts
    FROM gone ORDER BY gen_random_uuid()
"""

Group = tuple[int, int]  # unit id, role


def fold_sealed(administration: Administration, *, finish: bool = False) -> int:
    """Turn sealed answers into responses and tallies; how many. Safe to run twice at once.

    With `finish`, for a closed administration: fold all that is left and rewrite every response,
    but not while somebody who has begun may still send.
    """
    if finish:
        return _finish(administration)
    sealed = administration.drafts.sealed().order_by("unit_id")
    units = list(sealed.values_list("unit_id", flat=True).distinct())
    return sum(fold_unit(administration, unit) for unit in units)


@transaction.atomic
def fold_unit(administration: Administration, unit_id: int, *, wait: bool = False) -> int:
    """Fold one unit's sealed answers if they are enough; how many.

    While another worker has the unit, this one leaves it alone, or waits if told so.
    """
    # One writer per unit: tallies are then locked in no wrong order by anybody.
    unit = FrameUnit.objects.select_for_update(no_key=True, skip_locked=not wait)
    if unit.filter(pk=unit_id).first() is None:
        return 0
    fewest = 1 if administration.keeps_keys else administration.threshold
    waiting = administration.drafts.sealed().filter(unit=unit_id)
    return _fold_all(administration, waiting) if waiting.count() >= fewest else 0


@transaction.atomic
def take_out(response: Response) -> None:
    """Undo the fold of one answer: out of the counts, and gone. Within the unit's lock."""
    FrameUnit.objects.select_for_update(no_key=True).get(pk=response.unit_id)
    form = questionnaire_of(response.administration.version)
    group = (response.unit_id, response.role)
    tally = Tally.objects.select_for_update().get(
        administration=response.administration_id, unit=response.unit_id, role=response.role
    )
    own = counts_of([(group, response.answers)], form)[group]
    tally.submitted -= 1
    tally.counts = [a - b for a, b in zip(tally.counts, own, strict=True)]
    if tally.submitted:
        tally.save(update_fields=["submitted", "counts"])
    else:
        tally.delete()
    response.delete()


def counts_of(
    rows: Iterable[tuple[Group, Sequence[int]]], form: Questionnaire
) -> dict[Group, list[int]]:
    """Option counts per unit and role, flat: `width` numbers per slot (see Tally)."""
    counted: defaultdict[Group, list[int]] = defaultdict(lambda: [0] * (form.slots * form.width))
    for group, answers in rows:
        counts = counted[group]
        for slot, code in enumerate(answers):
            if code != NOT_ASKED:
                counts[slot * form.width + code] += 1
    return dict(counted)


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
            _rewrite(held)
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
    folded: list[tuple[Response, int | None]] = []
    for draft in claimed:
        sealed = sealing.unseal(draft.ciphertext)
        row = answering.row_of(sealed.answers, form)
        response = Response(
            administration=administration,
            unit_id=draft.unit_id,
            role=row.role,
            answers=row.answers,
            texts=row.texts,
        )
        folded.append((response, sealed.invitation))
    secrets.SystemRandom().shuffle(folded)
    responses = [response for response, _ in folded]
    Response.objects.bulk_create(responses, batch_size=ROWS_AT_ONCE)
    if administration.keeps_keys:
        keys = [ResponseKey(response=one, invitation_id=whose) for one, whose in folded]
        ResponseKey.objects.bulk_create(keys, batch_size=ROWS_AT_ONCE)
    _add_to_tallies(administration, form, responses)
    Draft.objects.filter(pk__in=[draft.pk for draft in claimed]).delete()


def _add_to_tallies(
    administration: Administration, form: Questionnaire, responses: Sequence[Response]
) -> None:
    rows = [((response.unit_id, response.role), response.answers) for response in responses]
    submitted: defaultdict[Group, int] = defaultdict(int)
    for group, _ in rows:
        submitted[group] += 1
    counted = counts_of(rows, form)
    tallies = _held_tallies(administration, form, counted)
    for tally in tallies:
        group = (tally.unit_id, tally.role)
        tally.submitted += submitted[group]
        tally.counts = [a + b for a, b in zip(tally.counts, counted[group], strict=True)]
    Tally.objects.bulk_update(tallies, ["submitted", "counts"], batch_size=ROWS_AT_ONCE)


def _held_tallies(
    administration: Administration, form: Questionnaire, groups: Iterable[Group]
) -> list[Tally]:
    """The tallies of these groups, added where missing, locked in one order against deadlock."""
    wanted = sorted(groups)
    Tally.objects.bulk_create(
        [
            Tally(
                administration=administration,
                unit_id=unit,
                role=role,
                submitted=0,
                width=form.width,
                counts=[0] * (form.slots * form.width),
            )
            for unit, role in wanted
        ],
        ignore_conflicts=True,
    )
    found = (
        Tally.objects.filter(
            administration=administration, unit_id__in={unit for unit, _ in wanted}
        )
        .order_by("unit_id", "role")
        .select_for_update()
    )
    return [tally for tally in found if (tally.unit_id, tally.role) in set(wanted)]


def _rewrite(administration: Administration) -> None:
    """All rows again, with new ids, in an order nobody knows."""
    with connection.cursor() as cursor:
        cursor.execute(REWRITE, [administration.pk])
