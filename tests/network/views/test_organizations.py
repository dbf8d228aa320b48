import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from core import clock
from network.models import Activity, Alignment, Organization, StatusEvent, SupportAssignment
from network.organization_page import PEOPLE_SHOWN
from network.roles import Role
from network.services import activity, organizations, relations, status
from tests.factories.network import (
    AlignmentFactory,
    PersonFactory,
    RoleGrantFactory,
    SchoolFactory,
)

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def _march():
    with clock.at(clock.on_day(TODAY)):
        yield


def address(name, thing):
    return reverse(f"network:{name}", args=[thing.pk])


def page_of(client, organization):
    return client.get(organization.get_absolute_url())


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def typed(form):
    """What a browser would send back for a form as it is drawn."""
    return {name: form[name].value() or "" for name in form.fields}


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
    # below (2), rights (3), alignments, people with their roles (3), support, activity
    with django_assert_num_queries(18):
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


def test_specialist_edits_contact_details_and_nothing_else(signed_in, specialist, school):
    client = signed_in(specialist)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]

    client.post(url, {**typed(form), "phone": "614-555-0100", "name": "Mine", "status": "closed"})

    school.refresh_from_db()
    assert "name" not in form.fields
    assert (school.phone, school.name, school.status) == ("614-555-0100", "Kettle School", "open")
    assert school.edited_by_hand == ["phone"]


def test_administrator_edits_everything_and_leading_zeros_stay(
    signed_in, state_admin, school, other_district
):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]
    changed = {"name": "Kettle Run", "irn": "000043", "agency": other_district.pk}

    answer = client.post(url, {**typed(form), **changed})

    school.refresh_from_db()
    assert (answer.status_code, said(answer)) == (302, ["Kettle Run saved."])
    assert (school.name, school.irn, school.agency_id) == (
        "Kettle Run",
        "000043",
        other_district.pk,
    )
    line = Activity.objects.about(school).get()
    assert line.actor == state_admin.person
    assert {change["label"]: (change["old"], change["new"]) for change in line.changes} == {
        "Name": ("Kettle School", "Kettle Run"),
        "IRN": ("000042", "000043"),
        "Agency": ("Fallow Local", "Gull Local"),
    }


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("irn", "42", "An IRN has six digits, leading zeros included."),
        ("irn", "990208", "Gull School has this IRN. Check the digits."),
        ("nces_id", "12", "An NCES id has seven digits, a school's twelve."),
        ("postal_code", "4580", "A ZIP code has five digits, or nine: 45801-1234."),
        ("name", "", "This field is required."),
    ],
)
def test_what_cannot_be_so_is_refused_in_words(
    signed_in, state_admin, school, other_school, field, value, complaint
):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]

    answer = client.post(url, {**typed(form), field: value})

    assert answer.context["form"].errors == {field: [complaint]}
    assert not Activity.objects.about(school).exists()


def test_stale_form_says_whose_change_stands_and_keeps_what_was_typed(
    signed_in, state_admin, specialist, school
):
    client = signed_in(specialist)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]
    organizations.edit_organization(school, values={"phone": "111"}, by=state_admin.person)

    late = client.post(url, {**typed(form), "phone": "222"})

    [message] = late.context["form"].errors["__all__"]
    assert message.startswith("Renata StateAdmin changed Kettle School at ")
    assert "Phone is now “111”" in message
    assert late.context["form"]["phone"].value() == "222"
    school.refresh_from_db()
    assert school.phone == "111"

    client.post(url, typed(late.context["form"]))

    school.refresh_from_db()
    assert school.phone == "222"


