import datetime as dt

import pytest

from convenings import services
from convenings.models import Attendance, Session
from core import clock
from network.models import Activity, Person
from tests.factories.cohorts import TeamMembershipFactory
from tests.surveys.collection.test_at_once import at_once


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


def minutes_ago(number):
    return clock.now() - dt.timedelta(minutes=number)


def test_two_phones_that_kept_the_same_person_make_one_mark(on_the_day, team, specialist):
    person = TeamMembershipFactory(team=team).person
    first, second = (services.Tap(person, is_here=True, at=minutes_ago(n)) for n in (9, 4))

    services.merge_taps(on_the_day, taps=[second], by=specialist.person)
    services.merge_taps(on_the_day, taps=[first], by=None)
    services.merge_taps(on_the_day, taps=[first], by=None)

    assert Attendance.objects.get().marked_by == specialist.person
    assert Activity.objects.about(on_the_day).count() == 1


def test_kept_taps_are_written_in_the_order_in_which_they_were_made(on_the_day, team):
    person = TeamMembershipFactory(team=team).person
    here = services.Tap(person, is_here=True, at=minutes_ago(9))
    gone = services.Tap(person, is_here=False, at=minutes_ago(4))

    services.merge_taps(on_the_day, taps=[gone, here], by=None)

    assert not Attendance.objects.exists()


def test_mark_that_is_younger_than_a_late_undo_stays(on_the_day, team):
    person = TeamMembershipFactory(team=team).person
    services.mark_attendance(on_the_day, person=person, by=None)

    undo = services.Tap(person, is_here=False, at=minutes_ago(4))
    services.merge_taps(on_the_day, taps=[undo], by=None)

    assert Attendance.objects.get().person == person


@pytest.mark.parametrize(("kept_ago", "counts"), [(9, False), (5, True), (3, True)])
def test_kept_mark_counts_only_if_it_is_not_older_than_the_undo(on_the_day, team, kept_ago, counts):
    person = TeamMembershipFactory(team=team).person
    with clock.at(minutes_ago(9)):
        services.mark_attendance(on_the_day, person=person, by=None)
    with clock.at(minutes_ago(5)):
        services.unmark_attendance(on_the_day, person=person, by=None)

    kept = services.Tap(person, is_here=True, at=minutes_ago(kept_ago))
    outdone = [services.merge_taps(on_the_day, taps=[kept], by=None) for _ in range(2)]

    assert Attendance.objects.exists() is counts
    assert outdone == [not counts] * 2


def test_kept_undo_outdoes_an_older_mark_that_comes_in_after_it(on_the_day, team):
    person = TeamMembershipFactory(team=team).person
    here, gone, older_undo = (
        services.Tap(person, is_here=is_here, at=minutes_ago(ago))
        for is_here, ago in [(True, 9), (False, 4), (False, 6)]
    )

    for tap in [gone, older_undo, here]:
        services.merge_taps(on_the_day, taps=[tap], by=None)
    assert not Attendance.objects.exists()
    services.mark_attendance(on_the_day, person=person, by=None)

    assert Attendance.objects.get().person == person


def test_mark_taken_back_in_the_grid_is_not_brought_back_by_a_phone(on_the_day, team):
    person = TeamMembershipFactory(team=team).person
    services.mark_attendance(on_the_day, person=person, by=None)
    line = services.Line(person, team, before=(0, 0), now=None)
    services.save_attendance(on_the_day, lines=[line], way=Attendance.Way.LIST, by=None)

    kept = services.Tap(person, is_here=True, at=minutes_ago(4))

    assert services.merge_taps(on_the_day, taps=[kept], by=None) == 1
    assert not Attendance.objects.exists()


def test_minutes_are_changed_and_logged_once(on_the_day, team, specialist):
    person = TeamMembershipFactory(team=team).person
    services.mark_attendance(on_the_day, person=person, by=None)
    facts = {"person": person, "late_minutes": 20, "early_minutes": 40, "by": specialist.person}

    services.change_minutes(on_the_day, **facts)
    services.change_minutes(on_the_day, **facts)

    assert Attendance.objects.get().minutes == 300
    assert Activity.objects.about(on_the_day).filter(verb="timed").count() == 1


def test_who_is_not_marked_has_no_minutes(on_the_day, team):
    person = TeamMembershipFactory(team=team).person

    with pytest.raises(services.NotThere, match="Mark them first"):
        services.change_minutes(on_the_day, person=person, late_minutes=5, early_minutes=0, by=None)


@pytest.mark.django_db(transaction=True)
def test_undo_and_an_older_kept_mark_at_once_leave_no_mark(north, team):
    people = [TeamMembershipFactory(team=team).person for _ in range(8)]
    Session.objects.update(starts_at=clock.now(), ends_at=clock.now() + dt.timedelta(hours=6))
    kept_at = minutes_ago(4)

    def send_or_undo(number):
        session = Session.objects.get(pk=north.pk)
        if number % 2:
            taps = [services.Tap(person, is_here=True, at=kept_at) for person in people]
            services.merge_taps(session, taps=taps, by=None)
        else:
            for person in people:
                services.unmark_attendance(session, person=person, by=None)

    at_once(send_or_undo, 4)

    assert not Attendance.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_check_ins_at_once_make_one_mark(north, team, specialist):
    person = TeamMembershipFactory(team=team).person
    Session.objects.update(starts_at=clock.now(), ends_at=clock.now() + dt.timedelta(hours=6))

    def check_in(_):
        session = Session.objects.get(pk=north.pk)
        return services.mark_attendance(session, person=person, by=specialist.person).pk

    assert len(set(at_once(check_in, 4))) == 1
    assert Activity.objects.about(north).count() == 1
