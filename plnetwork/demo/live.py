"""What is going on today in the demo: a young cohort, a convening to come, an open survey."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from cohorts.models import Cohort, Offering
from cohorts.services.cohort import enroll, open_cohort
from cohorts.services.team import add_member, form_team
from convenings.models import Convening, Session
from convenings.services.convening import schedule_convening
from convenings.services.registration import register
from convenings.services.session import add_session
from core import clock
from improvement.models import Artifact
from improvement.services import add_artifact
from network.models import Component, Indicator
from network.services.directory_import import check_import, start_import
from network.services.people import find_or_add_person
from plnetwork.demo import letters, preparing, prework
from plnetwork.demo.cast import RESPONDENT
from surveys.collection.services import (
    FrameRow,
    invite,
    open_a_link,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.models import Administration, InstrumentVersion

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Schools of the young cohort: two that go on with their old team's people, and new ones.
YOUNG = {
    "kettle_run_high": ("E007", "E008", "E009", "E010", "E011"),
    "fallow_creek_middle": ("E001", "E002", "E003", "E004"),
    "fallow_creek_elementary": (),
    "marlow_high": (),
    "tollgate_elementary": (),
}
TARGETS = [
    "Build a shared picture of learner-driven practice",
    "Develop one goal that learners write themselves",
    "Collaborate with your own team on a commitment",
]
PLACES = {"North": "Lakebend Learning Hall", "Southeast": "Sandstone Hills ESC"}
STAFF = {
    "kettle_run_high": 16,
    "fallow_creek_middle": 57,
    "fallow_creek_elementary": 24,
    "tollgate_elementary": 31,
}
AT_THE_POSTER = "tollgate_elementary"


def build_present(stage: Stage) -> None:
    """Everything relative to today, so that the demo's people have something to do."""
    cohort = _open_young_cohort(stage)
    _plan_convenings(stage, cohort)
    _add_recent_artifact(stage, cohort)
    letters.build_letters(stage, cohort)
    _open_survey(stage, cohort)
    preparing.build_preparations(stage)
    _leave_an_import_waiting(stage)


def _school_year_start() -> dt.date:
    today = clock.today()
    return dt.date(today.year if today.month >= 8 else today.year - 1, 8, 1)


def _open_young_cohort(stage: Stage) -> Cohort:
    host, start = stage.cast["Dana Whitlock"], _school_year_start()
    with clock.at(clock.on_day(start)):
        cohort = open_cohort(
            Offering.objects.get(pathway__code="launch"),
            name=f"LAUNCH cohort {start.year}",
            starts_on=start,
            home=stage.centers["maple_fork"],
            by=host,
        )
        for key, members in YOUNG.items():
            school = stage.schools[key]
            enroll(cohort, place=school, by=host)
            team = form_team(cohort, place=school, name=f"{school.name} team", by=host)
            for educator in members:
                person = stage.educators[educator]
                before = person.team_memberships.earliest("starts_on")
                add_member(
                    team,
                    person=person,
                    role=before.role,
                    job=before.job,
                    position=before.position,
                    starts_on=start,
                    by=host,
                )
    return cohort


def _plan_convenings(stage: Stage, cohort: Cohort) -> None:
    """One that was held the other day, its attendance not marked yet, and one to register for."""
    _plan(
        stage,
        cohort,
        topic="What and why of personalized learning",
        component="1",
        first=clock.today() - dt.timedelta(days=3),
        regions=("North",),
    )
    _plan(
        stage,
        cohort,
        topic="Learner Driven",
        component="1",
        first=clock.today() + dt.timedelta(days=16),
        regions=("North", "Southeast"),
    )


def _plan(
    stage: Stage,
    cohort: Cohort,
    *,
    topic: str,
    component: str,
    first: dt.date,
    regions: tuple[str, ...],
) -> None:
    host = stage.cast["Dana Whitlock"]
    with clock.at(clock.on_day(first - dt.timedelta(days=35))):
        convening = schedule_convening(
            cohort,
            topic=topic,
            learning_targets=TARGETS,
            components=list(Component.objects.filter(version__is_current=True, code=component)),
            by=host,
        )
        for days, region in enumerate(regions):
            day = first + dt.timedelta(days=2 * days)
            add_session(
                convening,
                region=region,
                starts_at=clock.on_day(day, 9),
                ends_at=clock.on_day(day, 15),
                mode=Session.Mode.IN_PERSON,
                place=PLACES[region],
                capacity=40,
                by=host,
            )
    if first < clock.today():
        _register_everybody(convening, cohort, before=first)
    else:
        prework.open_prework(stage, convening)


