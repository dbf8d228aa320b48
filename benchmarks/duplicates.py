"""How long the search for duplicates takes among 50,000 people: the first run, and a night's.

Run by `manage.py bench duplicates`. Everything is rolled back.
"""

from __future__ import annotations

import itertools
import random
import sys
import time

from django.db import connection, transaction

from network.models import District, DuplicatePair, Person, School
from network.services.duplicates import compare_next

PEOPLE, SCHOOLS, DISTRICTS, DOUBLED, A_NIGHTS = 50_000, 3_000, 600, 500, 200
GOAL_SECONDS, GOAL_NIGHT_SECONDS = 600, 5
STARTS = ["Al", "Be", "Cor", "Da", "El", "Fa", "Ga", "Hen", "Is", "Jo", "Ka", "Lu", "Ma", "No"]
MIDDLES = ["ra", "li", "no", "de", "ber", "ma", "ti", "so", "wen", "ri"]
ENDS = ["", "n", "s", "ton", "ley", "son", "a", "ine", "ford", "man"]


def names() -> list[str]:
    """Invented names of people."""
    return ["".join(parts) for parts in itertools.product(STARTS, MIDDLES, ENDS)]


def add_people(schools: list[int], how_many: int, rng: random.Random) -> None:
    """People with names as unevenly spread as in life: few are common, many are rare."""
    known = names()
    common = [1 / (rank + 5) for rank in range(len(known))]
    firsts = rng.choices(known, common, k=how_many)
    long_ones = [f"{a}{b.lower()}" for a, b in zip(known, known[7:] + known[:7], strict=True)]
    lasts = rng.choices(long_ones, common, k=how_many)
    start = Person.objects.count()
    people = [
        Person(
            first_name=first,
            last_name=last,
            email=f"{first}.{last}{number}@school.example".lower(),
            organization_id=rng.choice(schools),
        )
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True), start)
    ]
    for person, twin in zip(people[:DOUBLED:2], people[1:DOUBLED:2], strict=True):
        twin.first_name, twin.last_name = person.first_name + "e", person.last_name
        twin.organization_id = person.organization_id
    Person.objects.bulk_create(people, batch_size=2000)


def seconds_of_comparing() -> float:
    """Until nobody is left to compare."""
    started = time.perf_counter()
    while compare_next():
        pass
    return time.perf_counter() - started


def main() -> None:
    """Print both times beside their goals."""
    rng = random.Random(1)  # noqa: S311  invented people, no secrets
    with transaction.atomic():
        districts = [District.objects.create(name=f"Bench District {n}") for n in range(DISTRICTS)]
        # One large city district, as in life, and many small ones.
        schools = [
            School.objects.create(
                name=f"Bench {n}", agency=districts[max(0, n - 200) % DISTRICTS]
            ).pk
            for n in range(SCHOOLS)
        ]
        add_people(schools, PEOPLE, rng)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE network_person")
        first = seconds_of_comparing()
        pairs = DuplicatePair.objects.count()
        add_people(schools, A_NIGHTS, rng)
        night = seconds_of_comparing()
        transaction.set_rollback(True)
    sys.stdout.write(
        f"  {PEOPLE:,} people compared in {first:.0f} s (goal {GOAL_SECONDS}), {pairs} pairs\n"
        f"  {A_NIGHTS} new ones in {night:.1f} s (goal {GOAL_NIGHT_SECONDS}).\n"
    )


if __name__ == "__main__":
    main()
