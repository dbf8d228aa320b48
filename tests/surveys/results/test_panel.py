"""What the page of an organization shows of its surveys."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from surveys.results.views.organization import ROWS_SHOWN
from tests.factories.surveys import AdministrationFactory

HTMX = {"HX-Request": "true"}


def panel(client, organization):
    url = reverse("surveys:of-organization", args=[organization.pk])
    return client.get(url, headers=HTMX)


def put_in_frames(organization, count):
    for day in range(count):
        opens_at = clock.on_day(dt.date(2020, 1, 1) + dt.timedelta(days=day))
        given = AdministrationFactory(
            title=f"Survey {day}", opens_at=opens_at, closes_at=opens_at + dt.timedelta(days=9)
        )
        given.units.create(
            kind="school", key=f"o{organization.pk}", name="Kettle", organization=organization
        )


@pytest.mark.parametrize("fixture", ["school", "district", "center"])
def test_released_figures_are_one_link_away(
    request, signed_in, specialist, released_survey, fixture
):
    organization = request.getfixturevalue(fixture)
    unit = released_survey.units.get(organization=organization)

    answer = panel(signed_in(specialist), organization)

    assert [row.administration for row in answer.context["units"]] == [released_survey]
    link = reverse("surveys:results-unit", args=[released_survey.pk, unit.pk])
    assert f'href="{link}"' in answer.text
    assert signed_in(specialist).get(link).status_code == 200


def test_state_leads_to_the_figures_of_the_network(
    signed_in, state_viewer, state_agency, released_survey
):
    unit = released_survey.units.get(kind="network")

    text = panel(signed_in(state_viewer), state_agency).text

    assert reverse("surveys:results-unit", args=[released_survey.pk, unit.pk]) in text


def test_closed_school_keeps_its_results(signed_in, specialist, school, released_survey):
    school.status = "closed"
    school.save()

    assert "Released survey" in panel(signed_in(specialist), school).text


def test_survey_without_figures_says_so(signed_in, specialist, school):
    put_in_frames(school, 1)

    text = panel(signed_in(specialist), school).text

    assert "none yet" in text
    assert "/results/" not in text


def test_school_without_a_survey_says_what_will_be_here(signed_in, specialist, school):
    assert "No survey yet" in panel(signed_in(specialist), school).text


def test_neighbor_does_not_learn_of_it(signed_in, outsider, school, released_survey):
    assert panel(signed_in(outsider), school).status_code == 404


def test_only_the_newest_are_shown_and_the_rest_is_counted(signed_in, specialist, school):
    put_in_frames(school, ROWS_SHOWN + 2)

    answer = panel(signed_in(specialist), school)

    assert "The newest 10 of 12" in answer.text
    assert str(answer.context["units"][0].administration) == "Survey 11"


@pytest.mark.parametrize("count", [1, 7])
def test_panel_asks_as_often_for_seven_surveys_as_for_one(
    signed_in, specialist, school, count, django_assert_num_queries
):
    put_in_frames(school, count)
    client = signed_in(specialist)
    panel(client, school)

    # user, person, grants; the school, the newest, whose figures are open, how many
    with django_assert_num_queries(7):
        panel(client, school)


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_teams_home_shows_the_surveys_of_its_school(
    how_many, signed_in, specialist, team, school, django_assert_num_queries
):
    put_in_frames(school, how_many)
    client = signed_in(specialist)
    url = reverse("surveys:of-team", args=[team.pk])
    client.get(url, headers=HTMX)

    # user, person, grants; the team, its school's surveys, which figures are open
    with django_assert_num_queries(6):
        answer = client.get(url, headers=HTMX)

    assert len(answer.context["units"]) == how_many
    assert "Survey 0" in answer.text


def test_without_a_survey_a_teams_home_has_no_panel_of_them(signed_in, specialist, team):
    answer = signed_in(specialist).get(reverse("surveys:of-team", args=[team.pk]), headers=HTMX)

    assert answer.text.strip() == ""


def test_a_member_is_led_to_the_figures_of_their_school(
    signed_in, team_member, team, school, released_survey
):
    client = signed_in(team_member)
    unit = released_survey.units.get(organization=school)

    answer = client.get(reverse("surveys:of-team", args=[team.pk]), headers=HTMX)

    assert answer.context["open_units"] == {unit.pk}
    figures = reverse("surveys:results-unit", args=[released_survey.pk, unit.pk])
    assert figures in answer.text
    assert client.get(figures).status_code == 200
