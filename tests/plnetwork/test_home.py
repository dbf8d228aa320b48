import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    TeamMembershipFactory,
)
from tests.factories.milestones import MilestoneFactory


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


def test_home_takes_the_same_queries_for_any_number_of_cohorts(specialist, center, signed_in):
    client = signed_in(specialist)

    def queries(how_many):
        for _ in range(how_many):
            team = DesignTeamFactory(cohort=CohortFactory(home=center))
            TeamMembershipFactory(team=team)
        client.get("/home/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/home/")
        return len(asked)

    assert queries(1) == queries(4)


def test_sixty_teams_looked_after_cost_as_many_queries_as_two(specialist, cohort, signed_in):
    MilestoneFactory(cohort=cohort)
    client = signed_in(specialist)

    def queries(how_many):
        for _ in range(how_many):
            place = EnrollmentFactory(cohort=cohort)
            DesignTeamFactory(cohort=cohort, school=place.school)
        client.get("/home/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/home/")
        return len(asked)

    assert queries(2) == queries(58)


def test_a_specialist_sees_how_the_teams_stand_and_what_is_overdue(
    specialist, cohort, team, signed_in
):
    MilestoneFactory(cohort=cohort, name="Vision written", due_on=dt.date(2026, 10, 30))
    with clock.at(clock.on_day(dt.date(2026, 11, 2), hour=8)):
        response = signed_in(specialist).get("/home/")
        [row] = response.context["day_facts"].looked_after.rows
        assert (row.team, row.words, row.tone) == (team, "3 days overdue", "late")

    assert response.context["counts"].overdue == 1
    assert "1 team has yet to reach “Vision written”" in response.text
    assert "<b>1</b> overdue" in response.text
