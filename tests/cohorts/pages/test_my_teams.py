"""The teams that a specialist looks after, and what their milestones put on the day."""

import datetime as dt

from cohorts.pages.milestone_todos import milestone_todos, todos_of_team
from cohorts.pages.my_teams import my_teams
from core import clock
from tests.factories.cohorts import CohortFactory, DesignTeamFactory, EnrollmentFactory
from tests.factories.milestones import MilestoneFactory
from tests.factories.network import SupportAssignmentFactory

NOON = clock.on_day(dt.date(2026, 11, 2), hour=12)


def names(user):
    return sorted(team.name for team in my_teams(user))


def another_team(cohort, district, name):
    place = EnrollmentFactory(cohort=cohort, school__agency=district)
    return DesignTeamFactory(cohort=cohort, school=place.school, name=name)


def test_who_supports_places_looks_after_their_teams(
    specialist, cohort, team, district, other_team
):
    another_team(cohort, district, "Another team")
    assert names(specialist) == ["Another team", "Kettle team"]

    SupportAssignmentFactory(organization=team.school, specialist=specialist.person)
    assert names(specialist) == ["Kettle team"]


def test_support_of_a_district_is_support_of_its_schools(specialist, cohort, team, district):
    SupportAssignmentFactory(organization=district, specialist=specialist.person)

    assert names(specialist) == ["Kettle team"]


def test_teams_of_ended_cohorts_and_of_places_that_left_are_history(
    specialist, center, team, enrollment
):
    ended = CohortFactory(home=center, ends_on=dt.date(2025, 12, 1))
    place = EnrollmentFactory(cohort=ended)
    DesignTeamFactory(cohort=ended, school=place.school)
    assert names(specialist) == ["Kettle team"]

    enrollment.status = "withdrawn"
    enrollment.save()
    assert names(specialist) == []


def test_a_team_rests_with_its_place_and_leaves_one_cohort_at_a_time(specialist, team, enrollment):
    other = EnrollmentFactory(cohort__home=enrollment.cohort.home, school=team.school)
    DesignTeamFactory(cohort=other.cohort, school=team.school, name="Second team")
    enrollment.status = "withdrawn"
    enrollment.save()
    assert names(specialist) == ["Second team"]

    other.status = "paused"
    other.save()
    assert names(specialist) == []


def test_members_and_the_state_look_after_no_team(team_member, state_admin, team):
    assert names(team_member) == []
    assert names(state_admin) == []


def test_a_milestone_is_one_thing_to_do_however_many_teams_are_missing(
    specialist, cohort, team, district, outsider
):
    another_team(cohort, district, "Another team")
    late = MilestoneFactory(cohort=cohort, name="Charter", due_on=dt.date(2026, 10, 1))
    MilestoneFactory(cohort=cohort, name="Far", due_on=dt.date(2027, 6, 1))
    soon = MilestoneFactory(cohort=cohort, name="Goals", due_on=dt.date(2026, 11, 9))
    soon.marks.create(team=team)

    with clock.at(NOON):
        found = [(todo.title, todo.due) for todo in milestone_todos(specialist)]
        assert list(milestone_todos(outsider)) == []

    assert found == [
        ("2 teams have yet to reach “Charter”", late.due_on),
        ("1 team has yet to reach “Goals”", soon.due_on),
    ]


def test_a_teams_home_lists_what_people_mark_and_nobody_has(cohort, team, team_member):
    late = MilestoneFactory(cohort=cohort, name="Goals", due_on=dt.date(2026, 10, 1))
    MilestoneFactory(cohort=cohort, rule="charter-agreed", due_on=dt.date(2026, 10, 1))

    with clock.at(NOON):
        [todo] = todos_of_team(team, team_member)
    assert (todo.title, todo.due) == ("Reach “Goals”", late.due_on)

    late.marks.create(team=team)
    with clock.at(NOON):
        assert list(todos_of_team(team, team_member)) == []
