"""What an office does between meetings: addresses, a closed school, invitations, doubled people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from core import clock
from network.models import Organization, SavedView
from network.roles import Role
from network.services.duplicates import find_duplicates_of
from network.services.organizations import add_organization, edit_organization
from network.services.people import find_or_add_person
from network.services.role_invitations import invite_to_role
from network.services.saved_views import save_view
from network.services.status import change_status

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage

# City and county of each service center's branch; places and numbers are fictional.
COUNTIES = {
    "maple_fork": ("Maple Fork", "Fork County"),
    "sandstone_hills": ("Sandstone", "Hill County"),
    "two_creeks": ("Two Creeks", "Creek County"),
    "lakebend": ("Lakebend", "Bend County"),
    "canal_plain": ("Canal Plain", "Plain County"),
    "birchline": ("Birchline", "Birch County"),
}
# A second record of somebody, as it comes from another list: person, school, address.
DOUBLED = (
    ("Darro", "Thistledown", "fallow_creek_middle", "d.thistledown@fallow-creek-local.example"),
    ("June", "Marsh", "kettle_run_high", "june.marsh@kettle-run-local.example"),
)


def build_office(stage: Stage) -> None:
    """Everything of the directory that the book does not tell."""
    _give_addresses(stage)
    _close_a_school(stage)
    _double_people(stage)
    _invite(stage)
    _save_views(stage)


def _give_addresses(stage: Stage) -> None:
    admin = stage.cast["Renata Okafor"]
    for number, (key, center) in enumerate(stage.centers.items(), start=1):
        city, county = COUNTIES[key]
        values = {
            "street": f"{100 + number} Network Way",
            "city": city,
            "postal_code": f"00{number}10",
            "county": county,
            "phone": f"(555) 010-0{number}00",
            "email": f"office@{key.replace('_', '-')}.example",
            "website": f"https://{key.replace('_', '-')}.example/",
        }
        edit_organization(center, values=values, by=admin)
    for number, (key, school) in enumerate(stage.schools.items(), start=1):
        values = {
            "street": f"{number} School Street",
            "phone": f"(555) 010-{2000 + number}",
            "website": f"https://{key.replace('_', '-')}.example/",
        }
        edit_organization(school, values=values, by=admin)


def _close_a_school(stage: Stage) -> None:
    """A school that was renamed, and closed last summer."""
    admin = stage.cast["Renata Okafor"]
    district = stage.districts["fallow_creek_local"]
    summer = dt.date(clock.today().year - 1, 6, 30)
    with clock.at(clock.on_day(dt.date(2019, 8, 1))):
        values = {
            "name": "Old Mill School",
            "irn": "990198",
            "agency": district,
            "lowest_grade": "K",
            "highest_grade": "5",
        }
        kind = Organization.Kind.SCHOOL
        old_mill = add_organization(kind, values=values, on=dt.date(2019, 8, 1), by=admin)
    with clock.at(clock.on_day(dt.date(2021, 7, 1))):
        edit_organization(old_mill, values={"name": "Old Mill Elementary School"}, by=admin)
    with clock.at(clock.on_day(summer)):
        note = "Its learners go to Fallow Creek Elementary School."
        change_status(old_mill, to=Organization.Status.CLOSED, on=summer, by=admin, note=note)


def _double_people(stage: Stage) -> None:
    found = [
        find_or_add_person(
            email=address,
            first_name=first,
            last_name=last,
            organization=stage.schools[school],
            by=None,
        )
        for first, last, school, address in DOUBLED
    ]
    find_duplicates_of([person.pk for person in found])


def _invite(stage: Stage) -> None:
    admin, director = stage.cast["Renata Okafor"], stage.cast["Augusta Pell"]
    invite_to_role(
        email="percy.lattimer@birchline.example",
        first_name="Percy",
        last_name="Lattimer",
        role=Role.ESC_DIRECTOR,
        organization=stage.centers["birchline"],
        by=admin,
    )
    invite_to_role(
        email="willa.cass@kettle-run-local.example",
        first_name="Willa",
        last_name="Cass",
        role=Role.DISTRICT_LEADER,
        organization=stage.districts["kettle_run_local"],
        by=director,
    )


def _save_views(stage: Stage) -> None:
    """A shared view of the directory, and one of the people's list."""
    admin = stage.cast["Renata Okafor"]
    closed = SavedView(
        page="network:directory", name="Closed schools", query="kind=school&status=closed"
    )
    closed.is_shared = True
    save_view(closed, by=admin)
    leaders = SavedView(
        page="network:people", name="District leaders", query="role=district_leader"
    )
    save_view(leaders, by=admin)
