import datetime as dt

import pytest

from core import clock
from network.models import Activity, Alignment, Organization, StatusEvent
from network.services import organizations
from tests.factories.network import DistrictFactory, SchoolFactory

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _march():
    with clock.at(clock.on_day(TODAY)):
        yield


def changes_of(organization):
    return [
        (change["label"], change["old"], change["new"])
        for line in Activity.objects.about(organization)
        for change in line.changes
    ]


def test_edit_writes_what_differs_and_says_from_what_to_what(school):
    values = {"phone": "614-555-0100", "city": "Fallow", "county": "", "lowest_grade": "K"}

    organizations.edit_organization(school, values=values, by=None)

    school.refresh_from_db()
    assert (school.phone, school.city, school.lowest_grade) == ("614-555-0100", "Fallow", "K")
    assert changes_of(school) == [
        ("Phone", "", "614-555-0100"),
        ("City", "", "Fallow"),
        ("Lowest grade", "", "K"),
    ]
    line = Activity.objects.about(school).get()
    assert line.summary == "Kettle School: phone, city and lowest grade changed."


def test_edit_remembers_what_lists_must_not_overwrite(school):
    other = DistrictFactory()

    organizations.edit_organization(school, values={"phone": "1", "agency": other}, by=None)
    organizations.edit_organization(school, values={"phone": "2", "city": ""}, by=None)

    school.refresh_from_db()
    assert school.edited_by_hand == ["agency_id", "phone"]


def test_edit_sent_twice_changes_nothing_the_second_time(school):
    version = organizations.version_of(school)
    for _ in range(2):
        organizations.edit_organization(
            school, values={"name": "Kettle Run School"}, by=None, version=version
        )

    assert Activity.objects.about(school).count() == 1
    assert StatusEvent.objects.filter(organization=school).count() == 1


def test_rename_leaves_the_former_name_in_the_history(school):
    organizations.edit_organization(
        school, values={"name": "Kettle Run School", "phone": "1"}, by=None
    )

    event = StatusEvent.objects.get(organization=school)
    assert (event.event, event.before, event.after, event.on) == (
        "renamed",
        "Kettle School",
        "Kettle Run School",
        TODAY,
    )
    summary = "Kettle School was renamed Kettle Run School; phone changed."
    assert Activity.objects.about(school).get().summary == summary


def test_later_of_two_changes_of_one_field_is_told_whose_change_stands(school, state_admin):
    opened_with = organizations.version_of(school)
    organizations.edit_organization(school, values={"phone": "111"}, by=state_admin.person)

    with pytest.raises(organizations.ChangedMeanwhile, match="Phone is now “111”"):
        organizations.edit_organization(
            school, values={"phone": "222"}, by=None, version=opened_with
        )

    school.refresh_from_db()
    assert school.phone == "111"


def test_two_changes_of_different_fields_are_both_kept(school):
    opened_with = organizations.version_of(school)
    organizations.edit_organization(school, values={"phone": "111"}, by=None)
    organizations.edit_organization(school, values={"city": "Fallow"}, by=None, version=opened_with)

    school.refresh_from_db()
    assert (school.phone, school.city) == ("111", "Fallow")


def test_nces_id_of_another_is_refused_and_changes_nothing(school):
    SchoolFactory(nces_id="390000100001")

    with pytest.raises(organizations.IdentifierTaken):
        organizations.edit_organization(school, values={"nces_id": "390000100001"}, by=None)

    assert Activity.objects.about(school).count() == 0


def test_new_school_is_new_and_keeps_what_was_typed(district):
    values = {"name": "Bell School", "irn": "000077", "agency": district, "phone": ""}

    for _ in range(2):
        school = organizations.add_organization("school", values=values, on=TODAY, by=None)

    assert Organization.objects.get(name="Bell School").pk == school.pk
    assert (school.status, school.irn, school.edited_by_hand) == (
        "new",
        "000077",
        ["agency_id", "irn", "name"],
    )
    assert [(e.event, e.on) for e in school.status_events.all()] == [("opened", TODAY)]
    assert Activity.objects.about(school).get().summary == "Bell School was added to the directory."


def test_new_district_begins_with_its_center(state_agency, center):
    district = organizations.add_organization(
        "district", values={"name": "Bell Local"}, on=TODAY, service_center=center, by=None
    )

    alignment = Alignment.objects.get(district=district)
    assert (alignment.service_center_id, alignment.starts_on) == (center.pk, TODAY)


@pytest.mark.parametrize("kind", ["state", "esc", "district", "partner"])
def test_every_kind_can_be_added(db, kind):
    new = organizations.add_organization(kind, values={"name": "Bell"}, on=TODAY, by=None)

    assert Organization.objects.get(pk=new.pk).kind == kind