def _register_everybody(convening: Convening, cohort: Cohort, *, before: dt.date) -> None:
    session = convening.sessions.get()
    with clock.at(clock.on_day(before - dt.timedelta(days=20))):
        for team in cohort.teams.all():
            for membership in team.memberships.select_related("person"):
                register(session, person=membership.person, by=membership.person)


def _add_recent_artifact(stage: Stage, cohort: Cohort) -> None:
    """Something for the specialist to comment on."""
    team = cohort.teams.get(school=stage.schools["kettle_run_high"])
    lead = stage.educators["E007"]
    yesterday = clock.now() - dt.timedelta(days=1)
    with clock.at(yesterday):
        add_artifact(
            team,
            title="Goal cards, second try",
            kind=Artifact.Kind.FILE,
            indicators=list(
                Indicator.objects.filter(component__version__is_current=True, code="1.1")
            ),
            no_student_identified=True,
            file=ContentFile(
                b"Goal cards, second try\n\nOne goal, one first step, one date to look again.\n",
                name="Goal cards, second try.txt",
            ),
            url="",
            by=lead,
        )


def _open_survey(stage: Stage, cohort: Cohort) -> None:
    admin, today = stage.cast["Renata Okafor"], clock.today()
    start = _school_year_start()
    administration = prepare_administration(
        InstrumentVersion.objects.filter(instrument__code="IMT").latest("number"),
        title=f"Implementation survey, school year {start.year}–{(start.year + 1) % 100:02}",
        purpose=Administration.Purpose.IMPLEMENTATION,
        cohort=cohort,
        school_year=f"{start.year}-{(start.year + 1) % 100:02}",
        wave=f"{'fall' if today.month >= 7 else 'spring'} {today.year}",
        opens_at=clock.on_day(today, 8),
        closes_at=clock.on_day(today + dt.timedelta(days=21), 23),
        by=admin,
    )
    rows = [
        FrameRow(school=stage.schools[key], staff=staff, staff_by_role={})
        for key, staff in STAFF.items()
    ]
    set_school_frame(administration, rows=rows, by=admin)
    poster = administration.units.get(organization=stage.schools[AT_THE_POSTER])
    open_a_link(poster, by=admin)
    for unit in administration.units.filter(kind="school").exclude(pk=poster.pk):
        invite(administration, unit=unit, people=_invited(stage, unit.name))
    open_administration(administration, by=admin)


def _invited(stage: Stage, school_name: str) -> list[Person]:
    """The teams' own people, and the respondent of the sign-in list."""
    people = [p for p in stage.educators.values() if str(p.organization) == school_name]
    if school_name == stage.schools["fallow_creek_middle"].name:
        people.append(
            find_or_add_person(
                email=RESPONDENT,
                first_name="A",
                last_name="Respondent",
                organization=stage.schools["fallow_creek_middle"],
                by=None,
            )
        )
    return people


def _leave_an_import_waiting(stage: Stage) -> None:
    """A file of next year's schools, checked and not written: additions, changes, one fault."""
    keys = ("record", "irn", "name", "agency_irn", "lowest_grade", "highest_grade", "city")
    kettle, marlow = stage.schools["kettle_run_high"], stage.schools["marlow_high"]
    rows = [
        keys,
        ("school", "990401", "Sycamore Gap Early Learning Center", "990509", "PK", "K", ""),
        ("school", "990402", "Harbor Point Career Academy", "990512", "9", "12", ""),
        ("school", kettle.irn, kettle.name, "990502", "7", "12", ""),
        ("school", marlow.irn, "Marlow High School and Annex", "990503", "9", "12", ""),
        ("school", "990403", "Cedar Bend Elementary School", "990599", "K", "5", ""),
    ]
    content = "\n".join(",".join(row) for row in rows) + "\n"
    by = stage.cast["Renata Okafor"]
    check_import(start_import(content.encode(), file_name="schools-next-year.csv", by=by))
