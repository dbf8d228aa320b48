import datetime as dt

import pytest
from django.utils import timezone

from core import clock
from tests.factories.cohorts import CohortFactory, DesignTeamFactory, TeamMembershipFactory


@pytest.mark.parametrize(
    ("hour", "greeting"), [(8, "Good morning"), (13, "Good afternoon"), (20, "Good evening")]
)
def test_the_greeting_follows_the_networks_clock(hour, greeting, specialist, signed_in):
    with clock.at(timezone.make_aware(dt.datetime(2026, 11, 2, hour))):  # noqa: DTZ001 -- made aware
        page = signed_in(specialist).get("/home/")

    assert f"{greeting}, Dana" in page.text


def test_a_newcomer_is_told_what_will_be_here(newcomer, signed_in):
    page = signed_in(newcomer).get("/home/")

    assert "Nothing is waiting for you" in page.text


def test_a_member_finds_the_own_team_and_no_other(team_member, team, other_team, signed_in):
    page = signed_in(team_member).get("/home/")

    assert "Kettle team" in page.text
    assert "Gull team" not in page.text


@pytest.mark.parametrize("how_many", [1, 4])
def test_home_takes_the_same_queries_for_any_number_of_cohorts(
    how_many, specialist, center, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        team = DesignTeamFactory(cohort=CohortFactory(home=center))
        TeamMembershipFactory(team=team)
    client = signed_in(specialist)
    client.get("/home/")

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/home/")


HOME_QUERIES = 18
