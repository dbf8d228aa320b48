"""Teams that nobody has seen for long."""

import datetime as dt

import pytest

from convenings.pages.contact import contact_todos, last_seen
from core import clock
from tests.factories.cohorts import DesignTeamFactory, EnrollmentFactory
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory

NOW = clock.on_day(dt.date(2026, 11, 2), hour=12)


@pytest.fixture
def held(cohort):
    """A convening of three weeks ago."""
    starts_at = clock.on_day(dt.date(2026, 10, 12), hour=9)
    return SessionFactory(convening=ConveningFactory(cohort=cohort), starts_at=starts_at)


def titles(user):
    with clock.at(NOW):
        return [(todo.title, todo.why) for todo in contact_todos(user)]


def test_a_team_of_which_nobody_came_is_to_be_written_to(
    specialist, outsider, cohort, team, district, held
):
    place = EnrollmentFactory(cohort=cohort, school__agency=district)
    there = DesignTeamFactory(cohort=cohort, school=place.school)
    AttendanceFactory(session=held, team=there)

    why = "Nobody of the team came to a convening so far"
    assert titles(specialist) == [("Get in touch with Kettle team", why)]
    assert titles(outsider) == []

    before = clock.on_day(dt.date(2026, 3, 2), hour=9)
    once = SessionFactory(convening=ConveningFactory(cohort=cohort), starts_at=before)
    AttendanceFactory(session=once, team=team)
    assert titles(specialist)[0][1] == "Nobody of the team came to a convening since Mar 2"
    with clock.at(NOW):
        assert last_seen([team, there]) == {
            team.pk: dt.date(2026, 3, 2),
            there.pk: dt.date(2026, 10, 12),
        }


def test_a_convening_at_which_nobody_is_marked_says_nothing(specialist, team, held):
    assert titles(specialist) == []


def test_without_a_convening_in_that_time_nobody_is_missed(specialist, cohort, team):
    starts_at = clock.on_day(dt.date(2026, 6, 1), hour=9)
    old = SessionFactory(convening=ConveningFactory(cohort=cohort), starts_at=starts_at)
    AttendanceFactory(session=old)

    assert titles(specialist) == []
