"""The outbox is a list of people, and must not tell who has answered a survey, or when."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core import clock
from messaging.models import Message
from messaging.tasks import drain
from surveys.collection.services import remind
from tests.surveys.asking import answer, invited

OUTBOX = reverse("messaging:outbox")


@pytest.fixture
def reminded(open_survey):
    """Three were invited: one answered, two were due a reminder, and one of them answered then."""
    first, second, third = invited(open_survey, "Kettle School", 3)
    drain()
    answer(first, IMT11=3)
    third_day = timezone.localdate(open_survey.opens_at) + dt.timedelta(days=3)
    with clock.at(clock.on_day(third_day, 9)):
        remind(open_survey)
        answer(second, IMT11=3)
        drain()
    return first, second, third


@pytest.fixture
def admin(state_admin, signed_in):
    return signed_in(state_admin)


def test_everybody_invited_looks_the_same_whether_reminded_or_not(reminded, admin):
    rows = admin.get(OUTBOX).context["page"].object_list

    told = {(row.kind, row.to, row.state) for row in rows}
    assert told == {("surveys/invitation", one.email, "sent") for one in reminded}


@pytest.mark.parametrize("state", ["sent", "cancelled", "queued", "sending", "failed"])
def test_no_filter_finds_a_reminder(reminded, admin, state):
    for who in reminded:
        page = admin.get(OUTBOX, {"q": who.email, "state": state}).context["page"]
        assert len(page) == (state == "sent")


def test_a_reminder_has_no_page_and_cannot_be_held_back_or_restored(reminded, admin):
    reminders = Message.objects.filter(kind="surveys/reminder")
    assert sorted(reminders.values_list("state", flat=True)) == ["cancelled", "sent"]

    for pk in reminders.values_list("pk", flat=True):
        assert admin.get(reverse("messaging:message", args=[pk])).status_code == 404
        for button in ("cancel", "restore"):
            assert admin.post(reverse(f"messaging:{button}", args=[pk])).status_code == 404


def test_what_becomes_of_an_invitation_does_not_depend_on_the_answer(open_survey):
    """A letter that waits, for a server or for its hour, goes to whoever has answered as well."""
    answered, silent = invited(open_survey, "Kettle School", 2)
    answer(answered, IMT11=3)

    drain()

    assert set(Message.objects.values_list("to", "state")) == {
        (answered.email, "sent"),
        (silent.email, "sent"),
    }


def test_a_reminder_does_not_overtake_an_invitation_that_was_postponed(open_survey):
    invited(open_survey, "Kettle School", 1)
    third_day = clock.on_day(timezone.localdate(open_survey.opens_at) + dt.timedelta(days=3), 9)
    Message.objects.update(send_after=third_day + dt.timedelta(hours=2))

    with clock.at(third_day):
        assert remind(open_survey) == 0
