"""Venues with coordinates, an agenda, and a series planned to its end: all invented."""

from __future__ import annotations

import datetime as dt
import zlib
from typing import TYPE_CHECKING

from cohorts.models import Cohort
from convenings.models import Facilitator, SeriesTemplate, Session, Venue
from convenings.rules.dates import Span
from convenings.services.agenda import Step, set_agenda, set_checklist, tick
from convenings.services.convening import next_number
from convenings.services.facilitators import add_facilitator
from convenings.services.series import Planned, load_series, plan_series
from convenings.services.session import change_session
from convenings.services.venue import add_venue
from core import clock
from network.models import School

if TYPE_CHECKING:
    from convenings.models import Convening
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Key of a center: its hall, how to get in, and a point in Ohio where no such hall is.
HALLS = {
    "maple_fork": (
        "Lakebend Learning Hall",
        "12 Wharf Street, Lakebend, OH",
        "Step-free from the parking lot behind the house. Lift to the second floor. Hearing loop"
        " in the large hall.",
        ("41.46120", "-82.15340"),
    ),
    "sandstone_hills": (
        "Sandstone Hills ESC",
        "4 Quarry Road, Cutler Ridge, OH",
        "Two steps at the front door; the side door is level. Ring at either.",
        ("39.68450", "-81.90210"),
    ),
    "two_creeks": (
        "Two Creeks Meeting House",
        "88 Mill Lane, Larkfield, OH",
        "Level throughout. Parking for cars with a permit beside the door.",
        ("39.75810", "-84.02770"),
    ),
}
# Around which point the schools of a center lie; each a little off, by its name.
AROUND = {
    "maple_fork": (41.30, -82.30),
    "sandstone_hills": (39.75, -81.75),
    "two_creeks": (39.70, -84.15),
    "lakebend": (41.55, -81.90),
    "canal_plain": (41.00, -81.45),
}
UNKNOWN = {"quarry_street", "lantern_community"}  # so that the page says what it does not know
DAY = [
    Step(30, "Arriving", "Coffee, name tags, slides on the wall"),
    Step(60, "Goals in four classrooms", "Each table looks at one"),
    Step(75, "Choice sessions", "What you wished for when you registered"),
    Step(60, "Lunch"),
    Step(75, "Our commitment", "Each team with a specialist at hand"),
    Step(45, "Two teams meet", "What we will try in thirty days"),
    Step(15, "Feedback and close"),
]
DRY_RUN = [
    "Projector and sound tried in the large hall",
    "Name tags by school",
    "Code of the room printed large",
    "Lunch ordered with what people told us",
]


def build_planning(stage: Stage) -> None:
    """What a specialist has laid out, and what is still to come for the young cohort."""
    host = stage.cast["Dana Whitlock"]
    _put_schools_on_the_map(stage)
    venues = {key: _hall(stage, key, host) for key in HALLS}
    young = Cohort.objects.current().filter(home=stage.centers["maple_fork"]).latest("starts_on")
    coming = young.convenings.get(number=2)
    _lay_out(coming, venues, host, second=stage.cast["Imogen Farrow"])
    _plan_the_rest(young, host)


def _put_schools_on_the_map(stage: Stage) -> None:
    for key, school in stage.schools.items():
        around = AROUND.get(stage.center_of(key))
        if around is None or key in UNKNOWN:
            continue
        School.objects.filter(pk=school.pk).update(
            latitude=round(around[0] + _off(key), 5),
            longitude=round(around[1] + _off(key[::-1]), 5),
        )


def _off(key: str) -> float:
    """Up to a third of a degree, always the same for a key."""
    return (zlib.crc32(key.encode()) % 600 - 300) / 1000


def _hall(stage: Stage, key: str, by: Person) -> Venue:
    name, address, notes, (latitude, longitude) = HALLS[key]
    return add_venue(
        by=by,
        organization=stage.centers[key],
        name=name,
        address=address,
        access_notes=notes,
        map_url=f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=14",
        latitude=latitude,
        longitude=longitude,
    )


def _lay_out(convening: Convening, venues: dict[str, Venue], by: Person, *, second: Person) -> None:
    set_agenda(convening, steps=DAY, by=by)
    set_checklist(convening, lines=DRY_RUN, by=by)
    for item in convening.checklist.all()[:2]:
        tick(item, is_done=True, by=by)
    halls = {"North": venues["maple_fork"], "Southeast": venues["sandstone_hills"]}
    for session in convening.sessions.all():
        held = change_session(
            session, by=by, venue=halls[session.region], room="Large hall", place=""
        )
        add_facilitator(held, person=second, duty=Facilitator.Duty.HELP, by=by)


def _plan_the_rest(cohort: Cohort, by: Person) -> None:
    """What the cohort has not had of the template, from its third convening on."""
    load_series()
    plans = SeriesTemplate.objects.get(code="launch").convenings[2:]
    second = Session.objects.filter(convening__cohort=cohort).latest("starts_at")
    first_on = _tuesday_after(second.starts_at.date() + dt.timedelta(days=63))
    offsets = [plan["after_days"] - plans[0]["after_days"] for plan in plans]
    planned = [
        Planned(number, plan, _two_regions(first_on + dt.timedelta(days=offset)))
        for number, (plan, offset) in enumerate(
            zip(plans, offsets, strict=True), start=next_number(cohort)
        )
    ]
    plan_series(cohort, planned=planned, capacity=40, by=by)


def _two_regions(day: dt.date) -> dict[str, Span]:
    days = {"North": day, "Southeast": day + dt.timedelta(days=2)}
    return {region: Span(clock.on_day(on, 9), clock.on_day(on, 15)) for region, on in days.items()}


def _tuesday_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=(1 - day.weekday()) % 7)
