import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.models import Cohort
from convenings import figures
from core import clock
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.network import AlignmentFactory, PersonFactory, ServiceCenterFactory


def held(cohort, number, day, region="North"):
    convening = cohort.convenings.filter(number=number).first() or ConveningFactory(
        cohort=cohort, number=number
    )
    return SessionFactory(convening=convening, region=region, starts_at=clock.on_day(day))


@pytest.fixture
def autumn(cohort):
    return held(cohort, 1, dt.date(2025, 9, 26))


@pytest.fixture
def winter(cohort):
    return held(cohort, 2, dt.date(2026, 11, 15))


def mine(cohort):
    return Cohort.objects.filter(pk=cohort.pk)


def test_165_educators_behind_365_attendances():
    three, two, one = range(80), range(80, 120), range(120, 165)
    came = figures.heads([*three, *three, *three, *two, *two, *one])

    assert (came.attendances, came.educators) == (365, 165)
    assert came.by_times == {3: 80, 2: 40, 1: 45}


@given(st.lists(st.integers(1, 30)))
def test_people_counted_once_add_up_to_attendances(person_ids):
    came = figures.heads(person_ids)

    assert came.educators == len(set(person_ids)) == sum(came.by_times.values())
    assert came.attendances == sum(times * people for times, people in came.by_times.items())


def test_everybody_counts_once_however_often_they_came(cohort, team, autumn, winter):
    twice, once = (TeamMembershipFactory(team=team).person for _ in range(2))
    for session, person in [(autumn, twice), (winter, twice), (autumn, once)]:
        AttendanceFactory(session=session, person=person, team=team)

    reach = figures.reach_of(mine(cohort))

    assert (reach.convenings, reach.sessions) == (2, 2)
    assert (reach.attendances, reach.educators) == (3, 2)
    assert (reach.times(2), reach.times(1), reach.times(3)) == (1, 1, 0)
    assert reach.teams == 1


def test_guests_are_told_from_members_of_that_day(cohort, team, autumn):
    left = TeamMembershipFactory(team=team, ends_on=dt.date(2025, 9, 25)).person
    until_then = TeamMembershipFactory(team=team, ends_on=dt.date(2025, 9, 26)).person
    for person in [left, until_then, PersonFactory()]:
        AttendanceFactory(session=autumn, person=person, team=team)

    reach = figures.reach_of(mine(cohort))

    assert (reach.members, reach.guests) == (1, 2)


def test_attendance_is_told_by_convening_and_session(cohort, autumn):
    south = held(cohort, 1, dt.date(2025, 9, 28), "South")
    AttendanceFactory.create_batch(2, session=autumn)
    AttendanceFactory(session=south)
    held(cohort, 4, dt.date(2026, 2, 13))  # nobody was there yet

    [first] = figures.reach_of(mine(cohort)).attended_by_convening

    assert (first.title, first.attended) == ("Convening 1: Authentic Learning", 3)
    assert [(s.region, s.attended) for s in first.sessions] == [("North", 2), ("South", 1)]


def test_other_cohorts_do_not_count(cohort, other_cohort, autumn):
    AttendanceFactory(session=autumn)
    AttendanceFactory(session__convening__cohort=other_cohort)

    assert figures.reach_of(mine(cohort)).attendances == 1


def test_school_year_bounds_the_count(cohort, autumn, winter):
    AttendanceFactory.create_batch(2, session=autumn)
    AttendanceFactory(session=winter)

    years = ["2024-25", "2025-26", "2026-27"]
    counts = [figures.reach_of(mine(cohort), school_year=y).attendances for y in years]
    assert counts == [0, 2, 1]


def test_reach_of_a_center_follows_the_alignment_of_the_day(cohort, center, district, team):
    district.alignments.update(ends_on=dt.date(2026, 6, 30))
    later = AlignmentFactory(
        district=district,
        service_center=ServiceCenterFactory(name="Two Creeks ESC"),
        starts_on=dt.date(2026, 7, 1),
    ).service_center
    person = PersonFactory()
    for number, day in [(1, dt.date(2026, 6, 30)), (2, dt.date(2026, 7, 1))]:
        AttendanceFactory(session=held(cohort, number, day), person=person, team=team)
    AttendanceFactory(session=held(cohort, 3, dt.date(2026, 8, 1)), team=team)

    assert figures.reach_by_center(mine(cohort)) == [
        figures.CenterReach(center.pk, "Maple ESC", 1, 1),
        figures.CenterReach(later.pk, "Two Creeks ESC", 2, 2),
    ]


@pytest.mark.parametrize("how_many", [1, 5])
def test_reach_takes_the_same_queries_for_any_number_of_sessions(
    how_many, cohort, django_assert_num_queries
):
    for number in range(how_many):
        session = held(cohort, number + 1, dt.date(2025, 9, 1 + number))
        AttendanceFactory(session=session, team=DesignTeamFactory(cohort=cohort))

    with django_assert_num_queries(4):  # people, members, teams, sessions
        figures.reach_of(mine(cohort))
