import datetime as dt

import pytest

from convenings import services
from convenings.models import Attendance
from core import clock
from network.models import Activity, Person
from tests.factories.cohorts import TeamMembershipFactory


@pytest.fixture
def on_the_day(north):
    with clock.at(north.starts_at):
        yield north


def test_member_is_marked_with_their_team(on_the_day, team, specialist):
    person = TeamMembershipFactory(team=team).person

    services.mark_attendance(on_the_day, person=person, by=specialist.person)
    services.mark_attendance(on_the_day, person=person, by=specialist.person)

    [attendance] = Attendance.objects.all()
    assert (attendance.person, attendance.team) == (person, team)
    assert attendance.marked_by == specialist.person
    assert Activity.objects.about(on_the_day).count() == 1


def test_who_left_the_team_before_the_day_comes_without_one(on_the_day, team):
    left_on = clock.today() - dt.timedelta(days=1)
    person = TeamMembershipFactory(team=team, ends_on=left_on).person

    assert services.mark_attendance(on_the_day, person=person, by=None).team is None


def test_mark_can_be_taken_back_twice(on_the_day, team):
    person = TeamMembershipFactory(team=team).person
    services.mark_attendance(on_the_day, person=person, by=None)

    services.unmark_attendance(on_the_day, person=person, by=None)
    services.unmark_attendance(on_the_day, person=person, by=None)

    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("days_before", "taken"), [(2, False), (1, True), (0, True)])
def test_marks_are_taken_from_the_day_before(north, team, days_before, taken):
    person = TeamMembershipFactory(team=team).person
    with clock.at(north.starts_at - dt.timedelta(days=days_before)):
        if taken:
            services.mark_attendance(north, person=person, by=None)
        else:
            with pytest.raises(services.NotYet, match="Check-in opens the day before"):
                services.mark_attendance(north, person=person, by=None)

    assert Attendance.objects.exists() is taken


def test_guest_comes_with_a_team_and_is_not_a_member(on_the_day, team):
    attendance = services.welcome_guest(
        on_the_day,
        email="Guest@Example.org",
        first_name="Una",
        last_name="Guest",
        team=team,
        by=None,
    )

    person = Person.objects.get(email="guest@example.org")
    assert (attendance.person, attendance.team) == (person, team)
    assert person.organization.pk == team.school_id
    assert not team.memberships.filter(person=person).exists()


def test_guest_who_is_known_is_not_doubled(on_the_day, team):
    known = TeamMembershipFactory(team=team).person

    attendance = services.welcome_guest(
        on_the_day,
        email=known.email.upper(),
        first_name="Another",
        last_name="Spelling",
        team=team,
        by=None,
    )

    assert attendance.person == known
