import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import Cohort, Enrollment, Offering
from cohorts.services import load_pathways
from core import clock
from network.models import School
from tests.factories.applications import ApplicationFormFactory
from tests.factories.cohorts import (
    CohortFactory,
    EnrollmentFactory,
    OfferingFactory,
    PathwayFactory,
)
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    SchoolFactory,
    ServiceCenterFactory,
)

TAKING_PART = reverse("cohorts:participants")
HOW = reverse("cohorts:how-to-join")
DAY = dt.timedelta(days=1)


def opened(name, *, first, last=None, **facts):
    return OfferingFactory(
        name=name,
        form=ApplicationFormFactory(),
        apply_from=clock.today() + first * DAY,
        apply_until=None if last is None else clock.today() + last * DAY,
        **facts,
    )


def test_strangers_read_the_three_pathways(client, db):
    load_pathways()

    page = client.get(reverse("cohorts:pathways")).text

    assert all(name in page for name in ("EXPLORE", "LAUNCH", "TRANSFORM"))
    for code in ("explore", "launch", "transform"):
        assert client.get(reverse("cohorts:pathway", args=[code])).status_code == 200


def test_a_pathway_that_does_not_exist_is_not_found(client, db):
    assert client.get(reverse("cohorts:pathway", args=["soar"])).status_code == 404


def test_nothing_loaded_says_what_to_do(client, db):
    assert "load_pathways" in client.get(reverse("cohorts:pathways")).text
    assert "No application is open now" in client.get(HOW).text
    assert "Nobody takes part yet" in client.get(TAKING_PART).text


def test_offerings_say_when_one_can_apply(client, db):
    opened("Now", first=-1, last=0)
    opened("Soon", first=1)
    opened("Over", first=-9, last=-1)
    OfferingFactory(name="Without a form", apply_from=clock.today())

    context = client.get(HOW).context
    assert [one.name for one in context["open_now"]] == ["Now"]
    assert [one.name for one in context["opening_soon"]] == ["Soon"]
    page = client.get(reverse("cohorts:pathway", args=["launch"])).text
    assert "Open until" in page
    assert "Opens" in page
    assert "Closed" in page
    assert "No application" in page


def test_schools_are_told_by_county_with_their_districts(client, db, cohort):
    School.objects.update(county="Hardin", latitude=40.6, longitude=-83.6)
    far = SchoolFactory(name="Gull School", agency__name="Gull Local", agency__county="Lake")
    EnrollmentFactory(cohort=cohort, school=far)

    found = client.get(TAKING_PART).context["taking_part"]

    rows = [
        (county.name, [p.name for p in county.district_rows], [p.name for p in county.school_rows])
        for county in found.counties
    ]
    assert rows == [
        ("Hardin", ["Fallow Local"], ["Kettle School"]),
        ("Lake", ["Gull Local"], ["Gull School"]),
    ]
    assert (found.school_count, found.district_count, found.known_counties) == (2, 2, 2)
    assert [circle.name for circle in found.map.counties] == ["Hardin"]


def test_districts_that_take_part_as_a_whole_are_told(client, db):
    district = DistrictFactory(name="Gull Local", county="Lake")
    leaders = CohortFactory(offering__pathway=PathwayFactory(code="transform", name="TRANSFORM"))
    EnrollmentFactory(cohort=leaders, school=None, district=district)

    page = client.get(TAKING_PART)

    assert "TRANSFORM" in page.text
    assert "the district as a whole" in page.text
    assert page.context["taking_part"].map is None


def test_a_school_in_two_pathways_counts_once(client, db, cohort, school):
    second = CohortFactory(offering__pathway=PathwayFactory(code="transform", name="TRANSFORM"))
    EnrollmentFactory(cohort=second, school=school)

    found = client.get(TAKING_PART).context["taking_part"]

    assert found.school_count == 1
    assert found.counties[0].school_rows[0].in_words == "LAUNCH, TRANSFORM"


@pytest.mark.parametrize("gone", ["left", "ended", "planned"])
def test_who_left_and_cohorts_that_do_not_run_are_not_told(client, db, cohort, gone):
    if gone == "left":
        Enrollment.objects.update(status="withdrawn")
    elif gone == "ended":
        Cohort.objects.update(ends_on=clock.today() - DAY)
    else:
        Cohort.objects.update(starts_on=clock.today() + DAY)

    assert client.get(TAKING_PART).context["taking_part"].counties == []


@pytest.mark.parametrize("how_many", [2, 30])
def test_who_takes_part_takes_the_same_queries_for_any_number(
    client, cohort, how_many, django_assert_num_queries
):
    for number in range(how_many):
        school = SchoolFactory(county=f"County {number}", latitude=40, longitude=-80 - number / 10)
        EnrollmentFactory(cohort=cohort, school=school)
    client.get(TAKING_PART)

    with django_assert_num_queries(2):
        found = client.get(TAKING_PART).context["taking_part"]

    assert len(found.counties) == how_many + 1


@pytest.mark.parametrize("how_many", [1, 12])
def test_a_pathway_and_how_to_join_take_the_same_queries_for_any_number(
    client, db, how_many, django_assert_num_queries
):
    for number in range(how_many):
        opened(f"Offering {number}", first=-1)
        ServiceCenterFactory(hosts_specialist=True)
    client.get(HOW)

    with django_assert_num_queries(3):
        assert len(client.get(HOW).context["open_now"]) == how_many
    with django_assert_num_queries(5):
        client.get(reverse("cohorts:pathway", args=["launch"]))


def test_whom_to_ask_names_centers_with_a_specialist_and_no_people(client, db, specialist):
    district = DistrictFactory()
    asked = ServiceCenterFactory(name="Maple Fork ESC", region="North", hosts_specialist=True)
    AlignmentFactory(district=district, service_center=asked)

    page = client.get(HOW).text

    assert "Maple Fork ESC" in page
    assert str(specialist.person) not in page


def test_the_landing_page_and_every_public_page_lead_to_each_other(client, db):
    load_pathways()
    names = ["cohorts:pathways", "cohorts:participants", "cohorts:how-to-join"]
    names += ["network:framework", "library:resources"]
    links = [f'href="{reverse(name)}"' for name in names]

    for name in ["landing", *names]:
        page = client.get(reverse(name)).text
        assert all(page.count(link) >= 2 for link in links), name  # header and footer
    assert reverse("cohorts:pathway", args=["launch"]) in client.get(reverse("landing")).text


def test_pages_for_everybody_hold_no_name_of_a_person(client, cohort, team_member, specialist):
    for name in ("cohorts:pathways", "cohorts:participants", "cohorts:how-to-join"):
        page = client.get(reverse(name)).text
        assert team_member.person.last_name not in page
        assert specialist.person.last_name not in page
    assert Offering.objects.exists()
