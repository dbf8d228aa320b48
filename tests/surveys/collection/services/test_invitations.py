import datetime as dt

import pytest

from core import clock
from messaging.models import Message
from surveys.collection import links
from surveys.collection.refusals import NotOpen, TooManyInvited
from surveys.collection.services import (
    close_administration,
    invite,
    invite_addresses,
    remind,
    revoke,
)
from tests.factories.network import PersonFactory
from tests.surveys.asking import answer, invited, unit_of

pytestmark = pytest.mark.django_db


def reminders():
    return Message.objects.filter(kind="surveys/reminder")


def eight_on(survey, days):
    day = clock.today() + dt.timedelta(days=days)
    return clock.on_day(day, 8, 5)


def test_people_are_invited_once_and_those_without_an_address_not_at_all(framed):
    unit = unit_of(framed, "Kettle School")
    people = [*PersonFactory.create_batch(2), PersonFactory(email="")]

    assert invite(framed, unit=unit, people=people) == 2
    assert invite(framed, unit=unit, people=people) == 0
    assert not Message.objects.exists()  # nobody is asked before it opens


def test_addresses_find_the_person_behind_them(framed):
    known = PersonFactory(email="odell.marsh@kettle.example")
    unit = unit_of(framed, "Kettle School")

    added = invite_addresses(
        framed, unit=unit, addresses=["Odell.Marsh@kettle.example", "new@kettle.example"]
    )

    assert added == 2
    assert dict(framed.invitations.values_list("email", "person")) == {
        "odell.marsh@kettle.example": known.pk,
        "new@kettle.example": None,
    }


def test_no_more_are_invited_than_expected(framed):
    unit = unit_of(framed, "Gull School")

    with pytest.raises(TooManyInvited, match="Gull School: 21 invited, but only 20 expected"):
        invite(framed, unit=unit, people=PersonFactory.create_batch(21))

    assert not framed.invitations.exists()


def test_who_is_invited_while_it_is_open_is_asked_at_once(open_survey):
    invited(open_survey, "Kettle School", 1)

    assert Message.objects.get().kind == "surveys/invitation"


def test_nobody_is_invited_after_the_close(open_survey):
    close_administration(open_survey, by=None)

    with pytest.raises(NotOpen):
        invite(open_survey, unit=unit_of(open_survey, "Kettle School"), people=[PersonFactory()])


def test_only_those_who_have_not_answered_are_reminded(open_survey):
    first, second, third = invited(open_survey, "Kettle School", 3)
    answer(first, IMT11=4)
    revoke(third, by=None)

    with clock.at(eight_on(open_survey, 3)):
        assert remind(open_survey) == 1

    letter = reminders().get()
    assert letter.to == second.email
    assert letter.subject.startswith("[Action needed by ")


def test_who_was_asked_within_a_day_is_not_reminded_yet(open_survey):
    invited(open_survey, "Kettle School", 1)
    third_day = eight_on(open_survey, 3)
    with clock.at(third_day - dt.timedelta(hours=16)):  # a second session, the evening before
        invited(open_survey, "Gull School", 1)

    with clock.at(third_day):
        assert remind(open_survey) == 1


def test_reminding_again_on_the_same_day_sends_nothing_twice(open_survey):
    invited(open_survey, "Kettle School", 2)
    with clock.at(eight_on(open_survey, 3)):
        asked = [remind(open_survey), remind(open_survey)]
    with clock.at(eight_on(open_survey, 4)):
        asked.append(remind(open_survey))

    assert asked == [2, 0, 0]
    assert reminders().count() == 2


def test_each_step_reminds_once_until_answered(open_survey):
    one = invited(open_survey, "Kettle School", 1)[0]
    for days in (3, 7):
        with clock.at(eight_on(open_survey, days)):
            remind(open_survey)
    answer(one, IMT11=4)
    with clock.at(eight_on(open_survey, 20)):
        remind(open_survey)

    keys = reminders().order_by("pk").values_list("dedupe_key", flat=True)
    assert list(keys) == [f"survey-reminder:{one.pk}:{step}" for step in ("3 days", "7 days")]


def test_a_reminder_that_waits_in_the_outbox_is_dropped_once_answered(open_survey):
    one = invited(open_survey, "Kettle School", 1)[0]
    assert links.is_still_due(str(one.pk))

    answer(one, IMT11=4)

    assert not links.is_still_due(str(one.pk))


def test_the_link_is_put_in_when_the_message_is_sent(open_survey):
    one = invited(open_survey, "Kettle School", 1)[0]

    address = links.fill_survey_link(str(one.pk))

    assert links.invitation_for(address.rstrip("/").rpartition("/")[2]).pk == one.pk
