import datetime as dt

import pytest

from convenings.pages.grid import grid_of
from core import clock
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory


def held(cohort, number, day):
    return SessionFactory(
        convening=ConveningFactory(cohort=cohort, number=number), starts_at=clock.on_day(day)
    )


def words(grid):
    return {row.team.name: [cell.words for cell in row.cells] for row in grid.rows}


def test_grid_counts_members_present_of_members_that_day(cohort, team):
    first, second = held(cohort, 1, dt.date(2025, 9, 26)), held(cohort, 2, dt.date(2025, 11, 15))
    stays = TeamMembershipFactory(team=team).person
    left = TeamMembershipFactory(team=team, ends_on=dt.date(2025, 10, 31)).person
    for session, person in [(first, stays), (first, left), (second, left)]:
        AttendanceFactory(session=session, person=person, team=team)
    AttendanceFactory(session=first, team=team)  # a guest

    grid = grid_of(cohort, [team])

    assert words(grid) == {"Kettle team": ["2 of 2", "0 of 1"]}
    assert [cell.state for cell in grid.rows[0].cells] == ["all", "none"]
    assert grid.rows[0].total == "2 of 3"


def test_convening_that_nobody_marked_is_to_come(cohort, team):
    held(cohort, 1, clock.today() + dt.timedelta(days=9))
    TeamMembershipFactory(team=team)

    assert words(grid_of(cohort, [team])) == {"Kettle team": ["to come"]}


def test_past_convening_that_nobody_marked_is_not_to_come_but_not_marked(cohort, team):
    held(cohort, 1, dt.date(2025, 9, 26))
    TeamMembershipFactory(team=team)

    assert words(grid_of(cohort, [team])) == {"Kettle team": ["not marked"]}


@pytest.mark.parametrize("how_many", [1, 5])
def test_grid_takes_the_same_queries_for_any_number_of_teams(
    how_many, cohort, django_assert_num_queries
):
    teams = DesignTeamFactory.create_batch(how_many, cohort=cohort)
    for number, team in enumerate(teams):
        AttendanceFactory(session=held(cohort, number + 1, dt.date(2025, 9, 26)), team=team)

    with django_assert_num_queries(3):  # convenings, memberships, attendance
        grid_of(cohort, teams)
