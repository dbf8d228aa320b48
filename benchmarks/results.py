"""Releases and their pages at a state's size, with few and with very many stored responses.

Run by `manage.py bench results`. Two throw-away databases on the server of DATABASE_URL hold the
same survey: 51 service centers, 600 districts, 3,500 schools, 43 items in 8 scales, 3 role groups,
about 83,000 people counted in the tallies. One stores 10,000 rows of responses, the other a
million: pages read the release, so nothing of them may depend on that. Requests to the two take
turns, so that whatever else the machine does slows both. Both databases are dropped at the end.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.stage import databases
from core import clock
from network.models import StateAgency
from network.roles import Role
from surveys.collection import counting, ledger
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.services import release_administration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from surveys.collection.counting import Group
    from surveys.instruments.questionnaire import Questionnaire

RESPONSES = {"small": 10_000, "large": 1_000_000}
CENTERS, DISTRICTS, SCHOOLS, ITEMS, SCALES = 51, 600, 3500, 43, 8
RELEASE_SECONDS = 5
MOST_QUERIES = 12
GOAL, COLD_MILLISECONDS = 1.5, 200
TURNS = 15
LABELS = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
SHARES = (12, 21, 23, 30, 14)
ROLES = ["Teacher", "Leader", "Other staff"]
# Rows alone, as many as are asked for: nothing on a page may look at them.
STORED = """
INSERT INTO surveys_response (id, administration_id, unit_id, role, answers, texts)
SELECT gen_random_uuid(), %s, (SELECT min(id) FROM surveys_frameunit) + n %% %s, 1,
  array_fill((1 + n %% 5)::smallint, ARRAY[%s]), '{}'
