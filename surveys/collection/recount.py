"""Counts everything again from the responses; the tallies must say the same."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

from surveys.collection import ledger
from surveys.collection.counting import Counted, counted
from surveys.collection.models import FrameUnit, Response
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from surveys.collection.counting import Group
    from surveys.collection.models import Administration
    from surveys.instruments.questionnaire import Questionnaire

ROWS_AT_ONCE = 2_000


def recount(administration: Administration) -> list[str]:
    """Every difference between tallies and responses, in words; empty when all is well.

    Rows stream by, so 100,000 need no more memory than their counts.
    """
    form = questionnaire_of(administration.version)
    with _one_moment():
        right = counted(_rows(administration), form)
        units = administration.units.in_bulk()
        return [
            *_tallies_against(administration, right, units, form),
            *_scale_tallies_against(administration, right, units),
        ]


@transaction.atomic
def mend(administration: Administration) -> None:
    """Write the tallies anew from the responses, which are what was answered.

    In one transaction and in the order of the frame, so that nothing tells when a row came.
    """
    units = FrameUnit.objects.select_for_update(no_key=True).filter(administration=administration)
    list(units.order_by("pk"))  # nobody folds or withdraws meanwhile
    form = questionnaire_of(administration.version)
    right = counted(_rows(administration), form)
    administration.tallies.all().delete()
    administration.scale_tallies.all().delete()
    ledger.add_to_tallies(administration, right, width=form.width)


def _rows(administration: Administration) -> Iterator[tuple[Group, Sequence[int]]]:
    """Each response's group and answers."""
    rows = Response.objects.filter(administration=administration)
    for unit, role, answers in rows.values_list("unit_id", "role", "answers").iterator(
        chunk_size=ROWS_AT_ONCE
    ):
        yield (unit, role), answers


def _tallies_against(
    administration: Administration,
    right: Counted,
    units: dict[int, FrameUnit],
    form: Questionnaire,
) -> Iterator[str]:
    left = dict(right.counts)
    for tally in administration.tallies.order_by("unit__name", "role"):
        group = (tally.unit_id, tally.role)
        counts = left.pop(group, [0] * (form.slots * form.width))
        where = _where(units[tally.unit_id], tally.role)
        if tally.submitted != right.submitted[group]:
            yield (
                f"{where}: {tally.submitted} submitted in the tally, "
                f"{right.submitted[group]} in the responses."
            )
        yield from _differing(where, tally.counts, counts, form)
    for unit, role in sorted(left):
        yield (
            f"{_where(units[unit], role)}: no tally, {right.submitted[unit, role]} in the "
            "responses."
        )


def _scale_tallies_against(
    administration: Administration, right: Counted, units: dict[int, FrameUnit]
) -> Iterator[str]:
    """A line for each scale whose sums are missing, not those of the responses, or too many."""
    left = dict(right.sums)
    rows = administration.scale_tallies.order_by("unit__name", "role", "scale")
    for unit, role, scale, sums in rows.values_list("unit_id", "role", "scale", "sums"):
        where = f"{_where(units[unit], role)}: scale {scale}"
        if (own := left.pop((unit, role, scale), None)) is None:
            yield f"{where} has sums, but nobody answered."
        elif own != sums:
            yield f"{where} has sums {sums}, not {own}."
    for unit, role, scale in sorted(left):
        yield f"{_where(units[unit], role)}: scale {scale} has no sums."


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
