import datetime as dt

import pytest

from cohorts import jobs, services
from core import clock, mail
from messaging.models import Message
from tests.cohorts.deciding import applied
from tests.factories.network import PersonFactory

DUE = dt.date(2026, 3, 16)
ASKED = clock.on_day(dt.date(2026, 3, 2))


@pytest.fixture
def application(cohort):
    return applied(cohort, "Bell School")


def ask(application, by=None):
    with clock.at(ASKED):
        return services.ask_information(
            application, parts=["why"], message="Why now?", due_on=DUE, by=by
        )


def test_named_parts_are_asked_for_until_a_day_and_once(application):
    assert ask(application) == ask(application)

    application.refresh_from_db()
    assert application.state == "information"
    [message] = Message.objects.all()
    assert message.subject == (
        "[Action needed by Mar 16] More is asked about the application of Bell School"
    )
    assert "Why now?" in message.body
    assert "- Why" in message.body
    assert mail.is_still_due(message.still_due)


def test_an_answer_brings_it_back_to_review_and_tells_who_asked(application):
    ask(application, by=PersonFactory(email="ada@example.org"))
    reminder = Message.objects.get()

    services.answer_request(application, by=None)
    services.answer_request(application, by=None)

    application.refresh_from_db()
    assert application.state == "in_review"
    assert application.requests.get().answered_at is not None
    told = Message.objects.get(to="ada@example.org")
    assert told.subject == "[For you to know] Bell School answered what you asked"
    assert not mail.is_still_due(reminder.still_due)


def test_the_review_goes_on_without_an_answer(application):
    ask(application)

    services.close_request(application, by=None, note="The review goes on without an answer.")

    assert application.steps.last().note == "The review goes on without an answer."
    assert not application.requests.filter(answered_at=None).exists()


def test_the_clock_reminds_once_two_days_before(application):
    ask(application)

    def remind(day):
        with clock.at(clock.on_day(dt.date(2026, 3, day))):
            jobs.remind_of_information()
        return Message.objects.filter(kind="cohorts/information-reminder").count()

    assert [remind(13), remind(14), remind(15), remind(17)] == [0, 1, 1, 1]


def test_what_is_decided_is_not_asked_about(application):
    services.decide(application, verdict="declined", letter="No.", by=None)

    with pytest.raises(services.NotPossible):
        ask(application)
