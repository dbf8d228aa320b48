"""The pages of a cohort of six teams beside one of sixty, and My day of who looks after them.

Run by `manage.py bench cohorts`. A throw-away database on the server of DATABASE_URL, dropped at
the end. Each page of the large cohort must ask as many questions as that of the small one, and may
take at most GOAL times as long: ten times the rows, but not ten times the work. Requests to the two
take turns, so that whatever else the machine does slows both.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.stage import databases
from cohorts.models import (
    Cohort,
    DesignTeam,
    Enrollment,
    Milestone,
    MilestoneMark,
    Offering,
    Pathway,
    TeamMembership,
)
from convenings.models import Attendance, Convening, Session
from core import clock
from network.models import District, Person, School, ServiceCenter, StateAgency
from network.roles import Role

if TYPE_CHECKING:
    from django.test import Client

NAME = "plnetwork_bench_cohorts"
FEW, MANY = 6, 60
PEOPLE, MILESTONES, TURNS = 6, 10, 7
GOAL = 4.0
PAGES = {
    "teams": "cohorts:detail",
    "milestones": "cohorts:milestones",
    "attendance": "convenings:cohort-attendance",
    "teams as a file": "cohorts:roster-csv",
}


def cohort_of(teams: int) -> tuple[Client, Cohort]:
    """A browser of the specialist of a service center, and its cohort of so many teams."""
    center = ServiceCenter.objects.create(name=f"Bench ESC {teams}")
    pathway, _ = Pathway.objects.get_or_create(code="bench", defaults={"name": "Bench"})
    offering = Offering.objects.create(
        pathway=pathway, name=f"Bench {teams}", starts_on=clock.today(), length_months=24
    )
    cohort = Cohort.objects.create(
        name=f"Bench cohort {teams}",
        home=center,
        offering=offering,
        starts_on=clock.today() - dt.timedelta(days=200),
        ends_on=clock.today() + dt.timedelta(days=500),
    )
    _with_plan(cohort)
    district = District.objects.create(name=f"Bench District {teams}")
    for number in range(teams):
        school = School.objects.create(name=f"Bench School {number:02}", agency=district)
        Enrollment.objects.create(cohort=cohort, school=school, starts_on=cohort.starts_on)
        _team_of(cohort, school, number)
    return databases.browser(Role.SPECIALIST, center), cohort


def _with_plan(cohort: Cohort) -> None:
    """Milestones on both sides of today, some marked by hand and some counted, and a convening."""
    rules = ["by-hand", "team-formed", "charter-agreed", "convening-attended"]
    for number in range(MILESTONES):
        rule = rules[number % len(rules)]
        Milestone.objects.create(
            cohort=cohort,
            name=f"Milestone {number}",
            rule=rule,
            number=1 if rule == "convening-attended" else None,
            due_on=clock.today() + dt.timedelta(days=20 * (number - 5)),
        )
    convening = Convening.objects.create(cohort=cohort, number=1, topic="Bench")
    starts_at = clock.now() - dt.timedelta(days=90)
    Session.objects.create(
        convening=convening,
        region="North",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=6),
        revision=0,
    )


def _team_of(cohort: Cohort, school: School, number: int) -> None:
    """Six people; every second team was at the convening and has a mark."""
    team = DesignTeam.objects.create(cohort=cohort, school=school, name=f"Team {number:02}")
    people = Person.objects.bulk_create(
        Person(first_name="Bench", last_name=f"Person {place}", organization=school)
        for place in range(PEOPLE)
    )
    TeamMembership.objects.bulk_create(
        TeamMembership(
            team=team,
            person=person,
            role="lead" if place == 0 else "member",
            starts_on=cohort.starts_on,
        )
        for place, person in enumerate(people)
    )
    if number % 2:
        session = Session.objects.get(convening__cohort=cohort)
        Attendance.objects.bulk_create(
            Attendance(session=session, person=person, team=team) for person in people
        )
        MilestoneMark.objects.create(
            milestone=cohort.milestones.filter(rule="by-hand")[0], team=team
        )


def measured(browsers: dict[int, Client], addresses: dict[int, str]) -> str:
    """One page at both sizes: queries, the medians of its times, and what does not hold."""
    asked: dict[int, int] = {}
    seconds: dict[int, list[float]] = {FEW: [], MANY: []}
    for turn in range(TURNS):
        for size, address in addresses.items():
            start = time.perf_counter()
            with CaptureQueriesContext(connection) as log:
                answer = browsers[size].get(address)
                b"".join(answer) if answer.streaming else answer.content
            if answer.status_code != 200:
                raise AssertionError(f"{address} answers {answer.status_code}")
            asked[size] = len(log)
            if turn:  # the first one fills caches
                seconds[size].append(time.perf_counter() - start)
    few, many = (statistics.median(seconds[size]) for size in (FEW, MANY))
    words = f"{asked[FEW]} and {asked[MANY]} queries, {many * 1000:.0f} ms, {many / few:.1f} times"
    return words if asked[FEW] == asked[MANY] and many <= GOAL * few else f"{words}  MISSED"


def measure() -> None:
    """Both cohorts, page by page."""
    made = {size: cohort_of(size) for size in (FEW, MANY)}
    browsers = {size: browser for size, (browser, _) in made.items()}
    for title, name in PAGES.items():
        addresses = {size: reverse(name, args=[one.pk]) for size, (_, one) in made.items()}
        tell(title, measured(browsers, addresses))
    tell("My day", measured(browsers, dict.fromkeys((FEW, MANY), reverse("home"))))


def tell(title: str, words: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"  {title:18} {MANY} teams beside {FEW}: {words}\n")
    sys.stdout.flush()


def main() -> None:
    """Make the database, measure, drop it."""
    plain: dict[str, Any] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    usual = connection.settings_dict["NAME"]
    databases.make(NAME)
    try:
        with override_settings(DEMO=True, STORAGES=storages, ALLOWED_HOSTS=["localhost"]):
            connections.close_all()
            connections.settings["default"]["NAME"] = NAME
            call_command("migrate", verbosity=0)
            StateAgency.objects.create(name="Bench Department of Education")
            measure()
    finally:
        connections.close_all()
        connections.settings["default"]["NAME"] = usual
        databases.drop(NAME)


if __name__ == "__main__":
    main()
