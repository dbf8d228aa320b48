"""What a team's home lists as its next things."""

import datetime as dt

from cohorts.team_todos import todos_of
from core import clock
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory


def titles(team, user):
    return [(todo.title, todo.why) for todo in todos_of(team, user)]


def test_seats_are_counted_for_the_whole_team(team, team_member, team_lead, specialist):
    convening = ConveningFactory(cohort=team.cohort, number=4, topic="Pace")
    begins = clock.now() + dt.timedelta(days=10)
    session = SessionFactory(
        convening=convening, starts_at=begins, ends_at=begins + dt.timedelta(hours=6)
    )
    RegistrationFactory(session=session, person=team_lead.person)

    seats = [why for title, why in titles(team, team_member) if title.startswith("Register for")]
    assert seats == ["1 of 2 members have a seat or wait for one"]

    RegistrationFactory(session=session, person=team_member.person)
    assert not [t for t, _ in titles(team, specialist) if t.startswith("Register for")]


def test_who_only_reads_is_not_asked_to_write_the_charter(team, team_member, school_leader):
    asked = "Write the team charter"

    assert asked in [title for title, _ in titles(team, team_member)]
    assert asked not in [title for title, _ in titles(team, school_leader)]


def test_nobody_is_asked_for_a_charter_once_the_cohort_has_ended(team, team_member):
    team.cohort.ends_on = clock.today() - dt.timedelta(days=1)
    team.cohort.save()

    assert "Write the team charter" not in [title for title, _ in titles(team, team_member)]
