"""The fold of 1,000, the recount of 100,000 and the disk they take. Prints JSON.

python -m benchmarks.stage.rows FORM
"""

from __future__ import annotations

import json
import random
import resource
import secrets
import sys
import time
from typing import Any

# After stage.wave, which sets Django up.
from django.db import connection

from benchmarks.stage import wave
from surveys.collection import sealing
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Administration, Draft, Response, ScaleTally, Tally
from surveys.collection.recount import recount
from surveys.instruments.questionnaire import Questionnaire, questionnaire_of

REPS, AT_ONCE, MANY, SCHOOLS = 5, 1_000, 100_000, 100

# 100,000 answered forms, written by the server itself: their own answers, a fresh id each.
ANSWERED = """
INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts)
SELECT gen_random_uuid(), %(administration)s, (%(units)s::bigint[])[n %% %(schools)s + 1], n %% 4,
  (SELECT array_agg(((n * slot + n / 7) %% 6)::smallint ORDER BY slot)
   FROM generate_series(1, %(slots)s) slot),
  %(texts)s::jsonb
FROM generate_series(1, %(many)s) n
"""
# Their tallies, counted in another language than the recount.
TALLIED = """
INSERT INTO surveys_tally (administration_id, unit_id, role, submitted, width, counts)
SELECT %(administration)s, unit_id, role, max(submitted), %(width)s,
  array_agg(times ORDER BY slot, code)
FROM (
  SELECT g.unit_id, g.role, g.submitted, slot, code,
    (SELECT count(*) FROM surveys_response r
     WHERE r.administration_id = %(administration)s AND r.unit_id = g.unit_id
     AND r.role = g.role AND r.answers[slot] = code) AS times
  FROM (SELECT unit_id, role, count(*) AS submitted FROM surveys_response
        WHERE administration_id = %(administration)s GROUP BY 1, 2) g,
    generate_series(1, %(slots)s) slot, generate_series(0, %(width)s - 1) code
) cells GROUP BY unit_id, role
"""
# A scale's sums in the layout of ScaleTally: per number of answered items, then per item.
SUMMED = """
WITH person AS (
  SELECT unit_id, role, v, cardinality(v) AS answered, (SELECT sum(x) FROM unnest(v) x) AS total
  FROM (SELECT unit_id, role, (SELECT array_agg(answers[slot] ORDER BY slot)
          FILTER (WHERE answers[slot] > 0) FROM unnest(%(slots)s::int[]) slot) AS v
        FROM surveys_response WHERE administration_id = %(administration)s) given
), part AS (
  SELECT unit_id, role, place, 1 AS third, count(*) FILTER (WHERE answered = place),
    coalesce(sum(total) FILTER (WHERE answered = place), 0),
    coalesce(sum(total * total) FILTER (WHERE answered = place), 0)
  FROM person, generate_series(%(fewest)s, %(items)s) place GROUP BY 1, 2, 3
  UNION ALL
  SELECT unit_id, role, %(items)s + place, 0, 0,
    coalesce(sum(v[place]) FILTER (WHERE answered = %(items)s), 0),
    coalesce(sum(v[place] * v[place]) FILTER (WHERE answered = %(items)s), 0)
  FROM person, generate_series(1, %(items)s) place GROUP BY 1, 2, 3
)
INSERT INTO surveys_scaletally (administration_id, unit_id, role, scale, sums)
SELECT %(administration)s, unit_id, role, %(scale)s, array_agg(number ORDER BY place, nth)
FROM part AS p (unit_id, role, place, third, n, total, squares),
  unnest(CASE third WHEN 1 THEN ARRAY[n, total, squares] ELSE ARRAY[total, squares] END)
    WITH ORDINALITY AS numbers (number, nth)
GROUP BY unit_id, role
"""


def opened(form: str) -> tuple[Administration, Questionnaire]:
    """A wave of 100 schools without people, and its form."""
    made = wave.open_wave(form, SCHOOLS, 0)
    administration = Administration.objects.get(pk=made["administration"])
    return administration, questionnaire_of(administration.version)


def answers_for(form: Questionnaire) -> dict[str, Any]:
    """A filled form."""
    return {
        question.code: random.choice(question.options).code  # noqa: S311  no secret
        if question.is_choice
        else [1]
        if question.options
        else "More time to plan together."
        if question.is_open
        else 12
        for question in form
    }


def seconds_of_folding(name: str) -> list[float]:
    """Of 1,000 sent forms from 100 schools, several times."""
    administration, form = opened(name)
    units = list(administration.units.filter(kind="school"))
    taken = []
    for _ in range(REPS):
        Draft.objects.bulk_create(
            Draft(
                administration=administration,
                unit=units[n % SCHOOLS],
                token_hash=secrets.token_hex(32),
                ciphertext=sealing.seal(answers_for(form), invitation=None),
                is_sealed=True,
            )
            for n in range(AT_ONCE)
        )
        start = time.perf_counter()
        folded = fold_sealed(administration)
        taken.append(round(time.perf_counter() - start, 3))
        if folded != AT_ONCE:
            sys.exit(f"{folded} were folded, not {AT_ONCE}.")
    if differences := recount(administration):
        sys.exit(f"The fold and the recount differ: {differences[:3]}")
    return taken


def of_many(name: str) -> dict[str, Any]:
    """The recount of 100,000, and the bytes of each of them."""
    administration, form = opened(name)
    Response.objects.all().delete()
    Tally.objects.all().delete()
    ScaleTally.objects.all().delete()
    texts = {q.code: answers_for(form)[q.code] for q in form if q.slot is None}
    given: dict[str, Any] = {
        "administration": administration.pk,
        "units": list(administration.units.filter(kind="school").values_list("pk", flat=True)),
        "schools": SCHOOLS,
        "slots": form.slots,
        "width": form.width,
        "texts": json.dumps(texts),
        "many": MANY,
    }
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE surveys_response CASCADE")
        cursor.execute(ANSWERED, given)
        cursor.execute("VACUUM ANALYZE surveys_response")
        cursor.execute(TALLIED, given)
        for scale in form.scales:  # none of ours has reversed items
            places = [slot + 1 for slot in scale.slots]
            cursor.execute(
                SUMMED,
                {
                    "administration": administration.pk,
                    "scale": scale.code,
                    "slots": places,
                    "items": len(places),
                    "fewest": scale.fewest,
                },
            )
        cursor.execute(
            "SELECT pg_total_relation_size('surveys_response'),"
            " pg_table_size('surveys_response'), pg_indexes_size('surveys_response')"
        )
        total, heap, indexes = cursor.fetchone()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    differences = recount(administration)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "recount_of_100000": round(seconds, 2),
        "differences": differences[:3],
        "grown_mib": round((after - before) / 1024, 1),
        "bytes_per_response": round(total / MANY),
        "heap": round(heap / MANY),
        "indexes": round(indexes / MANY),
        "open_answers": len(texts),
    }


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps({"fold_of_1000": seconds_of_folding(sys.argv[1]), **of_many(sys.argv[1])})
    )
