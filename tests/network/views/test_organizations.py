import datetime as dt

import pytest
from django.urls import reverse

from network.models import Organization, Person, StatusEvent
from network.organization_page import PEOPLE_SHOWN
from network.roles import Role
from network.services import activity, organizations, relations, status
from tests.factories.network import (
    AlignmentFactory,
    PersonFactory,
    RoleGrantFactory,
    SchoolFactory,
)
from tests.network.views.asking import TODAY, address, page_of


@pytest.mark.parametrize("count", [2, 30])
def test_page_of_a_center_asks_as_often_for_30_districts_as_for_two(
    signed_in, state_viewer, center, count, django_assert_num_queries
):
    for _ in range(count):
        AlignmentFactory(service_center=center)
        RoleGrantFactory(role=Role.SPECIALIST, organization=center)
    client = signed_in(state_viewer)
    url = reverse("network:organization", args=[center.pk])
    client.get(url)

    # user, person, grants; the center, history, state agency, alignment and levels above,
    # below (2), people with their roles (3), support, activity
    with django_assert_num_queries(15):
        client.get(url)


def test_page_of_a_school_names_only_the_levels_one_may_open(
    signed_in, school_leader, state_viewer, state_agency, school
):
    url = reverse("network:organization", args=[school.pk])

    seen = [row.name for row in signed_in(state_viewer).get(url).context["levels"]]
    assert seen == [state_agency.name, "Maple ESC", "Fallow Local"]
    assert signed_in(school_leader).get(url).context["levels"] == []


def test_page_of_a_district_shows_its_center_its_schools_and_its_log(
    signed_in, state_viewer, district, school, other_school
):
    activity.record(district, "changed", "Fallow Local got a new name.", by=None)

    page = (
        signed_in(state_viewer)
        .get(reverse("network:organization", args=[district.pk]))
        .content.decode()
    )

    assert "Kettle School" in page
    assert "Gull School" not in page
    assert "From July 1, 2021" in page
    assert "Fallow Local got a new name." in page


def test_people_are_shown_to_those_who_may_know_them(signed_in, specialist, evaluator, center):
    url = reverse("network:organization", args=[center.pk])

    assert [str(one) for one in signed_in(specialist).get(url).context["people"]] == [
        "Dana Specialist"
    ]
    assert list(signed_in(evaluator).get(url).context["people"]) == []


@pytest.mark.parametrize("count", [2, 30])
def test_page_of_a_district_asks_as_often_for_30_schools_as_for_two(
    signed_in, state_admin, district, count, django_assert_num_queries
):
    for number in range(count):
        school = SchoolFactory(agency=district)
        PersonFactory(organization=district)
        relations.assign_support(PersonFactory(), organization=district, starts_on=TODAY, by=None)
        status.change_status(school, to="closed", on=TODAY, by=None)
        StatusEvent.objects.create(organization=district, event="changed", school_year=number)
    client = signed_in(state_admin)
    page_of(client, district)

    # user, person, grants; the district, history, state agency, alignment and levels above,
    # below (2), rights (4), alignments, people with their roles (3), support, activity
    with django_assert_num_queries(19):
        page_of(client, district)


def test_contact_details_have_a_map_and_links(signed_in, state_viewer, school):
    values = {
        "street": "12 Mill Street",
        "city": "Fallow",
        "state": "OH",
        "postal_code": "45801",
        "phone": "614 555 0100",
        "website": "https://kettle.example",
    }
    organizations.edit_organization(school, values=values, by=None)

    page = page_of(signed_in(state_viewer), school).content.decode()

    assert "12 Mill Street, Fallow, OH 45801" in page
    assert "https://www.openstreetmap.org/search?query=12+Mill+Street%2C+Fallow%2C+OH+45801" in page
    assert 'href="tel:6145550100"' in page
    assert 'href="https://kettle.example" target="_blank" rel="noopener noreferrer"' in page


def test_page_tells_what_happened_over_the_years(signed_in, state_viewer, school):
    for event, year, before in (("opened", 1994, ""), ("renamed", 2003, "Old Kettle")):
        StatusEvent.objects.create(
            organization=school, event=event, school_year=year, before=before
        )
    status.change_status(school, to="closed", on=TODAY, by=None)

    answer = page_of(signed_in(state_viewer), school)

    assert [(event.when, event.words) for event in answer.context["history"]] == [
        ("March 2, 2026", "Closed"),
        ("2003–04", "Renamed from Old Kettle"),
        ("1994–95", "Opened"),
    ]
    assert "Formerly Old Kettle" in answer.content.decode()


