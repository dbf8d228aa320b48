"""Pre-work opens by itself and reminds by itself, each person once."""

import datetime as dt

import pytest

from convenings.jobs import announce_prework, remind_of_prework
from convenings.models import PreWork
from convenings.pages.prework_todos import prework_todos
from convenings.services.prework_mail import CHECK, is_still_missing
from core import clock
from messaging.models import Message
from tests.surveys.collection.test_at_once import at_once

OPENED, REMINDER = "convenings/prework-opened", "convenings/prework-reminder"


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("person__first_name", flat=True))


@pytest.fixture
def dated(session):
    """The session on February 13, 2029; pre-work opens on January 16."""
    session.starts_at, session.ends_at = (
        clock.on_day(dt.date(2029, 2, 13), hour) for hour in (9, 15)
    )
    session.save()


def test_teams_are_told_on_the_day_it_opens_and_once(dated, prework, team_member, team_lead):
    with clock.at(clock.on_day(dt.date(2029, 1, 15), 23)):
        assert announce_prework() == 0
    with clock.at(clock.on_day(dt.date(2029, 1, 16), 0, 5)):
        assert announce_prework() == 2
        assert announce_prework() == 0

    assert len(told(OPENED)) == 2
    message = Message.objects.filter(kind=OPENED).first()
    assert (
        message.subject
        == "[Action needed by February 13, 2029] Pre-work for Convening 4: Authentic Learning"
    )


def test_pre_work_without_a_part_waits(dated, prework, team_member):
    prework.parts.all().delete()

    with clock.at(clock.on_day(dt.date(2029, 1, 20))):
        assert announce_prework() == 0


def test_a_day_chosen_by_hand_goes_before_the_rule(dated, prework, team_member):
    PreWork.objects.update(opens_at=clock.on_day(dt.date(2029, 1, 2)))

    with clock.at(clock.on_day(dt.date(2029, 1, 2), 10)):
        assert announce_prework() == 1


def test_those_missing_are_reminded_a_week_before_and_once(
    dated, prework, team, team_member, team_lead
):
    with clock.at(clock.on_day(dt.date(2029, 1, 16))):
        announce_prework()
        assert remind_of_prework() == 0
    with clock.at(clock.on_day(dt.date(2029, 2, 6), 10)):
        assert remind_of_prework() == 2
    with clock.at(clock.on_day(dt.date(2029, 2, 7), 10)):
        assert remind_of_prework() == 0


def test_whoever_is_done_by_then_gets_no_reminder(dated, prework, team, team_member):
    with clock.at(clock.on_day(dt.date(2029, 2, 6), 10)):
        announce_prework()
        prework.submissions.create(team=team, is_done=True)
        assert remind_of_prework() == 0


def test_a_reminder_that_waits_is_dropped_once_the_team_is_done(dated, prework, team, team_member):
    key = f"{prework.pk}-{team_member.person.pk}"
    with clock.at(clock.on_day(dt.date(2029, 2, 6), 10)):
        announce_prework()
        remind_of_prework()
        assert Message.objects.get(kind=REMINDER).still_due == f"{CHECK}:{key}"
        assert is_still_missing(key)

        prework.submissions.create(team=team, is_done=True)
        assert not is_still_missing(key)
    assert not is_still_missing(f"{prework.pk + 1}-{team_member.person.pk}")


def test_a_convening_that_is_cancelled_reminds_nobody(dated, prework, session, team_member):
    key = f"{prework.pk}-{team_member.person.pk}"
    session.is_cancelled = True
    session.save()

    with clock.at(clock.on_day(dt.date(2029, 2, 6), 10)):
        assert announce_prework() == 0
        assert not is_still_missing(key)


def test_a_member_has_it_on_their_day_until_it_is_done(prework, team, team_member):
    [todo] = prework_todos(team_member)
    assert todo.title == "Do the pre-work for Convening 4: Authentic Learning"
    assert todo.due == clock.today() + dt.timedelta(days=14)

    prework.submissions.create(team=team, is_done=True)
    assert prework_todos(team_member) == []


def test_staff_are_asked_for_parts_when_it_is_time(prework, specialist):
    assert prework_todos(specialist) == []

    prework.parts.all().delete()

    [todo] = prework_todos(specialist)
    assert todo.title == "Write the pre-work for Convening 4: Authentic Learning"


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_everybody_once(prework, team_member, team_lead):
    assert sum(at_once(lambda _: announce_prework(), 2)) == 2
    assert len(told(OPENED)) == 2