def test_form_sent_twice_changes_nothing_the_second_time(signed_in, state_admin, school):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    body = {**typed(client.get(url).context["form"]), "name": "Kettle Run"}

    answers = [client.post(url, body) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Activity.objects.about(school).count() == 1
    assert StatusEvent.objects.filter(organization=school).count() == 1


def test_school_is_added_below_its_district(signed_in, state_admin, district):
    client = signed_in(state_admin)
    url = reverse("network:organization-new", args=["school"]) + f"?below={district.pk}"
    form = client.get(url).context["form"]

    for _ in range(2):
        client.post(url, {**typed(form), "name": "Bell School", "irn": "000077"})

    school = Organization.objects.get(name="Bell School").school
    assert (school.agency_id, school.irn, school.status) == (district.pk, "000077", "new")


def test_district_is_added_below_its_center(signed_in, state_admin, center):
    client = signed_in(state_admin)
    url = reverse("network:organization-new", args=["district"]) + f"?below={center.pk}"
    form = client.get(url).context["form"]

    client.post(url, {**typed(form), "name": "Bell Local"})

    assert Alignment.objects.get(district__name="Bell Local").service_center_id == center.pk


def test_no_other_kind_can_be_added(signed_in, state_admin):
    url = reverse("network:organization-new", args=["planet"])

    assert signed_in(state_admin).get(url).status_code == 404


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


@pytest.mark.usefixtures("_march")
def test_school_closes_and_the_toast_takes_it_back(signed_in, state_admin, school):
    client = signed_in(state_admin)
    body = {"to": "closed", "on": "2026-03-01", "note": "Its students went to Gull School."}

    answer = client.post(address("organization-status", school), body)

    school.refresh_from_db()
    event = school.status_events.get()
    assert (school.status, event.on) == ("closed", dt.date(2026, 3, 1))
    [message] = get_messages(answer.wsgi_request)
    assert message.extra_tags == address("status-undo", event)

    client.post(message.extra_tags)

    school.refresh_from_db()
    assert school.status == "open"


@pytest.mark.usefixtures("_march")
def test_status_of_a_day_to_come_is_refused(signed_in, state_admin, school):
    body = {"to": "closed", "on": "2026-03-03"}

    answer = signed_in(state_admin).post(address("organization-status", school), body)

    assert answer.context["form"].errors == {"on": ["Choose today or a day before."]}


def test_closed_school_keeps_its_page_and_its_past(signed_in, specialist, school, team):
    status.change_status(school, to="closed", on=TODAY, by=None)
    client = signed_in(specialist)

    assert page_of(client, school).status_code == 200
    assert client.get(team.get_absolute_url()).status_code == 200


@pytest.mark.usefixtures("_march")
def test_realignment_begins_on_july_1_unless_another_day_is_chosen(
    signed_in, state_admin, district, other_center
):
    client = signed_in(state_admin)
    url = address("align", district)
    form = client.get(url).context["form"]

    answer = client.post(url, {**typed(form), "service_center": other_center.pk})

    made = Alignment.objects.get(service_center=other_center)
    assert made.starts_on == dt.date(2026, 7, 1)
    [message] = get_messages(answer.wsgi_request)
    assert str(message) == "Aligned with Lakebend ESC from July 1, 2026."

    client.post(message.extra_tags)

    assert list(district.alignments.values_list("ends_on", flat=True)) == [None]


@pytest.mark.usefixtures("_march")
def test_clash_of_alignments_is_told_in_words(signed_in, state_admin, district, other_center):
    relations.align(district, service_center=other_center, starts_on=dt.date(2026, 7, 1), by=None)
    body = {"service_center": other_center.pk, "starts_on": "2026-05-01"}

    answer = signed_in(state_admin).post(address("align", district), body)

    [message] = answer.context["form"].errors["__all__"]
    assert message.startswith("Fallow Local is aligned with Maple ESC from July 1, 2021.")


def test_alignment_with_the_same_center_is_not_cut_in_two(signed_in, state_admin, district, center):
    body = {"service_center": center.pk, "starts_on": "2026-07-01"}

    answer = signed_in(state_admin).post(address("align", district), body)

    assert answer.context["form"].errors == {
        "service_center": ["Fallow Local is aligned with Maple ESC then."]
    }
    assert district.alignments.count() == 1


def test_alignment_ends_on_the_day_that_was_typed(signed_in, state_admin, district):
    alignment = district.alignments.get()
    client = signed_in(state_admin)

    early = client.post(address("alignment-end", alignment), {"on": "2020-01-01"})
    client.post(address("alignment-end", alignment), {"on": "2026-06-30"})

    assert early.context["form"].errors == {
        "on": ["It began on July 1, 2021. Choose that day or a later one."]
    }
    alignment.refresh_from_db()
    assert alignment.ends_on == dt.date(2026, 6, 30)


def test_director_assigns_a_specialist_they_know(
    signed_in, esc_director, specialist, outsider, school
):
    client = signed_in(esc_director)
    url = address("support-assign", school)
    form = client.get(url).context["form"]
    body = {**typed(form), "specialist": specialist.person.pk}

    for _ in range(2):
        client.post(url, body)

    assert [str(person) for person in form.fields["specialist"].queryset] == ["Dana Specialist"]
    support = SupportAssignment.objects.get()
    assert (support.specialist, support.organization_id) == (specialist.person, school.pk)


def test_support_ends_on_the_day_that_was_typed(signed_in, esc_director, support_assignment):
    signed_in(esc_director).post(address("support-end", support_assignment), {"on": "2026-06-30"})

    support_assignment.refresh_from_db()
    assert support_assignment.ends_on == dt.date(2026, 6, 30)
