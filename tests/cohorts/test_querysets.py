import datetime as dt

import pytest

from cohorts.models import Cohort, DesignTeam, Enrollment, TeamMembership
from core import clock
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    TeamMembershipFactory,
)
from tests.factories.network import RoleGrantFactory

BOTH = ["Hillside", "Riverside"]


@pytest.mark.parametrize(
    ("who", "sees", "runs", "forms_teams"),
    [
        ("newcomer", [], [], []),
        ("outsider", ["Hillside"], ["Hillside"], ["Hillside"]),
        ("team_member", ["Riverside"], [], []),
        ("team_lead", ["Riverside"], [], []),
        ("school_leader", ["Riverside"], [], []),
        ("district_leader", ["Riverside"], [], []),
        ("specialist", ["Riverside"], ["Riverside"], ["Riverside"]),
        ("esc_director", ["Riverside"], ["Riverside"], ["Riverside"]),
        ("partner_facilitator", BOTH, [], []),
        ("evaluator", BOTH, [], []),
        ("state_viewer", BOTH, [], []),
        ("state_admin", BOTH, BOTH, BOTH),
    ],
)
def test_each_person_gets_exactly_their_cohorts(
    request, outsider, team_membership, who, sees, runs, forms_teams
):
    user = request.getfixturevalue(who)
    cohorts = Cohort.objects.order_by("name")

    assert [str(c) for c in cohorts.visible_to(user)] == sees
    assert [str(c) for c in cohorts.run_by(user)] == runs
    assert [str(c) for c in cohorts.teams_formed_by(user)] == forms_teams


@pytest.mark.parametrize(
    ("who", "sees", "invites_to", "names"),
    [
        ("newcomer", [], [], []),
        ("outsider", ["Gull team"], ["Gull team"], ["Gull team"]),
        ("team_member", ["Kettle team"], [], ["Kettle team"]),
        ("team_lead", ["Kettle team"], ["Kettle team"], ["Kettle team"]),
        ("school_leader", ["Kettle team"], [], ["Kettle team"]),
        ("district_leader", ["Kettle team"], [], ["Kettle team"]),
        ("specialist", ["Kettle team"], ["Kettle team"], ["Kettle team"]),
        ("esc_director", ["Kettle team"], ["Kettle team"], ["Kettle team"]),
        ("partner_facilitator", ["Gull team", "Kettle team"], [], ["Gull team", "Kettle team"]),
        ("evaluator", ["Gull team", "Kettle team"], [], []),
        ("state_viewer", ["Gull team", "Kettle team"], [], ["Gull team", "Kettle team"]),
        ("state_admin", *[["Gull team", "Kettle team"]] * 3),
    ],
)
def test_each_person_gets_exactly_their_teams(
    request, outsider, team_membership, who, sees, invites_to, names
):
    user = request.getfixturevalue(who)
    teams = DesignTeam.objects.order_by("name")

    assert [str(t) for t in teams.visible_to(user)] == sees
    assert [str(t) for t in teams.invited_to_by(user)] == invites_to
    assert [str(t) for t in teams.named_to(user)] == names


def test_an_evaluator_reads_no_names(evaluator, team_membership):
    assert not TeamMembership.objects.visible_to(evaluator).exists()


def test_a_specialist_forms_teams_of_their_schools_in_a_cohort_of_the_state(
    specialist, state_agency, school, other_school
):
    statewide = CohortFactory(name="Statewide", home=state_agency)
    EnrollmentFactory(cohort=statewide, school=school)
    EnrollmentFactory(cohort=statewide, school=other_school)

    assert [*Cohort.objects.teams_formed_by(specialist)] == [statewide]
    assert not Cohort.objects.run_by(specialist).exists()
    places = Enrollment.objects.visible_to(specialist)
    assert [place.school.name for place in places] == ["Kettle School"]


def test_a_school_that_left_the_cohort_gives_no_right_to_form_teams(
    specialist, state_agency, school
):
    statewide = CohortFactory(name="Statewide", home=state_agency)
    EnrollmentFactory(cohort=statewide, school=school, status=Enrollment.Status.WITHDRAWN)

    assert not Cohort.objects.teams_formed_by(specialist).exists()


def test_who_left_a_team_no_longer_sees_it(team):
    yesterday = clock.today() - dt.timedelta(days=1)
    left = TeamMembershipFactory(team=team, ends_on=yesterday).person.user

    assert not DesignTeam.objects.visible_to(left).exists()
    assert not Cohort.objects.visible_to(left).exists()


def test_a_role_that_ended_gives_nothing(team, center):
    yesterday = clock.today() - dt.timedelta(days=1)
    former = RoleGrantFactory(role="specialist", organization=center, ends_on=yesterday)

    assert not Cohort.objects.visible_to(former.person.user).exists()
    assert not DesignTeam.objects.run_by(former.person.user).exists()


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "state"),
    [(1, 9, "planned"), (0, 9, "current"), (-9, 0, "current"), (-9, -1, "ended")],
)
def test_a_cohort_runs_from_its_first_to_the_end_of_its_last_day(db, starts_in, ends_in, state):
    day = dt.timedelta(days=1)
    cohort = CohortFactory(
        starts_on=clock.today() + starts_in * day, ends_on=clock.today() + ends_in * day
    )

    found = {
        name for name in ("planned", "current", "ended") if getattr(Cohort.objects, name)().exists()
    }
    assert found == {state}
    assert cohort.state == {"planned": "Planned", "current": "Running", "ended": "Ended"}[state]


def test_counts_do_not_multiply_each_other(cohort):
    for _ in range(2):
        place = EnrollmentFactory(cohort=cohort)
        team = DesignTeamFactory(cohort=cohort, school=place.school)
        TeamMembershipFactory.create_batch(3, team=team)
    TeamMembershipFactory(team=team, ends_on=dt.date(2025, 9, 1))
    EnrollmentFactory(cohort=cohort, status=Enrollment.Status.WITHDRAWN)

    counted = Cohort.objects.with_counts().get()

    assert (counted.school_count, counted.team_count, counted.member_count) == (3, 2, 6)


def test_a_school_with_a_team_elsewhere_still_waits_for_one_here(cohort, enrollment):
    DesignTeamFactory(school=enrollment.school)
    assert [*Enrollment.objects.without_team()] == [enrollment]

    DesignTeamFactory(school=enrollment.school, cohort=cohort)
    assert not Enrollment.objects.without_team().exists()
