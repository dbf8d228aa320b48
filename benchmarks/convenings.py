"""Convenings at their largest: seats under pressure, and pages at two sizes.

Run by `manage.py bench convenings`. A throw-away database on the server of DATABASE_URL, dropped
at the end. Each part adds itself to PARTS, says what must hold, and says MISSED where it does not.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.stage import databases
from cohorts.models import Cohort, Offering, Pathway
from convenings.models import Convening, Registration, Session
from convenings.rules.choices import assign, ranks_given
from convenings.services.registration import register
from convenings.services.targets import with_targets
from core import clock
from network.models import Person, ServiceCenter, StateAgency
from network.roles import Role
from surveys.collection import counting, ledger
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import questionnaire_of
from surveys.instruments.services import freeze, load_instruments
from surveys.results.services import release_administration

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "plnetwork_bench_convenings"
ASKING, SEATS, THREADS = 200, 150, 20


def tell(title: str, words: str, *, holds: bool) -> None:
    """One line of the report."""
    sys.stdout.write(f"  {title:34} {words}{'' if holds else '  MISSED'}\n")
    sys.stdout.flush()


def session_of(people: int, capacity: int | None = None) -> tuple[Session, list[Person]]:
    """A session to come, and so many people who may register for it."""
    center, _ = ServiceCenter.objects.get_or_create(name="Bench ESC")
    pathway, _ = Pathway.objects.get_or_create(code="bench", defaults={"name": "Bench"})
    offering, _ = Offering.objects.get_or_create(
        pathway=pathway, name="Bench", starts_on=clock.today(), length_months=24
    )
    cohort = Cohort.objects.create(
        name=f"Bench {Cohort.objects.count()}",
        home=center,
        offering=offering,
        starts_on=clock.today(),
        ends_on=clock.today() + dt.timedelta(days=730),
    )
    convening = Convening.objects.create(cohort=cohort, number=1, topic="Bench")
    starts_at = clock.now() + dt.timedelta(days=20)
    session = Session.objects.create(
        convening=convening,
        region="North",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=6),
        capacity=capacity,
        revision=0,
    )
    made = Person.objects.bulk_create(
        Person(first_name="Bench", last_name=f"Person {number}", organization=center)
        for number in range(people)
    )
    return session, made


def seats_under_pressure() -> None:
    """200 people at once for 150 seats: 150 registered, 50 in order on the waitlist."""
    session, people = session_of(ASKING, SEATS)
    gate = threading.Barrier(THREADS)

    def ask(share: list[Person]) -> None:
        try:
            gate.wait()
            for person in share:
                register(session, person=person, by=person)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[people[n::THREADS]]) for n in range(THREADS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    held = session.registrations.holding().count()
    moments = list(session.registrations.waiting().values_list("registered_at", flat=True))
    last = session.registrations.holding().latest("registered_at").registered_at
    in_order = len(set(moments)) == len(moments) and all(moment > last for moment in moments)
    words = f"{held} registered, {len(moments)} waiting, in order: {in_order}, {seconds:.1f} s"
    right = (held, len(moments), in_order) == (SEATS, ASKING - SEATS, True)
    tell(f"{ASKING} at once for {SEATS} seats", words, holds=right)


def fair_choices() -> None:
    """500 people with three wishes among ten choice sessions of 50 seats, most liking three."""
    wishes = {
        person: [1 + person % 3, 1 + (person * 7 + 3) % 10, 1 + (person * 3 + 5) % 10]
        for person in range(500)
    }
    ranked = {person: list(dict.fromkeys(wished)) for person, wished in wishes.items()}
    start = time.perf_counter()
    places = assign(ranked, seats=dict.fromkeys(range(1, 11), 50), seed=1)
    seconds = time.perf_counter() - start
    ranks = ranks_given(places, ranked)
    words = f"{seconds:.2f} s, first wish {ranks[1]}, second {ranks[2]}, third {ranks[3]}"
    tell("500 people, 10 choice sessions", words, holds=len(places) == 500 and seconds < 5)


def attendance_grid() -> None:
    """The grid after the day for 5 and for 500 people: shown, and saved once with all minutes."""
    center, _ = ServiceCenter.objects.get_or_create(name="Bench ESC")
    browser = databases.browser(Role.SPECIALIST, center)
    asked: dict[int, list[int]] = {}
    for size in (5, 500):
        session, people = session_of(size)
        session.starts_at -= dt.timedelta(days=21)
        session.ends_at -= dt.timedelta(days=21)
        session.save()
        Registration.objects.bulk_create(
            Registration(session=session, convening=session.convening, person=person)
            for person in people
        )
        address = reverse("convenings:attendance-grid", args=[session.pk])
        browser.get(address)  # caches filled
        keys = [person.pk for person in people]
        typed = {f"{name}-{key}": "5" for key in keys for name in ("late", "early")}
        typed |= {f"was-{key}": "" for key in keys}
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as shown:
            browser.get(address)
        middle = time.perf_counter()
        with CaptureQueriesContext(connection) as saved:
            browser.post(address, {**typed, "here": keys})
        seconds = middle - start, time.perf_counter() - middle
        asked[size] = [len(shown), len(saved)]
        words = f"{len(shown)} queries {seconds[0]:.2f} s, save {len(saved)} {seconds[1]:.2f} s"
        is_saved = session.attendances.filter(late_minutes=5, early_minutes=5).count() == size
        holds = is_saved and asked[size] == asked[5]
        tell(f"attendance grid, {size} people", words, holds=holds)


def convening_page() -> None:
    """The page of a convening with one session and five people, and with nine and five hundred."""
    center, _ = ServiceCenter.objects.get_or_create(name="Bench ESC")
    browser = databases.browser(Role.ESC_DIRECTOR, center)
    asked: dict[int, int] = {}
    for people, more in ((5, 0), (500, 8)):
        session, made = session_of(people)
        for number in range(more):
            Session.objects.create(
                convening=session.convening,
                region=f"Region {number}",
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                revision=0,
            )
        Registration.objects.bulk_create(
            Registration(session=session, convening=session.convening, person=person)
            for person in made
        )
        address = session.convening.get_absolute_url()
        browser.get(address)  # caches filled
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as shown:
            browser.get(address)
        seconds = time.perf_counter() - start
        asked[people] = len(shown)
        words = f"{len(shown)} queries, {seconds:.2f} s"
        tell(f"convening page, {people} people", words, holds=0 < asked[people] == asked[5])


def feedback_report() -> None:
    """The report of a first convening with one session, and of a tenth with eight sessions."""
    load_instruments(["CVF"])
    cohort = session_of(0)[0].convening.cohort
    browser = databases.browser(Role.STATE_ADMIN, StateAgency.objects.get())
    asked: dict[int, int] = {}
    for number in range(2, 12):
        sessions = 1 if number == 2 else 8
        convening = _with_feedback(cohort, number, sessions)
        if number not in (2, 11):
            continue
        address = reverse("convenings:feedback", args=[convening.pk])
        browser.get(address)  # caches filled
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as shown:
            page = browser.get(address)
        seconds = time.perf_counter() - start
        asked[number] = len(shown)  # before the next request, which empties the log
        file = browser.get(reverse("convenings:feedback-pdf", args=[convening.pk]))
        words = f"{asked[number]} queries, {seconds:.2f} s, file {len(file.content) // 1024} KB"
        holds = b"We reached this target" in page.content and 0 < asked[number] == asked[2]
        tell(f"feedback report, {sessions} sessions", words, holds=holds)


def _with_feedback(cohort: Cohort, number: int, sessions: int) -> Convening:
    """A convening that forty people per session answered, its figures released."""
    targets = [f"Build part {place} of convening {number}" for place in range(4)]
    convening = Convening.objects.create(
        cohort=cohort, number=number, topic="Bench", learning_targets=targets
    )
    form = InstrumentVersion.objects.without_variants().get(instrument__code="CVF", number=2)
    version = freeze(with_targets(form, convening))
    opened = clock.now() - dt.timedelta(days=200 - number)
    survey = Administration.objects.create(
        version=version,
        title=str(convening),
        purpose=Administration.Purpose.CONVENING,
        cohort=cohort,
        school_year="2025-26",
        wave=f"Convening {number}",
        state=Administration.State.CLOSED,
        is_settled=True,
        opens_at=opened,
        closes_at=opened + dt.timedelta(days=1),
    )
    units = FrameUnit.objects
    root = units.create(
        administration=survey, kind="network", key="network", name=survey.title, staff=45 * sessions
    )
    asked = questionnaire_of(version)
    rows = []
    for place in range(sessions):
        unit = units.create(
            administration=survey,
            kind="session",
            key=f"session-{place}",
            name=f"Region {place}",
            parent=root,
            staff=45,
        )
        sheets = [[1 + (slot + row) % 4 for slot in range(asked.slots)] for row in range(40)]
        rows += [((unit.pk, 0), sheet) for sheet in sheets]
    ledger.add_to_tallies(survey, counting.counted(rows, asked), width=asked.width)
    release_administration(survey, by=None)
    convening.feedback = survey
    convening.save()
    return convening


PARTS: list[Callable[[], None]] = [
    seats_under_pressure,
    fair_choices,
    convening_page,
    attendance_grid,
    feedback_report,
]


def main() -> None:
    """Make the database, run every part, drop it."""
    plain: dict[str, Any] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    usual = connection.settings_dict["NAME"]
    databases.make(NAME)
    try:
        with override_settings(DEMO=True, STORAGES=storages, ALLOWED_HOSTS=["localhost"]):
            # By its name, not by one connection: threads open their own.
            connections.close_all()
            connections.settings["default"]["NAME"] = NAME
            call_command("migrate", verbosity=0)
            StateAgency.objects.create(name="Bench Department of Education")
            for part in PARTS:
                part()
    finally:
        connections.close_all()
        connections.settings["default"]["NAME"] = usual
        databases.drop(NAME)


if __name__ == "__main__":
    main()
