import datetime as dt

import pytest

from core import clock
from messaging.models import Message
from surveys.collection.models import FrameUnit
from surveys.collection.refusals import NobodyToRemind, NotOpen
from surveys.collection.services import (
    close_administration,
    nudge,
    open_a_link,
    open_administration,
    remind,
    take_nudge_back,
)
from tests.surveys.asking import answer, invited, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(framed):
    """Three people of Kettle School and one of Gull School, asked two days ago."""
    invited(framed, "Kettle School", 3)
    invited(framed, "Gull School", 1)
    with clock.at(clock.now() - dt.timedelta(minutes=30)):
        open_administration(framed, by=None)
    old = clock.now() - dt.timedelta(days=2)
    Message.objects.update(created_at=old, send_after=old)
    return framed


def reminders():
    return Message.objects.filter(kind="surveys/reminder")


def test_those_who_have_not_answered_are_reminded_in_two_minutes(asked):
    kettle = unit_of(asked, "Kettle School")
    answer(kettle.invitations.first(), IMT11=4)

    nudge(kettle, by=None)

    assert reminders().count() == 2
    wait = reminders().first().send_after - clock.now()
    assert dt.timedelta(seconds=100) < wait < dt.timedelta(seconds=121)


def test_nobody_is_nudged_twice_a_day(asked):
    kettle = unit_of(asked, "Kettle School")
    for _ in range(3):
        nudge(kettle, by=None)
    nudge(asked.units.get(kind="network"), by=None)
    assert reminders().count() == 4  # three at Kettle School, one at Gull School

    with clock.at(clock.now() + dt.timedelta(days=1, hours=1)):
        nudge(kettle, by=None)

    assert reminders().count() == 7


def test_who_was_invited_or_reminded_today_is_left_alone(asked):
    Message.objects.filter(to=unit_of(asked, "Gull School").invitations.get().email).update(
        created_at=clock.now()
    )
    with clock.at(clock.on_day(clock.today() + dt.timedelta(days=3), 8, 5)):
        remind(asked)
        scheduled = reminders().count()
        nudge(asked.units.get(kind="network"), by=None)

    assert reminders().count() == scheduled == 4


def test_who_was_nudged_this_morning_gets_no_second_mail_by_the_schedule(asked):
    day = clock.today() + dt.timedelta(days=3)
    with clock.at(clock.on_day(day, 7, 50)):
        nudge(unit_of(asked, "Kettle School"), by=None)
    with clock.at(clock.on_day(day, 8, 5)):
        assert remind(asked) == 1  # at Gull School

    assert reminders().count() == 4


def test_a_nudge_is_taken_back_before_it_goes(asked):
    kettle = unit_of(asked, "Kettle School")
    nudge(kettle, by=None)
    take_nudge_back(kettle, by=None)
    take_nudge_back(kettle, by=None)
    assert not reminders().exists()

    nudge(kettle, by=None)
    with clock.at(clock.now() + dt.timedelta(minutes=3)):
        take_nudge_back(kettle, by=None)

    assert reminders().count() == 3


def test_where_nobody_has_a_personal_link_it_is_said(asked, school):
    gull = unit_of(asked, "Gull School")
    gull.invitations.all().delete()
    open_a_link(gull, by=None)

    with pytest.raises(NobodyToRemind, match="Nobody at Gull School has a personal link"):
        nudge(gull, by=None)


def test_after_close_nobody_is_nudged(asked):
    close_administration(asked, by=None)

    with pytest.raises(NotOpen):
        nudge(unit_of(asked, "Kettle School"), by=None)


def test_who_may_nudge_is_their_branch(
    asked, state_admin, state_viewer, specialist, esc_director, district_leader, outsider
):
    def nudged_by(user):
        found = FrameUnit.objects.nudged_by(user).filter(administration=asked)
        return set(found.filter(kind__in=["network", "school"]).values_list("name", flat=True))

    assert nudged_by(state_admin) == {"Network", "Kettle School", "Gull School"}
    assert nudged_by(specialist) == nudged_by(esc_director)
    assert "Kettle School" in nudged_by(specialist)
    assert "Kettle School" not in nudged_by(outsider)
    for user in (state_viewer, district_leader):
        assert nudged_by(user) == set()
    close_administration(asked, by=None)
    assert nudged_by(state_admin) == set()
