"""How fast answers come in from a file, beside a bare COPY of the same cells in the same run.

Run by `manage.py bench arrivals`. 66,690 rows of 11 items, checked and written; everything is
rolled back. Memory is the growth of the peak after a file a tenth as long had been brought in.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from surveys.collection.services.arrivals import Source, bring_in
from surveys.instruments.models import Instrument, Scale
from surveys.instruments.services.loading import load_form

ROWS, ITEMS = 66_690, 11
GOAL_SECONDS, GOAL_MEBIBYTES = 60, 50
LABELS = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]
SAID = [*LABELS, "1", "2", "3", "4", "strongly agree", "NA"]


def a_form() -> Instrument:
    """A form of as many items."""
    Scale.objects.create(code="BENCH4", name="Agreement", labels=LABELS, favorable=[3, 4])
    items = [
        {"code": f"BEN{n}", "wording": f"Bench item {n}", "scale": "BENCH4", "construct": "Bench"}
        for n in range(ITEMS)
    ]
    section = {"title": "Bench", "intro": "", "items": items}
    version = {"number": 1, "minutes": 1, "roles": [], "framework": "", "sections": [section]}
    load_form({"code": "BEN", "name": "Bench", "audience": "all", "source": "", "version": version})
    return Instrument.objects.get(code="BEN")


def a_file(folder: Path, rows: int) -> Path:
    """So many people, of whom some come twice."""
    chance = random.Random(rows)  # noqa: S311  no secret hangs on it
    path = folder / f"{rows}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["who", *(f"q{n}" for n in range(ITEMS))])
        for number in range(rows):
            writer.writerow([f"p{number // 1.01:.0f}", *chance.choices(SAID, k=ITEMS)])
    return path


def a_map() -> dict[str, Any]:
    """Every item from its column."""
    items = {f"BEN{n}": {"column": f"q{n}"} for n in range(ITEMS)}
    return {"title": "Bench", "school_year": "2019-20", "person": "who", "items": items}


def seconds_of(form: Instrument, path: Path) -> float:
    """Check and write."""
    start = time.perf_counter()
    _, report = bring_in(form, Source(path, path.name), a_map(), by=None)
    if report.faulty.count or report.counted + report.blank.count != report.rows:
        sys.exit(f"It went wrong: {report.as_dict()}")
    return time.perf_counter() - start


def floor_of(path: Path) -> float:
    """Seconds of reading the cells once and copying them as text."""
    start = time.perf_counter()
    columns = ", ".join(f"c{n} text" for n in range(ITEMS + 1))
    with connection.cursor() as cursor, path.open(newline="", encoding="utf-8") as file:
        cursor.execute(f"CREATE TEMPORARY TABLE bench_cells ({columns}) ON COMMIT DROP")
        with cursor.copy("COPY bench_cells FROM STDIN") as copied:
            for row in csv.reader(file):
                copied.write_row(row)
    return time.perf_counter() - start


def peak() -> float:
    """The most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, tell, leave nothing behind."""
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        form = a_form()
        seconds_of(form, a_file(Path(folder), ROWS // 10))
        path = a_file(Path(folder), ROWS)
        before = peak()
        seconds = seconds_of(form, path)
        growth = peak() - before
        told = {
            "what": f"{ROWS:,} rows of {ITEMS} items checked and written",
            "seconds": round(seconds, 1),
            "goal_seconds": GOAL_SECONDS,
            "ratio_to_bare_copy": round(seconds / floor_of(path), 1),
            "growth_mebibytes": round(growth, 1),
            "goal_mebibytes": GOAL_MEBIBYTES,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        transaction.set_rollback(True)
    if seconds > GOAL_SECONDS or growth > GOAL_MEBIBYTES:
        sys.exit("Slower or larger than the goal.")


if __name__ == "__main__":
    main()
