"""What the fold writes: the rows of responses, and what they add to the tallies.

One statement each, whatever the number. Written by hand: an array goes through Django number by
number, which took longer than everything else of a fold together.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping, Sequence

    from surveys.collection.answers import Answer
    from surveys.collection.counting import Counted
    from surveys.collection.models import Administration

RESPONSES = """
INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts, weight)
SELECT id, %(administration)s, unit_id, role, answers::smallint[], texts::jsonb, weight
FROM unnest(%(ids)s::uuid[], %(units)s::bigint[], %(roles)s::smallint[], %(answers)s::text[],
  %(texts)s::text[], %(weights)s::float8[]) AS folded (id, unit_id, role, answers, texts, weight)
"""
# In one order, so that no two wait for each other.
TALLIES = """
INSERT INTO surveys_tally AS held (administration_id, unit_id, role, submitted, width, counts)
SELECT %(administration)s, unit_id, role, submitted, %(width)s, counts::integer[]
FROM unnest(%(units)s::bigint[], %(roles)s::smallint[], %(submitted)s::integer[],
  %(counts)s::text[]) AS added (unit_id, role, submitted, counts)
ORDER BY unit_id, role
ON CONFLICT (administration_id, unit_id, role) DO UPDATE SET
  submitted = held.submitted + excluded.submitted,
  counts = (
    SELECT array_agg(one + other ORDER BY place)
    FROM unnest(held.counts, excluded.counts) WITH ORDINALITY AS pair (one, other, place)
  )
"""
SCALE_TALLIES = """
INSERT INTO surveys_scaletally AS held (administration_id, unit_id, role, scale, sums)
SELECT %(administration)s, unit_id, role, scale, sums::bigint[]
FROM unnest(%(units)s::bigint[], %(roles)s::smallint[], %(scales)s::text[],
  %(sums)s::text[]) AS added (unit_id, role, scale, sums)
ORDER BY unit_id, role, scale COLLATE "C"
ON CONFLICT (administration_id, unit_id, role, scale) DO UPDATE SET
  sums = (
    SELECT array_agg(one + other ORDER BY place)
    FROM unnest(held.sums, excluded.sums) WITH ORDINALITY AS pair (one, other, place)
  )
"""


class Entry(NamedTuple):
    """A response to be written; whose it is only where the survey's mode keeps that."""

    id: uuid.UUID
    unit_id: int
    role: int
    answers: Sequence[int]
    texts: Mapping[str, Answer]
    invitation: int | None
    weight: float | None = None


def write_responses(administration: Administration, entries: Sequence[Entry]) -> None:
    """Store them in this order."""
    _execute(
        RESPONSES,
        administration=administration.pk,
        ids=[entry.id for entry in entries],
        units=[entry.unit_id for entry in entries],
        roles=[entry.role for entry in entries],
        answers=[_array(entry.answers) for entry in entries],
        texts=[json.dumps(entry.texts) for entry in entries],
        weights=[entry.weight for entry in entries],
    )


def add_to_tallies(administration: Administration, counted: Counted, *, width: int) -> None:
    """Add to what is counted, or begin to count."""
    groups = list(counted.counts)
    _execute(
        TALLIES,
        administration=administration.pk,
        width=width,
        units=[unit for unit, _ in groups],
        roles=[role for _, role in groups],
        submitted=[counted.submitted[group] for group in groups],
        counts=[_array(counted.counts[group]) for group in groups],
    )
    scales = list(counted.sums)
    _execute(
        SCALE_TALLIES,
        administration=administration.pk,
        units=[unit for unit, _, _ in scales],
        roles=[role for _, role, _ in scales],
        scales=[scale for _, _, scale in scales],
        sums=[_array(counted.sums[key]) for key in scales],
    )


def _array(numbers: Iterable[int]) -> str:
    """As PostgreSQL reads an array."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _execute(sql: str, **given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
