"""The demo's organizations, staff and design teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.services import account_for
from cohorts.models import Offering
from cohorts.models.offering import Position
from cohorts.services.cohort import enroll, open_cohort
from cohorts.services.team import add_member, end_membership, form_team
from core import clock
from network.models import District, Partner, Person, School, ServiceCenter, StateAgency
from network.roles import Role
from network.services.people import find_or_add_person
from network.services.relations import align, assign_support
from network.services.roles import grant
from plnetwork.demo.book import address_of, book
from plnetwork.demo.cast import place_key
from plnetwork.demo.stage import EVERYTHING_BEGAN, Stage, day, moment

if TYPE_CHECKING:
    import datetime as dt

ROLES = {
    "state_admin": Role.STATE_ADMIN,
    "state_viewer": Role.STATE_VIEWER,
    "evaluator": Role.EVALUATOR,
    "partner_facilitator": Role.PARTNER_FACILITATOR,
    "esc_director": Role.ESC_DIRECTOR,
    "specialist": Role.SPECIALIST,
    "district_leader": Role.DISTRICT_LEADER,
    "principal": Role.SCHOOL_LEADER,
}
PARTNERS = {"plumline": "Plumline Evaluation", "bright-thread": "Bright Thread Partners"}
TEAM_ROLES = ("team_lead", "team_member")


def build_organizations() -> Stage:
    """State agency, service centers, districts with their alignments, schools, partners."""
    agency = book()["state_agency"]
    state = StateAgency.objects.create(
        name=agency["name"], network_name=agency["network"], place="Ohio"
    )
    stage = Stage(state=state)
    stage.dice.seed(book()["seed"])
    for row in book()["service_centers"]:
        stage.centers[row["key"]] = ServiceCenter.objects.create(
            name=row["name"],
            irn=row["irn"],
            region=row["region"],
            hosts_specialist=row["hosts_specialist"],
        )
    for row in book()["districts"]:
        stage.districts[row["key"]] = District.objects.create(
            name=row["name"],
            irn=row["irn"],
            agency_type="community" if row["type"] == "community" else "regular",
            typology=str(row["typology_2013"] or ""),
            typology_version="2013" if row["typology_2013"] else "",
        )
    _align(stage)
    for row in book()["schools"]:
        lowest, _, highest = row["grades"].partition("-")
        stage.schools[row["key"]] = School.objects.create(
            name=row["name"],
            irn=row["irn"],
            agency=stage.districts[row["district"]],
            lowest_grade=lowest,
            highest_grade=highest or lowest,
        )
    partners = {key: Partner.objects.create(name=name) for key, name in PARTNERS.items()}
    stage.places = {
        **stage.centers,
        **stage.districts,
        **stage.schools,
        **partners,
        "state": state,
    }
    return stage


def _align(stage: Stage) -> None:
    """Every district with its center, the book's exceptions by their dates."""
    exceptions = book()["alignments"]["exceptions"]
    for row in book()["districts"]:
        own = [line for line in exceptions if line["district"] == row["key"]]
        lines = own or [{"esc": row["esc"], "from": str(EVERYTHING_BEGAN), "to": None}]
        for line in lines:
            align(
                stage.districts[row["key"]],
                service_center=stage.centers[line["esc"]],
                starts_on=day(line["from"]),
                ends_on=day(line["to"]) if line["to"] else None,
                by=None,
            )


def build_people(stage: Stage) -> None:
    """The staff of the sign-in list and all specialists, with accounts and roles."""
    for row in book()["sign_in_as"]:
        if row["name"] and row["role"] not in TEAM_ROLES:
            # The book ends the evaluator's role in 2024; the demo is looked at today.
            _hire(stage, row["name"], place_key(row), ROLES[row["role"]])
    for row in book()["service_centers"]:
        if row["specialist"]:
            _hire(stage, row["specialist"], row["key"], Role.SPECIALIST)


def _hire(stage: Stage, name: str, place: str, role: Role) -> Person:
    organization = stage.places[place]
    person = person_with_account(name, place, organization)
    grant(
        person,
        role=role,
        organization=organization,
        starts_on=EVERYTHING_BEGAN,
        ends_on=None,
        by=None,
    )
    stage.cast[name] = person
    return person


def person_with_account(name: str, place: str, organization: object) -> Person:
    """A person by the book's rule for addresses, who can sign in."""
    first, _, last = name.partition(" ")
    address = address_of(name, place)
    person = find_or_add_person(
        email=address,
        first_name=first,
        last_name=last,
        organization=organization,  # type: ignore[arg-type]  # any kind of organization
        by=None,
    )
    if person.user_id is None:
        person.user = account_for(address)
        person.save(update_fields=["user"])
    return person


def build_cohort(stage: Stage) -> None:
    """LAUNCH cohort 2 with its 17 teams, their specialists and their 165 educators."""
    facts = book()["cohort"]
    offering = Offering.objects.get(pathway__code="launch")
    admin = stage.cast["Renata Okafor"]
    with clock.at(moment(facts["from"])):
        stage.cohort = open_cohort(
            offering,
            name=facts["name"],
            starts_on=day(facts["from"]),
            ends_on=day(facts["to"]),
            home=stage.state,
            by=admin,
        )
        for row in book()["teams"]:
            school = stage.schools[row["school"]]
            specialist = stage.cast[row["specialist"]]
            enroll(stage.launch_cohort, place=school, by=specialist)
            stage.teams[row["id"]] = form_team(
                stage.launch_cohort, place=school, name=f"{school.name} team", by=specialist
            )
            assign_support(specialist, organization=school, starts_on=day(facts["from"]), by=None)
    _seat_educators(stage, start=day(facts["from"]))


def _seat_educators(stage: Stage, *, start: dt.date) -> None:
    school_of = {row["id"]: row["school"] for row in book()["teams"]}
    for key, name, team, job, _, is_member, since, until, _ in book()["educators"]["rows"]:
        place = school_of[team]
        person = person_with_account(name, place, stage.schools[place])
        stage.educators[key] = person
        if not is_member:
            continue  # came along as a guest
        with clock.at(moment(since or str(start))):
            membership = add_member(
                stage.teams[team],
                person=person,
                role="lead" if job.startswith("Team lead") else "member",
                job=job.removeprefix("Team lead, ").capitalize(),
                position=position_of(job),
                starts_on=day(since) if since else start,
                by=None,
            )
        if until:
            with clock.at(moment(until)):
                end_membership(membership, on=day(until), by=None)


def position_of(job: str) -> str:
    """What the rule for teams counts a job of the book as."""
    words = {
        "principal": Position.PRINCIPAL,
        "coach": Position.COACH,
        "teacher": Position.TEACHER,
        "specialist": Position.TEACHER,
    }
    last = job.lower().split()[-1]
    return words.get(last, Position.OTHER)