def test_merged_school_leads_to_the_school_that_has_its_past(
    signed_in, state_admin, school, other_school
):
    Organization.objects.filter(pk=school.pk).update(status="merged", merged_into=other_school)

    answer = page_of(signed_in(state_admin), school)

    page = answer.content.decode()
    assert "Merged into Gull School" in page
    assert f'href="{other_school.get_absolute_url()}"' in page
    assert not answer.context["rights"].may_edit
    assert signed_in(state_admin).get(address("organization-edit", school)).status_code == 404


def test_locale_and_typology_are_written_in_words(signed_in, state_viewer, district):
    values = {"typology": "4", "typology_version": "2013", "locale": "32"}
    organizations.edit_organization(district, values=values, by=None)

    page = page_of(signed_in(state_viewer), district).content.decode()

    assert "4 Small town, high poverty, average size (2013)" in page
    assert "Town, distant" in page


def test_all_people_have_a_list_of_their_own(signed_in, specialist, school):
    for _ in range(PEOPLE_SHOWN + 1):
        PersonFactory(organization=school)
    client = signed_in(specialist)

    answer = page_of(client, school)

    assert len(answer.context["people"]) == PEOPLE_SHOWN
    assert f"All {PEOPLE_SHOWN + 1} people" in answer.text
    everybody = client.get(address("organization-people", school)).context["page"]
    assert len(everybody.object_list) == PEOPLE_SHOWN + 1


@pytest.mark.parametrize("count", [2, 20])
def test_list_of_people_asks_as_often_for_20_as_for_two(
    signed_in, state_viewer, school, count, django_assert_num_queries
):
    for _ in range(count):
        person = PersonFactory(organization=school)
        RoleGrantFactory(role=Role.SCHOOL_LEADER, organization=school, person=person)
    client = signed_in(state_viewer)
    client.get(address("organization-people", school))

    # user, person, grants; the school, count, people, their roles
    with django_assert_num_queries(7):
        client.get(address("organization-people", school))


def test_people_lead_to_their_pages(signed_in, specialist, center):
    page = page_of(signed_in(specialist), center).content.decode()

    assert f'href="{specialist.person.get_absolute_url()}"' in page


def test_closed_school_keeps_its_page_and_its_past(signed_in, specialist, school, team):
    status.change_status(school, to="closed", on=TODAY, by=None)
    client = signed_in(specialist)

    assert page_of(client, school).status_code == 200
    assert client.get(team.get_absolute_url()).status_code == 200


def test_who_supports_it_is_a_link_for_those_who_may_open_the_person(
    signed_in, state_viewer, school_leader, evaluator, support_assignment
):
    school, person = support_assignment.organization, support_assignment.specialist
    Person.objects.filter(pk=person.pk).update(organization=None)
    person.grants.all().delete()
    link = f'<a href="{person.get_absolute_url()}">'

    assert link in page_of(signed_in(state_viewer), school).text
    page = page_of(signed_in(school_leader), school).text
    assert str(person) in page
    assert link not in page
    assert str(person) not in page_of(signed_in(evaluator), school).text


def test_support_that_ended_stays_to_be_read(signed_in, state_admin, support_assignment):
    relations.end_support(support_assignment, on=dt.date(2024, 6, 30), by=None)

    answer = page_of(signed_in(state_admin), support_assignment.organization)

    assert answer.context["supports"] == []
    assert answer.context["earlier_supports"] == [support_assignment]
    assert "July 1, 2021 to June 30, 2024" in answer.text


def test_who_holds_a_role_here_comes_before_all_others(signed_in, state_admin, school):
    PersonFactory(organization=school, first_name="Ada", last_name="Aaron")
    leader = PersonFactory(organization=school, first_name="Zoe", last_name="Zeller")
    RoleGrantFactory(person=leader, role=Role.SCHOOL_LEADER, organization=school)

    page = signed_in(state_admin).get(school.get_absolute_url()).text

    assert page.index("Zoe Zeller") < page.index("Ada Aaron")
