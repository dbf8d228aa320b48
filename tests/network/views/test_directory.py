import pytest
from django.urls import reverse

from network.models import Organization
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    SchoolFactory,
    ServiceCenterFactory,
)


def names(client, **query):
    lines = client.get(reverse("network:directory"), query).context["lines"]
    return [row.name for row, _ in lines]


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
        "0000": ["Kettle School", "Quarry"],
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


@pytest.mark.parametrize("count", [1, 5])
def test_list_asks_as_often_for_five_schools_as_for_one(
    signed_in, state_viewer, count, django_assert_num_queries
):
    for _ in range(count):
        AlignmentFactory(district=SchoolFactory().agency)
    client = signed_in(state_viewer)
    client.get(reverse("network:directory"))

    # user, person, grants; count, ids, rows; centers, typologies, counties, pathways and cohorts to
    # choose from; saved views
    with django_assert_num_queries(12):
        client.get(reverse("network:directory"))


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
