import datetime as dt

import pytest
from django.core import mail

from cohorts import application_links as links
from cohorts.services import consent as services
from cohorts.services.writing import NotWritten
from core import clock
from messaging import tasks
from messaging.models import Message

PETRA = {"name": "Petra Lind", "email": "Petra@Kettle.example", "position": "principal"}


@pytest.fixture
def writer(team_lead):
    return team_lead.person


@pytest.fixture
def asked(draft_application, writer):
    return services.ask_consent(draft_application, **PETRA, by=writer)


def test_the_leader_gets_a_link_that_no_row_holds(asked):
    with clock.at(clock.now() + dt.timedelta(seconds=1)):
        assert tasks.drain() == 1

    [letter], [row] = mail.outbox, Message.objects.all()
    assert letter.to == ["petra@kettle.example"]
    assert links.consent_link.address(asked.nonce) in letter.body
    assert asked.nonce not in row.body


def test_asking_twice_is_one_request_and_one_mail(draft_application, asked, writer):
    assert services.ask_consent(draft_application, **PETRA, by=writer) == asked
    assert services.ask_consent_again(asked, by=writer) == asked
    assert Message.objects.count() == 1


def test_a_yes_is_told_the_writers_once(asked):
    given = services.answer_consent(asked, is_given=True, words="With pleasure.")
    services.answer_consent(asked, is_given=True, words="With pleasure.")

    assert (given.state, given.words) == ("Given", "With pleasure.")
    assert Message.objects.filter(kind="cohorts/consent-answered").count() == 1


def test_who_refused_may_think_again(asked):
    assert services.answer_consent(asked, is_given=False, words="Not yet.").state == "Refused"
    assert services.answer_consent(asked, is_given=True).state == "Given"


def test_a_consent_taken_back_holds_no_more_until_it_is_asked_anew(asked, writer):
    services.answer_consent(asked, is_given=True)

    assert services.revoke_consent(asked).state == "Taken back"
    with pytest.raises(services.ConsentNotOpen, match="taken back"):
        services.answer_consent(asked, is_given=True)
    assert services.ask_consent_again(asked, by=writer).state == "Waiting"
    assert services.answer_consent(asked, is_given=True).state == "Given"


def test_a_request_that_was_taken_back_is_not_mailed(asked, writer):
    services.stop_asking(asked, by=writer)

    with clock.at(clock.now() + dt.timedelta(seconds=1)):
        tasks.drain()
    assert mail.outbox == []


def test_who_consented_is_not_asked_again(asked, writer):
    services.answer_consent(asked, is_given=True)

    with pytest.raises(services.ConsentNotOpen, match="has consented already"):
        services.ask_consent_again(asked, by=writer)


def test_nothing_is_answered_when_the_application_is_over(asked, draft_application):
    draft_application.state = "withdrawn"
    draft_application.save()

    with pytest.raises(services.ConsentNotOpen, match="over"):
        services.answer_consent(asked, is_given=True)


def test_a_sent_application_asks_nobody_anew(asked, draft_application, writer):
    draft_application.state = "submitted"
    draft_application.save()

    with pytest.raises(NotWritten):
        services.ask_consent_again(asked, by=writer)
