"""Pages that say what becomes of a place in a cohort."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.offers import todos_for
from network.services.status import change_status
from tests.factories.cohorts import CohortFactory, EnrollmentFactory, OfferingFactory


@pytest.fixture
def url(enrollment):
    return reverse("cohorts:enrollment-status", args=[enrollment.pk])


def test_a_place_pauses_and_the_toast_takes_it_back(
    specialist, enrollment, enrollment_change, url, signed_in
):
    client = signed_in(specialist)
    client.post(url, {"to": "active", "on": clock.today()})

    answer = client.post(
        url, {"to": "paused", "on": clock.today(), "reason": "No time"}, follow=True
    )

    assert "Kettle School in Riverside: paused." in answer.text
    newest = enrollment.changes.order_by("-pk")[0]
    undo = reverse("cohorts:enrollment-undo", args=[enrollment.pk, newest.pk])
    assert undo in answer.text
    for _ in range(2):
        assert "Riverside is active again" in client.post(undo, follow=True).text
    enrollment.refresh_from_db()
    assert enrollment.status == "active"


def test_a_missing_reason_is_asked_for_and_what_was_typed_stays(
    specialist, enrollment, url, signed_in
):
    answer = signed_in(specialist).post(url, {"to": "withdrawn", "on": clock.today()})

    assert answer.status_code == 422
    assert "Say why, in a few words." in answer.text
    enrollment.refresh_from_db()
    assert enrollment.status == "active"


def test_the_day_offered_lies_in_a_cohort_that_is_over(specialist, enrollment, url, signed_in):
    cohort = enrollment.cohort
    cohort.ends_on = dt.date(2026, 6, 30)
    cohort.save()

    with clock.at(clock.on_day(dt.date(2026, 9, 1))):
        form = signed_in(specialist).get(url).context["form"]

    assert form["on"].initial == cohort.ends_on


def test_a_school_that_closes_is_told_to_its_center_and_on_the_teams_page(
    specialist, team_lead, school, team, enrollment, url, signed_in
):
    assert not [todo for todo in todos_for(specialist) if "becomes of" in todo.title]

    change_status(school, to="closed", on=clock.today(), by=None)

    [todo] = [todo for todo in todos_for(specialist) if "becomes of" in todo.title]
    assert (todo.title, todo.url) == ("Say what becomes of Kettle School in Riverside", url)
    words = "Kettle School is closed. Say what becomes of its place in Riverside."
    page = signed_in(specialist).get(team.get_absolute_url()).text
    assert words in page
    assert url in page
    assert url not in signed_in(team_lead).get(team.get_absolute_url()).text


def test_the_way_of_a_school_is_one_line_through_the_pathways(
    specialist, school, district, enrollment_change, center, signed_in
):
    transform = OfferingFactory(
        pathway__code="transform", pathway__name="TRANSFORM", unit="district"
    )
    later = CohortFactory(offering=transform, name="Leaders", home=center, starts_on="2026-08-01")
    EnrollmentFactory(cohort=later, school=None, district=district)
    client = signed_in(specialist)

    for place in (school, district):
        panel = client.get(reverse("cohorts:of-organization", args=[place.pk]))
        legs = [(leg.title, leg.whose) for leg in panel.context["path"]]
        own = "Fallow Local" if place == school else ""
        expected = [("Riverside", ""), ("Leaders", own)] if place == school else [("Leaders", "")]
        assert legs == expected
    riverside = client.get(reverse("cohorts:of-organization", args=[school.pk])).text
    assert "Paused" in riverside
    assert "New principal" in riverside


def test_districts_are_enrolled_where_districts_take_part(specialist, district, center, signed_in):
    offering = OfferingFactory(unit="district")
    cohort = CohortFactory(offering=offering, home=center)
    client = signed_in(specialist)
    url = reverse("cohorts:enroll", args=[cohort.pk])
    page = client.get(url)
    assert "Districts to enroll" in page.text
    assert "Fallow Local" in page.text
    assert "Kettle School" not in page.text

    client.post(url, {"schools": [district.pk]})

    assert cohort.enrollments.get().place == district
    assert "Every district of your branch is in the cohort" in client.get(url).text


def test_a_team_that_lost_its_administrator_says_so_and_is_on_the_specialists_day(
    specialist, team, team_membership, signed_in
):
    team_membership.position = "principal"
    team_membership.ends_on = dt.date(2025, 11, 3)
    team_membership.save()
    client = signed_in(specialist)

    titles = [todo.title for todo in todos_for(specialist)]

    assert "Find an administrator for the Kettle team" in titles
    page = client.get(reverse("cohorts:team-people", args=[team.pk])).text
    assert "Was in the team" in page
