"""Lists and the search at a state's size beside the same pages of a small network, in one run.

Run by `manage.py bench lists`. Two throw-away databases on the server of DATABASE_URL, 20 schools
and 20 people in one, 20,000 and 50,000 in the other; both are dropped at the end. Requests to the
two take turns, so that whatever else the machine does slows both.
"""

from __future__ import annotations

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
from network.models import ServiceCenter, StateAgency
from network.roles import Role

if TYPE_CHECKING:
    from django.test import Client

GOAL = 1.5
TURNS = 15
CENTERS, DISTRICTS_IN_ALL = 51, 1000
PAGES = {
    "directory": "/directory/",
    "directory, by city": "/directory/?sort=city",
    "directory, by service center": "/directory/?sort=-parent",
    "directory, a word of 20": "/directory/?q=quillby",
    "directory, a word of all": "/directory/?q=school&status=operating",
    "people": "/people/",
    "people, by e-mail": "/people/?sort=-email",
    "people, a word of 20": "/people/?q=quillby",
    "people, a word of all": "/people/?q=teacher",
    "search, a word of 20": "/search/?q=quillby",
    "search, a word of all": "/search/?q=example+teacher",
}

# Twenty schools and twenty people of the first center are called Quillby, in both networks: a page
# of as many rows, found among few or among many.
# What stands in the tables, written by the server itself: saving one by one takes minutes.
DISTRICTS = """
WITH made AS (
  INSERT INTO network_organization
    (kind, name, irn, nces_id, city, state, street, postal_code, county, phone, email, website,
     edited_by_hand)
  SELECT 'district', 'Bench District ' || n, lpad(n::text, 6, '0'), lpad(n::text, 7, '0'),
    'City ' || n % 300, 'OH', '', '', 'County ' || n % 88, '', '', '', '{}'
  FROM generate_series(1, %(districts)s) n
  RETURNING id, nces_id::int AS n
), kept AS (
  INSERT INTO network_district (organization_ptr_id, typology, typology_version, locale)
  SELECT id, (n % 8 + 1)::text, '2013', '' FROM made
)
INSERT INTO network_alignment (district_id, service_center_id, starts_on)
SELECT id, (SELECT min(organization_ptr_id) FROM network_servicecenter) + n %% %(spread)s,
  '2020-07-01'
FROM made
"""
SCHOOLS = """
WITH made AS (
  INSERT INTO network_organization
    (kind, name, irn, nces_id, city, state, street, postal_code, county, phone, email, website,
     edited_by_hand)
  SELECT 'school', CASE WHEN n <= 1050 AND (n %% %(districts)s + 1) %% %(spread)s = 0
    THEN 'Quillby ' ELSE 'Bench ' END || 'School ' || n,
    lpad((n + 100000)::text, 6, '0'), lpad(n::text, 12, '0'),
    'City ' || n % 300, 'OH', '', '', 'County ' || n % 88, '', '', '', '{}'
  FROM generate_series(1, %(schools)s) n
  RETURNING id, nces_id::int AS n
)
INSERT INTO network_school (organization_ptr_id, agency_id, lowest_grade, highest_grade)
SELECT id, (SELECT min(organization_ptr_id) FROM network_district) + n %% %(districts)s, 'K', '5'
FROM made
"""
PEOPLE = """
INSERT INTO network_person
  (first_name, last_name, email, phone, job_title, time_zone, mail_refusal, organization_id)
SELECT CASE WHEN n < 1050 AND ((n + 1) %% %(districts)s + 1) %% %(spread)s = 0
    THEN 'Quillby' ELSE 'Bench' END, 'Person ' || n,
  'bench' || n || '@example.org', '', 'Teacher', '', '',
  (SELECT min(organization_ptr_id) FROM network_school) + n %% %(schools)s
FROM generate_series(1, %(people)s) n
"""
GRANTS = """
INSERT INTO network_rolegrant (person_id, role, organization_id, starts_on)
SELECT id, 'school_leader', organization_id, '2020-07-01' FROM network_person
WHERE organization_id IS NOT NULL AND id % 10 = 0
"""


@dataclass
class Network:
    """One of the two networks: its database, and a browser per role."""

    name: str
    sizes: dict[str, int]
    database: Any
    browsers: dict[str, Client]


def _fill(sizes: dict[str, int]) -> dict[str, Client]:
    """Write the rows; the answer is a signed-in browser per role."""
    agency = StateAgency.objects.create(name="Bench Agency", network_name="Bench", place="Bench")
    centers = [ServiceCenter(name=f"Bench ESC {n}") for n in range(CENTERS)]
    for center in centers:
        center.save()
    with connection.cursor() as cursor:
        for statement in (DISTRICTS, SCHOOLS, PEOPLE):
            # A single percent sign is arithmetic of the server's, not a place for a value.
            cursor.execute(statement.replace(" % ", " %% "), sizes)
        cursor.execute(GRANTS)
        cursor.execute("ANALYZE")
    return {
        "state administrator": databases.browser(Role.STATE_ADMIN, agency),
        "specialist": databases.browser(Role.SPECIALIST, centers[0]),
    }


def _seconds(network: Network, who: str, address: str) -> float:
    with databases.on(network.database):
        start = time.perf_counter()
        answer = network.browsers[who].get(address)
        taken = time.perf_counter() - start
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code} to the {who} of {network.name}.")
    return taken


def _queries(network: Network, who: str, address: str) -> int:
    with databases.on(network.database), CaptureQueriesContext(network.database) as asked:
        network.browsers[who].get(address)
    return len(asked)


def _measure(small: Network, large: Network) -> None:
    for who in small.browsers:
        sys.stdout.write(f"  {who}: queries small/large, milliseconds small/large, ratio\n")
        for title, address in PAGES.items():
            both = (small, large)
            for network in both:
                _seconds(network, who, address)  # caches filled
            queries = [_queries(network, who, address) for network in both]
            taken: list[list[float]] = [[], []]
            for _ in range(TURNS):
                for at, network in enumerate(both):
                    taken[at].append(_seconds(network, who, address))
            middle = [statistics.median(part) * 1000 for part in taken]
            ratio = middle[1] / middle[0]
            verdict = "" if ratio <= GOAL and queries[0] == queries[1] else "  MISSED"
            sys.stdout.write(
                f"    {title:32} {queries[0]:>3}/{queries[1]:<3} "
                f"{middle[0]:6.1f}/{middle[1]:<6.1f} {ratio:5.2f}{verdict}\n"
            )


def main() -> None:
    """Make both networks, measure, drop both."""
    sizes = {
        "small": {"schools": 20, "people": 20, "districts": 20, "spread": 1},
        "large": {
            "schools": 20_000,
            "people": 50_000,
            "districts": DISTRICTS_IN_ALL,
            "spread": CENTERS,
        },
    }
    networks = []
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(DEMO=True, STORAGES=storages, ALLOWED_HOSTS=["localhost"]):
        try:
            for name, size in sizes.items():
                databases.make(f"plnetwork_bench_{name}")
                database = databases.database(f"plnetwork_bench_{name}")
                with databases.on(database):
                    call_command("migrate", verbosity=0)
                    networks.append(Network(name, size, database, _fill(size)))
            _measure(*networks)
        finally:
            for network in networks:
                network.database.close()
            for name in sizes:
                databases.drop(f"plnetwork_bench_{name}")


if __name__ == "__main__":
    main()
