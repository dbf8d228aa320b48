import datetime as dt

from cohorts import offers
from core import clock
from core.offers import places_for
from tests.factories.cohorts import CohortFactory, DesignTeamFactory, TeamInvitationFactory


def titles(user):
    return [todo.title for todo in offers.todos_for(user)]


def places(user):
    return [place.title for place in places_for(user)]


def test_a_specialist_is_told_what_their_cohorts_still_need(
    specialist, cohort, school, center, outsider
):
    CohortFactory(name="Empty", home=center)
    assert titles(specialist) == ["Enroll the schools of Empty", "Form the team of Kettle School"]

    DesignTeamFactory(cohort=cohort, school=school)
    assert titles(specialist) == ["Enroll the schools of Empty"]


def test_an_invitation_that_runs_out_is_on_the_day_of_who_invites(
    specialist, team_lead, team_member, outsider, team
):
    soon = clock.now() + dt.timedelta(days=2)
    TeamInvitationFactory(team=team, first_name="Lena", last_name="Hart", expires_at=soon)
    TeamInvitationFactory(team=team, expires_at=clock.now() + dt.timedelta(days=20))
    TeamInvitationFactory(team=team, expires_at=clock.now() - dt.timedelta(days=20))
    TeamInvitationFactory(team=team, expires_at=soon, accepted_at=clock.now())

    for user in (specialist, team_lead):
        assert titles(user) == ["Ask Lena Hart again"]
    assert titles(team_member) == []
    assert titles(outsider) == []


def test_cohorts_are_a_place_for_roles_and_the_team_for_its_people(
    specialist, team_member, newcomer
):
    assert "Cohorts" in places(specialist)
    assert "My team" not in places(specialist)
    assert "My team" in places(team_member)
    assert not {"Cohorts", "My team"} & set(places(newcomer))