FROM generate_series(1, %s) n
"""


@dataclass
class Network:
    """One of the two: its database, the browser of somebody who sees all, and the pages."""

    name: str
    database: Any
    browser: Client
    pages: dict[str, str]


def _form() -> InstrumentVersion:
    """Forty-three core items, most of them in scales."""
    scale = Scale.objects.create(
        code="bench-a5", name="Agreement", labels=LABELS, favorable=[4, 5], neutral=3
    )
    instrument = Instrument.objects.create(code="bench", name="Bench", audience="teachers")
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, minutes=10, roles=ROLES
    )
    sections = [
        Section.objects.create(version=version, position=place + 1, title=f"Part {place + 1}")
        for place in range(SCALES)
    ]
    for slot in range(ITEMS):
        Item.objects.create(
            section=sections[slot % SCALES],
            code=f"BEN{slot:02}",
            position=slot + 1,
            slot=slot,
            wording=f"Statement {slot + 1} about practice at school.",
            scale=scale,
            construct=f"Construct {slot % SCALES + 1}",
        )
    return version


def _survey(version: InstrumentVersion) -> Administration:
    closed = clock.now() - dt.timedelta(days=9)
    return Administration.objects.create(
        version=version,
        title="Bench survey",
        school_year="2025-26",
        wave="spring 2026",
        state=Administration.State.CLOSED,
        is_settled=True,
        opens_at=closed - dt.timedelta(days=25),
        closes_at=closed,
        frozen_at=closed - dt.timedelta(days=25),
    )


def _frame(survey: Administration, chance: random.Random) -> list[FrameUnit]:
    """The network of a state; schools have 3 to 150 staff, most about 30."""

    def level(kind: str, number: int, above: list[FrameUnit]) -> list[FrameUnit]:
        return FrameUnit.objects.bulk_create(
            FrameUnit(
                administration=survey,
                kind=kind,
                key=f"{kind}{place:05}",
                name=f"Bench {kind} {place}",
                parent=above[place % len(above)] if above else None,
                staff=0,
            )
            for place in range(number)
        )

    every = [network := level("network", 1, [])]
    every += [centers := level("esc", CENTERS, network)]
    every += [districts := level("district", DISTRICTS, centers)]
    every += [schools := level("school", SCHOOLS, districts)]
    for school in schools:
        school.staff = min(150, max(3, round(chance.lognormvariate(3.4, 0.55))))
        above = school.parent
        while above is not None:
            above.staff += school.staff
            above = above.parent
    for units in every:
        FrameUnit.objects.bulk_update(units, ["staff"], batch_size=500)
    return schools


def _answer(
    survey: Administration, schools: list[FrameUnit], form: Questionnaire, chance: random.Random
) -> None:
    """Tallies of answers as they may come: 69 % answer, 2 % of all items are left out."""
    sheets = [
        [
            0 if chance.random() < 0.02 else code
            for code in chance.choices(range(1, 6), SHARES, k=ITEMS)
        ]
        for _ in range(2000)
    ]

    def rows() -> Iterator[tuple[Group, list[int]]]:
        for school in schools:
            for _ in range(sum(chance.random() < 0.69 for _ in range(school.staff))):
                [role] = chance.choices(range(4), (2, 70, 18, 10))
                yield (school.pk, role), chance.choice(sheets)

    ledger.add_to_tallies(survey, counting.counted(rows(), form), width=form.width)


def _fill(responses: int) -> tuple[Client, dict[str, str], float]:
    """Write everything and release it; the answer is a browser, pages, and the seconds it took."""
    agency = StateAgency.objects.create(name="Bench Agency", network_name="Bench", place="Bench")
    chance = random.Random(5)  # noqa: S311 - invented answers, the same in every run
    survey = _survey(_form())
    schools = _frame(survey, chance)
    _answer(survey, schools, questionnaire_of(survey.version), chance)
    with connection.cursor() as cursor:
        units = 1 + CENTERS + DISTRICTS + SCHOOLS
        cursor.execute(STORED, [survey.pk, units, ITEMS, responses])
        cursor.execute("ANALYZE")
    start = time.perf_counter()
    release_administration(survey, by=None)
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE surveys_releasedunit")
    school = max(schools, key=_staff)
    pages = {
        "state": f"/surveys/{survey.pk}/results/",
        "a school": f"/surveys/{survey.pk}/results/{school.pk}/",
    }
    return databases.browser(Role.STATE_ADMIN, agency), pages, seconds


def _staff(unit: FrameUnit) -> int:
    return unit.staff


def _seconds(network: Network, page: str) -> float:
    with databases.on(network.database):
        start = time.perf_counter()
        answer = network.browser.get(network.pages[page])
        taken = time.perf_counter() - start
    if answer.status_code != 200:
        sys.exit(f"The page of {page} answered {answer.status_code} in {network.name}.")
    return taken


def _reads(network: Network, page: str) -> tuple[int, int]:
    """Queries of a page, and blocks of the database that they read."""
    with databases.on(network.database):
        with CaptureQueriesContext(network.database) as asked:
            network.browser.get(network.pages[page])
        blocks = 0
        with connection.cursor() as cursor:
            for query in asked.captured_queries:
                if query["sql"].startswith("SELECT"):
                    cursor.execute(
                        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
                        + query["sql"].replace("%", "%%"),
                        [],
                    )
                    plan = cursor.fetchone()[0]
                    told = json.loads(plan) if isinstance(plan, str) else plan
                    top = told[0]["Plan"]
                    blocks += top["Shared Hit Blocks"] + top["Shared Read Blocks"]
    return len(asked), blocks


def _measure(small: Network, large: Network) -> None:
    both = (small, large)
    head = "queries and blocks small/large, milliseconds small/large, ratio"
    sys.stdout.write(f"  page of {head}\n")
    for page in small.pages:
        cold = [_seconds(network, page) * 1000 for network in both]  # nobody asked before
        reads = [_reads(network, page) for network in both]
        taken: list[list[float]] = [[], []]
        for _ in range(TURNS):
            for at, network in enumerate(both):
                taken[at].append(_seconds(network, page))
        middle = [statistics.median(part) * 1000 for part in taken]
        ratio = middle[1] / middle[0]
        is_met = ratio <= GOAL and reads[0] == reads[1] and reads[0][0] <= MOST_QUERIES
        sys.stdout.write(
            f"    {page:10} {reads[0][0]:>3}/{reads[1][0]:<3} {reads[0][1]:>6}/{reads[1][1]:<6} "
            f"{middle[0]:6.1f}/{middle[1]:<6.1f} {ratio:5.2f}{'' if is_met else '  MISSED'}\n"
        )
        first = min(cold)
        missed = "" if first <= COLD_MILLISECONDS else "  MISSED"
        sys.stdout.write(f"    {page:10} cold {first:.0f} ms, goal {COLD_MILLISECONDS}{missed}\n")


def main() -> None:
    """Make both, release in both, measure their pages, drop both."""
    networks = []
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(DEMO=True, STORAGES=storages, ALLOWED_HOSTS=["localhost"]):
        try:
            for name, responses in RESPONSES.items():
                databases.make(f"plnetwork_bench_{name}")
                database = databases.database(f"plnetwork_bench_{name}")
                with databases.on(database):
                    call_command("migrate", verbosity=0)
                    browser, pages, seconds = _fill(responses)
                networks.append(Network(name, database, browser, pages))
                missed = "" if seconds <= RELEASE_SECONDS else "  MISSED"
                sys.stdout.write(
                    f"  release of {SCHOOLS} schools and {ITEMS} items beside {responses}"
                    f" responses: {seconds:.1f} s, goal {RELEASE_SECONDS}{missed}\n"
                )
            _measure(*networks)
        finally:
            for network in networks:
                network.database.close()
            for name in RESPONSES:
                databases.drop(f"plnetwork_bench_{name}")


if __name__ == "__main__":
    main()
