"""What the page of an organization shows of its cohorts."""

import datetime as dt

import pytest
from django.urls import reverse

from cohorts.views.panel import ROWS_SHOWN
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    TeamMembershipFactory,
)
from tests.factories.network import PersonFactory, SchoolFactory

HTMX = {"HX-Request": "true"}


def panel(client, organization):
    url = reverse("cohorts:of-organization", args=[organization.pk])
    return client.get(url, headers=HTMX)


def test_school_shows_its_cohorts_and_teams(signed_in, specialist, school, team, other_cohort):
    answer = panel(signed_in(specialist), school)

    assert [str(row) for row in answer.context["cohorts"]] == ["Riverside"]
    assert [t.name for t in answer.context["cohorts"][0].its_teams] == ["Kettle team"]
    assert team.get_absolute_url() in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("fixture", ["district", "center", "state_agency"])
def test_what_stands_above_counts_schools_and_teams(
    request, signed_in, state_viewer, school, team, fixture
):
    DesignTeamFactory(cohort=team.cohort, school=school)

    answer = panel(signed_in(state_viewer), request.getfixturevalue(fixture))

    [row] = answer.context["cohorts"]
    assert (row.schools_here, row.teams_here) == (1, 2)


def test_closed_school_keeps_its_cohorts(signed_in, specialist, school, team):
    school.status = "closed"
    school.save()
    team.cohort.enrollments.update(status="withdrawn")

    answer = panel(signed_in(specialist), school)

    assert [str(row) for row in answer.context["cohorts"]] == ["Riverside"]


def test_school_without_a_cohort_says_what_will_be_here(signed_in, specialist, district):
    lone = SchoolFactory(agency=district)

    assert "In no cohort yet" in panel(signed_in(specialist), lone).text


def test_neighbor_does_not_learn_of_it(signed_in, outsider, school):
    assert panel(signed_in(outsider), school).status_code == 404


def test_only_the_newest_are_shown_and_the_rest_is_counted(signed_in, specialist, school):
    for year in range(ROWS_SHOWN + 1):
        cohort = CohortFactory(starts_on=dt.date(2010 + year, 8, 1))
        EnrollmentFactory(school=school, cohort=cohort)

    text = panel(signed_in(specialist), school).text

    assert "The newest 10 of 11" in text


@pytest.mark.parametrize("count", [1, 6])
def test_panel_asks_as_often_for_six_cohorts_as_for_one(
    signed_in, specialist, school, count, django_assert_num_queries
):
    for _ in range(count):
        DesignTeamFactory(school=school, cohort=EnrollmentFactory(school=school).cohort)
    client = signed_in(specialist)
    panel(client, school)

    # user, person, grants; the school, how many cohorts, the newest, their teams; its way, what
    # changed on it, and the modules of EXPLORE
    with django_assert_num_queries(10):
        panel(client, school)


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_person_shows_the_teams_of_ones_scope_over_time(
    how_many, signed_in, specialist, team, other_team, school, django_assert_num_queries
):
    ada = PersonFactory(organization=school)
    for number in range(how_many):
        day = dt.date(2023, 1, 1 + number)
        TeamMembershipFactory(team=team, person=ada, starts_on=day, ends_on=day)
    now = TeamMembershipFactory(team=team, person=ada)
    TeamMembershipFactory(team=other_team, person=ada)
    client = signed_in(specialist)
    url = reverse("cohorts:of-person", args=[ada.pk])
    client.get(url, headers=HTMX)

    with django_assert_num_queries(5):
        answer = client.get(url, headers=HTMX)

    places = list(answer.context["places"])
    assert (places[0], len(places)) == (now, how_many + 1)
    assert "Gull team" not in answer.text
