"""Counts everything again from the responses; the tallies must say the same."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

from surveys.collection.fold import counts_of
from surveys.collection.models import FrameUnit, Response
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from surveys.collection.ledger import Group
    from surveys.collection.models import Administration
    from surveys.instruments.questionnaire import Questionnaire

ROWS_AT_ONCE = 2_000


def recount(administration: Administration) -> list[str]:
    """Every difference between tallies and responses, in words; empty when all is well.

    Rows stream by, so 100,000 need no more memory than their counts.
    """
    form = questionnaire_of(administration.version)
    submitted: Counter[Group] = Counter()
    differences = []
    with _one_moment():
        counted = counts_of(_counting(administration, submitted), form)
        for tally in administration.tallies.select_related("unit").order_by("unit__name", "role"):
            group = (tally.unit_id, tally.role)
            right = counted.pop(group, [0] * (form.slots * form.width))
            where = _where(tally.unit, tally.role)
            if tally.submitted != submitted[group]:
                differences.append(
                    f"{where}: {tally.submitted} submitted in the tally, "
                    f"{submitted[group]} in the responses."
                )
            differences += _differing(where, tally.counts, right, form)
        units = FrameUnit.objects.in_bulk({unit for unit, _ in counted})
    differences += [
        f"{_where(units[unit], role)}: no tally, {submitted[unit, role]} in the responses."
        for unit, role in sorted(counted)
    ]
    return differences


def _counting(
    administration: Administration, submitted: Counter[Group]
) -> Iterator[tuple[Group, Sequence[int]]]:
    """Each response's group and answers; counted into `submitted` as it passes."""
    rows = Response.objects.filter(administration=administration)
    for unit, role, answers in rows.values_list("unit_id", "role", "answers").iterator(
        chunk_size=ROWS_AT_ONCE
    ):
        submitted[unit, role] += 1
        yield (unit, role), answers


def _differing(
    where: str, told: Sequence[int], right: Sequence[int], form: Questionnaire
) -> Iterator[str]:
    """A line for each question whose counts are not those of the responses."""
    if len(told) != len(right):
        yield f"{where}: the tally has {len(told)} counts, the form needs {len(right)}."
        return
    for question in form:
        if question.slot is None:
            continue
        part = slice(question.slot * form.width, (question.slot + 1) * form.width)
        if told[part] != right[part]:
            yield f"{where}: question {question.code} counts {told[part]}, not {right[part]}."


def _where(unit: FrameUnit, role: int) -> str:
    return f"{unit}, role {role}"


@contextmanager
def _one_moment() -> Iterator[None]:
    """A fold that ends while we count is seen as a whole or not at all: it is no difference.

    Inside somebody's transaction the caller answers for that.
    """
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
