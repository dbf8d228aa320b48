"""From sealed answers to responses and tallies: exactly once, in any order, and never joinable.

A batch is the sealed answers of one unit, at least as many as the threshold, shuffled, with
random ids. Per unit, because an invitation says its unit too: a mixed batch with one answer from
a school would point at the one person who had finished there. At close the rest is folded and
all responses are written anew in random order in one transaction, so that neither id nor place in
the table (`ctid`) nor transaction (`xmin`) tells when a row came.
"""

from __future__ import annotations

import secrets
import uuid
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from surveys.collection import answers as answering
from surveys.collection import sealing
from surveys.collection.models import Administration, Draft, Response, Tally
from surveys.instruments.questionnaire import NOT_ASKED, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.instruments.questionnaire import Questionnaire

ROWS_AT_ONCE = 500

Group = tuple[int, int]  # unit id, role


def fold_sealed(administration: Administration, *, finish: bool = False) -> int:
    """Turn sealed answers into responses and tallies; how many. Safe to run twice at once.

    With `finish`, for a closed administration: fold all that is left and rewrite every response,
    but not while somebody who has begun may still send.
    """
    return _finish(administration) if finish else _fold_full_units(administration)


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


def _fold_full_units(administration: Administration) -> int:
    """One transaction per unit that has enough waiting."""
    units = Draft.objects.filter(administration=administration).sealed()
    folded = 0
    for unit in units.order_by("unit_id").values_list("unit_id", flat=True).distinct():
        with transaction.atomic():
            # A second worker skips what the first holds, sees too few, and leaves them alone.
            claimed = list(
                Draft.objects.filter(administration=administration, unit=unit)
                .sealed()
                .select_for_update(skip_locked=True)
            )
            if len(claimed) >= administration.threshold:
                _fold(administration, claimed)
                folded += len(claimed)
    return folded


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
    left = list(Draft.objects.filter(administration=held).sealed().select_for_update())
    _fold(held, left)
    if left or not held.is_settled:
        _rewrite(held)
        held.is_settled = True
        held.save(update_fields=["is_settled"])
    administration.is_settled = True
    return len(left)


def _fold(administration: Administration, claimed: Sequence[Draft]) -> None:
    form = questionnaire_of(administration.version)
    responses = []
    for draft in claimed:
        row = answering.row_of(sealing.unseal(draft.ciphertext), form)
        responses.append(
            Response(
                administration=administration,
                unit_id=draft.unit_id,
                role=row.role,
                answers=row.answers,
                texts=row.texts,
            )
        )
    _write_shuffled(responses)
    _add_to_tallies(administration, form, responses)
    Draft.objects.filter(pk__in=[draft.pk for draft in claimed]).delete()


def _write_shuffled(responses: list[Response]) -> None:
    secrets.SystemRandom().shuffle(responses)
    Response.objects.bulk_create(responses, batch_size=ROWS_AT_ONCE)


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
    responses = list(Response.objects.filter(administration=administration))
    Response.objects.filter(administration=administration).delete()
    for response in responses:
        response.pk = uuid.uuid4()
        response._state.adding = True
    _write_shuffled(responses)
