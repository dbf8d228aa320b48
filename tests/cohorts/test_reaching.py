"""The rules of milestones."""

import datetime as dt

import pytest

from cohorts.milestones import rules
from cohorts.models import TeamCharter
from cohorts.pages.standing import progress_of, words_of
from core import clock
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import (
    AttendanceFactory,
    ConveningFactory,
    PreWorkFactory,
    RegistrationFactory,
    SessionFactory,
)
from tests.factories.milestones import MilestoneFactory


@pytest.fixture
def convening(cohort):
    return ConveningFactory(cohort=cohort, number=1)


@pytest.fixture
def session(convening):
    return SessionFactory(convening=convening)


def reached(team):
    """What the team has reached, asked together with another team that has reached nothing."""
    other = DesignTeamFactory(cohort=team.cohort)
    progress = progress_of([team, other])
    assert progress[other.pk].reached == 0
    return [cell.column.milestone.rule for cell in progress[team.pk].cells if cell.is_reached]


def test_a_team_is_formed_with_two_people(team):
    MilestoneFactory(cohort=team.cohort, rule="team-formed")
    TeamMembershipFactory(team=team)
    TeamMembershipFactory(team=team, ends_on=clock.today() - dt.timedelta(days=1))
    assert reached(team) == []

    TeamMembershipFactory(team=team)
    assert reached(team) == ["team-formed"]


def test_a_charter_counts_once_it_is_agreed_on(team):
    MilestoneFactory(cohort=team.cohort, rule="charter-agreed")
    charter = TeamCharter.objects.create(team=team)
    assert reached(team) == []

    charter.agreed_on = clock.today()
    charter.save()
    assert reached(team) == ["charter-agreed"]


def test_a_team_came_when_somebody_came_with_it_to_that_convening(team, session):
    for number in (1, 2):
        MilestoneFactory(cohort=team.cohort, rule="convening-attended", number=number)
    AttendanceFactory(session=session, team=team)

    assert reached(team) == ["convening-attended"]


def words(team):
    return [cell.words for cell in progress_of([team])[team.pk].cells]


def past_session(convening, days=20):
    day = clock.now() - dt.timedelta(days=days)
    return SessionFactory(convening=convening, starts_at=day, ends_at=day + dt.timedelta(hours=6))


def test_no_team_is_late_while_the_list_of_a_convening_is_not_filled(team, convening):
    yesterday = clock.today() - dt.timedelta(days=1)
    rule = "convening-attended"
    MilestoneFactory(cohort=team.cohort, rule=rule, number=1, due_on=yesterday)
    assert words(team) == ["late"]  # nothing took place that a list could be of

    session = past_session(convening)
    assert words(team) == ["list not filled"]
    assert progress_of([team])[team.pk].standing.key == "track"

    AttendanceFactory(session=session, team=DesignTeamFactory(cohort=team.cohort))
    assert words(team) == ["late"]


def test_a_team_with_seats_in_another_session_waits_for_its_own_list(team, convening):
    MilestoneFactory(
        cohort=team.cohort,
        rule="convening-attended",
        number=1,
        due_on=clock.today() - dt.timedelta(days=1),
    )
    elsewhere, own = past_session(convening), past_session(convening, days=18)
    AttendanceFactory(session=elsewhere, team=DesignTeamFactory(cohort=team.cohort))
    RegistrationFactory(session=own, person=TeamMembershipFactory(team=team).person)
    assert words(team) == ["list not filled"]

    AttendanceFactory(session=own, team=team)
    assert words(team) == ["reached"]


def test_nobody_is_late_in_a_cohort_that_has_ended(team):
    MilestoneFactory(cohort=team.cohort, due_on=clock.today() - dt.timedelta(days=9))
    team.cohort.ends_on = clock.today() - dt.timedelta(days=1)
    team.cohort.save()

    assert words(team) == ["not reached"]
    assert progress_of([team])[team.pk].standing.key == "none"


def test_a_convening_of_another_cohort_does_not_count(team, other_cohort):
    MilestoneFactory(cohort=team.cohort, rule="convening-attended", number=1)
    elsewhere = SessionFactory(convening=ConveningFactory(cohort=other_cohort, number=1))
    AttendanceFactory(session=elsewhere, team=team)

    assert reached(team) == []


def test_a_team_is_registered_when_one_of_its_people_has_a_seat(team, session):
    MilestoneFactory(cohort=team.cohort, rule="convening-registered", number=1)
    member = TeamMembershipFactory(team=team).person
    seat = RegistrationFactory(session=session, person=member, state="waiting")
    assert reached(team) == []

    seat.state = "registered"
    seat.save()
    assert reached(team) == ["convening-registered"]


def test_pre_work_of_the_team_counts_when_it_is_done(team, convening):
    MilestoneFactory(cohort=team.cohort, rule="prework-sent", number=1)
    answer = PreWorkFactory(convening=convening).submissions.create(team=team)
    assert reached(team) == []

    answer.is_done = True
    answer.save()
    assert reached(team) == ["prework-sent"]


def test_pre_work_by_person_counts_when_everybody_of_today_has_done_it(team, convening):
    MilestoneFactory(cohort=team.cohort, rule="prework-sent", number=1)
    prework = PreWorkFactory(convening=convening, answered_by="person")
    people = [TeamMembershipFactory(team=team).person for _ in range(2)]
    prework.submissions.create(team=team, person=people[0], is_done=True)
    assert reached(team) == []

    prework.submissions.create(team=team, person=people[1], is_done=True)
    assert reached(team) == ["prework-sent"]


def test_a_rule_that_no_app_offers_anymore_is_reached_by_nobody(team):
    milestone = MilestoneFactory(cohort=team.cohort, rule="long-gone")

    assert reached(team) == []
    assert words_of(milestone) == "nothing counts it anymore"


def test_every_rule_says_what_it_counts():
    assert {code for code, rule in rules().items() if rule.has_number} == {
        "convening-attended",
        "convening-registered",
        "prework-sent",
    }
    assert all(("{number}" in rule.words) == rule.has_number for rule in rules().values())
