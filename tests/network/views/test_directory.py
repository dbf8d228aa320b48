import pytest
from django.urls import reverse

from network.models import Organization
from network.roles import Role
from network.services import activity
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    RoleGrantFactory,
    SchoolFactory,
    ServiceCenterFactory,
)


def names(client, **query):
    return [row.name for row in client.get(reverse("network:directory"), query).context["page"]]


def test_specialist_finds_their_own_branch_alone(signed_in, specialist, school, other_school):
    assert names(signed_in(specialist)) == ["Fallow Local", "Kettle School", "Maple ESC"]


def test_search_looks_into_names_identifiers_and_cities(signed_in, state_viewer, school):
    SchoolFactory(name="Quarry", irn="", nces_id="390000104681", city="Dunmore")
    client = signed_in(state_viewer)

    found = {
        words: names(client, q=words)
        for words in ("kettle", "0000", "39000010", "dunmore", "quarry dun", "nowhere")
    }

    assert found == {
        "kettle": ["Kettle School"],
        "0000": ["Kettle School"],
        "39000010": ["Quarry"],
        "dunmore": ["Quarry"],
        "quarry dun": ["Quarry"],
        "nowhere": [],
    }


def test_list_is_narrowed_by_kind_center_and_status(
    signed_in, state_viewer, center, school, other_school
):
    SchoolFactory(name="Shut", status="closed", agency=school.agency)
    client = signed_in(state_viewer)

    assert names(client, kind="school") == ["Gull School", "Kettle School", "Shut"]
    assert names(client, center=center.pk) == [
        "Fallow Local",
        "Kettle School",
        "Maple ESC",
        "Shut",
    ]
    assert names(client, status="closed") == ["Shut"]


def test_centers_of_others_are_not_offered(signed_in, specialist, center, other_center):
    form = signed_in(specialist).get(reverse("network:directory")).context["filter"].form

    assert list(form.fields["center"].queryset) == [center]


def test_htmx_gets_the_rows_alone(signed_in, state_viewer, school):
    answer = signed_in(state_viewer).get(
        reverse("network:directory"), headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert "Kettle School" in page
    assert "<html" not in page


def test_csv_holds_what_is_shown(signed_in, specialist, school, other_school):
    answer = signed_in(specialist).get(reverse("network:directory-csv"), {"kind": "school"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "IRN,NCES id,Name,Kind,Belongs to,City,State,Status",
        "000042,,Kettle School,School,Fallow Local,,,Open",
    ]


@pytest.mark.parametrize("count", [1, 5])
def test_list_asks_as_often_for_five_schools_as_for_one(
    signed_in, state_viewer, count, django_assert_num_queries
):
    for _ in range(count):
        AlignmentFactory(district=SchoolFactory().agency)
    client = signed_in(state_viewer)
    client.get(reverse("network:directory"))

    # user, person, grants; count, rows; centers to choose from
    with django_assert_num_queries(6):
        client.get(reverse("network:directory"))


@pytest.mark.parametrize("count", [1, 5])
def test_page_of_a_center_asks_as_often_for_five_districts_as_for_one(
    signed_in, state_viewer, center, count, django_assert_num_queries
):
    for _ in range(count):
        AlignmentFactory(service_center=center)
        RoleGrantFactory(role=Role.SPECIALIST, organization=center)
    client = signed_in(state_viewer)
    url = reverse("network:organization", args=[center.pk])
    client.get(url)

    # user, person, grants; the center, state agency, alignment and levels above, below (2),
    # people with their roles (2), support, activity
    with django_assert_num_queries(13):
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


def test_branch_and_levels_follow_the_alignment_of_today(db, center, district, school):
    gone = DistrictFactory(name="Gone Local")
    AlignmentFactory(district=gone, service_center=center, ends_on="2022-06-30")
    lone = SchoolFactory(name="Center School", agency=center)

    branch = Organization.objects.branch_of(center)
    below = Organization.objects.directly_below(center)

    assert {row.name for row in branch} == {
        "Maple ESC",
        "Fallow Local",
        "Kettle School",
        "Center School",
    }
    assert {row.name for row in below} == {"Fallow Local", lone.name}


def test_district_whose_alignments_follow_each_other_is_listed_once(db, district, center):
    other = ServiceCenterFactory()
    AlignmentFactory(
        district=district, service_center=other, starts_on="2019-07-01", ends_on="2021-06-30"
    )

    rows = Organization.objects.with_parent_name().filter(pk=district.pk)

    assert [row.parent_name for row in rows] == ["Maple ESC"]
