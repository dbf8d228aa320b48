"""How fast a state's schools are imported, beside saving them one by one in the same run.

Run by `manage.py bench directory_import`. Everything is rolled back.
"""

from __future__ import annotations

import sys
import time

from django.db import transaction

from network.models import District, School
from network.services.directory_import import Source, import_files

AGENCIES, SCHOOLS, ONE_BY_ONE = 1000, 3597, 300
GOAL_SECONDS = 20


def agency_list() -> bytes:
    """A federal list of agencies, invented."""
    rows = [f"2019,98{n:05},{n:06},Bench District {n},1,1" for n in range(AGENCIES)]
    return "\n".join(["school_year,leaid,irn,name,agency_type,status", *rows]).encode()


def school_list() -> bytes:
    """A federal list of schools of those agencies."""
    rows = [
        f"98{n % AGENCIES:05}{n:05},98{n % AGENCIES:05},Bench School {n},Columbus,OH,K,5"
        for n in range(SCHOOLS)
    ]
    head = "ncessch,leaid,school_name,city_location,state_location,lowest_grade,highest_grade"
    return "\n".join([head, *rows]).encode()


def seconds_of_import() -> tuple[float, float]:
    """Seconds of the first import of the schools, and of the second that changes nothing."""
    import_files([Source("agencies.csv", agency_list())], year=None, commit=True)
    taken = []
    for added in (SCHOOLS, 0):
        start = time.perf_counter()
        (report,) = import_files([Source("schools.csv", school_list())], year=None, commit=True)
        taken.append(time.perf_counter() - start)
        if report.counts["added"] != added or report.faulty:
            sys.exit(f"The import went wrong: {report.counts}, {report.faulty[:3]}")
    return taken[0], taken[1]


def seconds_of_saving() -> float:
    """Seconds that saving as many schools one by one would take, from a sample."""
    district = District.objects.create(name="Bench one by one")
    start = time.perf_counter()
    for number in range(ONE_BY_ONE):
        School.objects.create(name=f"Single {number}", agency=district)
    return (time.perf_counter() - start) / ONE_BY_ONE * SCHOOLS


def main() -> None:
    """Measure, tell, leave nothing behind."""
    with transaction.atomic():
        first, second = seconds_of_import()
        plain = seconds_of_saving()
        transaction.set_rollback(True)
    sys.stdout.write(
        f"  {SCHOOLS:,} schools: {first:.1f} s (goal: under {GOAL_SECONDS} s), "
        f"again without changes {second:.1f} s\n"
        f"  saved one by one: {plain:.1f} s, {plain / first:.1f} times as long\n"
    )


if __name__ == "__main__":
    main()
