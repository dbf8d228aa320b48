"""Rows of 100,000 responses to 43 items as CSV, Excel and SPSS, beside a plain COPY of the table.

Run by `manage.py bench exports`, on a throw-away database of the server of DATABASE_URL. The floor
is PostgreSQL's own COPY of the same answers into a file of the same disk: no order, no codes, no
groups, no ZIP. Each file is made as the worker makes it; CSV takes turns with the floor, so that
whatever else the machine does slows both. Memory is the highest of this process beyond what it held
before, and of Excel and SPSS the highest of their own process.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.stage import databases
from core import clock
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section
from surveys.results.evaluators.extracts import Rows
from surveys.results.exports.layout import Format, Shape
from surveys.results.exports.package import too_large, write_package
from surveys.results.models import Agreement

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = "plnetwork_bench_exports"
RESPONSES, ITEMS, CENTERS, DISTRICTS, SCHOOLS = 100_000, 43, 51, 600, 3500
SECONDS, MEBIBYTES, TURNS = 4.0, 50, 5
LABELS = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
STORED = """
INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts)
SELECT gen_random_uuid(), %s, (SELECT min(id) FROM surveys_frameunit WHERE kind = 'school')
  + n %% %s, 1 + n %% 3,
  (SELECT array_agg(((n * 7 + slot * 13) %% 6)::smallint) FROM generate_series(1, %s) slot), '{}'
FROM generate_series(1, %s) n
"""
FLOOR = "COPY (SELECT unit_id, role, answers FROM surveys_response) TO STDOUT WITH (FORMAT csv)"


def _version() -> InstrumentVersion:
    scale = Scale.objects.create(code="bench", name="Agreement", labels=LABELS, favorable=[4, 5])
    instrument = Instrument.objects.create(code="bench", name="Bench", audience="teachers")
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=1,
        minutes=10,
        roles=["Teacher", "Leader", "Other"],
        is_frozen=True,
    )
    section = Section.objects.create(version=version, position=1, title="Practice")
    for slot in range(ITEMS):
        Item.objects.create(
            section=section,
            code=f"BEN{slot:02}",
            position=slot + 1,
            slot=slot,
            wording=f"Statement {slot + 1} about practice at school.",
            scale=scale,
            construct="Practice",
        )
    return version


def _survey() -> Administration:
    closed = clock.now() - dt.timedelta(days=9)
    survey = Administration.objects.create(
        version=_version(),
        title="Bench survey",
        school_year="2025-26",
        wave="spring 2026",
        state=Administration.State.RELEASED,
        is_settled=True,
        opens_at=closed - dt.timedelta(days=25),
        closes_at=closed,
    )
    survey.releases.create(threshold=5, unanimity_below=10, items=[])
    above: list[FrameUnit] = []
    for kind, number in (("esc", CENTERS), ("district", DISTRICTS), ("school", SCHOOLS)):
        above = FrameUnit.objects.bulk_create(
            FrameUnit(
                administration=survey,
                kind=kind,
                key=f"{kind}{place:05}",
                name=f"Bench {kind} {place}",
                parent=above[place % len(above)] if above else None,
                typology=str(1 + place % 8),
                level="high",
            )
            for place in range(number)
        )
    with connection.cursor() as cursor:
        cursor.execute(STORED, [survey.pk, SCHOOLS, ITEMS, RESPONSES])
        cursor.execute("ANALYZE")
    return survey


def _agreement() -> Agreement:
    return Agreement.objects.create(
        title="Bench",
        purpose="",
        variables=["role", "school", "district", "service_center", "typology", "level"],
        starts_on=clock.today(),
        ends_on=clock.today(),
    )


def _floor(folder: Path) -> None:
    with (
        connection.cursor() as cursor,
        (folder / "floor.csv").open("wb") as out,
        cursor.copy(FLOOR) as rows,
    ):
        for part in rows:
            out.write(part)


def _made(rows: Rows, form: Format, shape: Shape, folder: Path) -> None:
    # What is worked out once for a survey is worked out anew, as for every file.
    fresh = Rows(rows.agreement, rows.administration)
    with transaction.atomic():
        write_package(
            fresh, form, shape, file=folder / "rows.zip", folder=folder, told=_nobody_listens
        )


def _nobody_listens(done: int) -> None:
    """Progress is for people."""


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _highest_mebibytes() -> float:
    """Of this process since it was last set back."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def _csv_beside_the_floor(rows: Rows, folder: Path) -> None:
    def csv() -> None:
        _made(rows, Format.CSV, Shape.WIDE, folder)

    def floor() -> None:
        _floor(folder)

    csv()
    Path("/proc/self/clear_refs").write_text("5")  # begins to count the highest anew
    before = _highest_mebibytes()
    ours, floors = [], []
    worked = time.process_time()
    for _ in range(TURNS):
        floors.append(_seconds(floor))
        ours.append(_seconds(csv))
    grown = _highest_mebibytes() - before
    worked = (time.process_time() - worked) / TURNS
    middle = statistics.median(ours)
    ratio = middle / statistics.median(floors)
    missed = "" if middle <= SECONDS and grown < MEBIBYTES else "  MISSED"
    sys.stdout.write(
        f"  {RESPONSES} x {ITEMS} as CSV in a ZIP: {middle:.2f} s, goal {SECONDS}, of "
        f"which this process worked {worked:.2f}; {ratio:.1f} "
        f"times a plain COPY; {grown:.0f} MiB more, goal {MEBIBYTES}{missed}\n"
    )


def _beside(rows: Rows, form: Format, shape: Shape, folder: Path) -> None:
    if refusal := too_large(rows, form, shape):
        sys.stdout.write(f"  {form}, {shape}: refused. {refusal}\n")
        return
    seconds = _seconds(lambda: _made(rows, form, shape, folder))
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = (folder / "rows.zip").stat().st_size / 2**20
    sys.stdout.write(
        f"  {form}, {shape}: {seconds:.1f} s, {size:.1f} MiB; processes beside so far at most "
        f"{child:.0f} MiB\n"
    )


def main() -> None:
    """Make the database, the files, and drop it."""
    databases.make(DATABASE)
    database = databases.database(DATABASE)
    try:
        with databases.on(database), tempfile.TemporaryDirectory() as name:
            call_command("migrate", verbosity=0)
            folder, rows = Path(name), Rows(_agreement(), _survey())
            _csv_beside_the_floor(rows, folder)
            for form, shape in (
                (Format.CSV, Shape.LONG),
                (Format.XLSX, Shape.WIDE),
                (Format.XLSX, Shape.LONG),
                (Format.SAV, Shape.WIDE),
                (Format.SAV, Shape.LONG),
            ):
                _beside(rows, form, shape, folder)
    finally:
        database.close()
        databases.drop(DATABASE)


if __name__ == "__main__":
    main()
