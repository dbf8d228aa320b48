"""What a worker makes of a message: sent, later, never, and what that says about an address."""

import datetime as dt
import smtplib
import threading

import pytest
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from core import clock, mail
from messaging import tasks
from messaging.models import Message, Wishes
from network.models import Activity
from network.services.mail_refusals import clear_mail_refusal
from tests.factories.messaging import MessageFactory
from tests.factories.network import PersonFactory

STATE = Message.State


class Server(EmailBackend):
    """Answers as the test says, by address; takes everything else."""

    answers = {}
    opened = 0

    def open(self):
        Server.opened += 1

    def send_messages(self, messages):
        for message in messages:
            if trouble := self.answers.get(message.to[0]):
                raise trouble
        return super().send_messages(messages)


def refusal(address, code, words):
    return smtplib.SMTPRecipientsRefused({address: (code, words)})


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.messaging.test_sending.Server"
    Server.answers, Server.opened = {}, 0
    return Server


def after(message):
    message.refresh_from_db()
    return message.state


def test_a_hundred_messages_take_one_connection(db, server):
    MessageFactory.create_batch(100)

    assert tasks.drain() == 100
    assert server.opened == 1


def test_without_a_message_no_server_is_called(db, server):
    assert tasks.drain() == 0
    assert server.opened == 0


def test_an_address_refused_for_good_fails_at_once_and_marks_the_person(db, server):
    person = PersonFactory(email="gone@example.org")
    message = MessageFactory(to=person.email, person=person)
    server.answers["gone@example.org"] = refusal("gone@example.org", 550, b"5.1.1 unknown")

    tasks.drain()

    assert after(message) == STATE.FAILED
    assert message.trouble == "The address was refused: 550 5.1.1 unknown"
    person.refresh_from_db()
    assert person.mail_refused_at is not None
    assert person.mail_refusal == "550 5.1.1 unknown"
    assert Activity.objects.about(person).filter(verb="mail refused").count() == 1


def test_an_address_refused_for_now_is_tried_again_later(db, server):
    message = MessageFactory(to="full@example.org", person=PersonFactory(email="full@example.org"))
    server.answers["full@example.org"] = refusal("full@example.org", 452, b"4.2.2 full")

    tasks.drain()

    assert after(message) == STATE.QUEUED
    assert message.send_after > clock.now()
    assert message.person.mail_refused_at is None


def test_a_refused_text_fails_without_blaming_the_address(db, server):
    person = PersonFactory()
    message = MessageFactory(to=person.email, person=person)
    server.answers[person.email] = smtplib.SMTPDataError(554, b"5.7.1 looks like spam")

    tasks.drain()

    person.refresh_from_db()
    assert (after(message), person.mail_refused_at) == (STATE.FAILED, None)


def test_what_becomes_of_a_reminder_leaves_no_trace_on_the_person(db, server):
    """Only who has not answered is reminded."""
    person = PersonFactory()
    MessageFactory(to=person.email, person=person, kind="surveys/reminder")
    server.answers[person.email] = refusal(person.email, 550, b"5.1.1 unknown")

    tasks.drain()

    person.refresh_from_db()
    assert person.mail_refused_at is None


def test_a_refused_address_gets_nothing_until_it_is_corrected(db, server):
    person = PersonFactory(mail_refused_at=clock.now(), mail_refusal="550 unknown")
    needed = MessageFactory(to=person.email, person=person)
    optional = MessageFactory(to=person.email, person=person, kind="convenings/registered")

    tasks.drain()

    assert (after(needed), after(optional)) == (STATE.FAILED, STATE.CANCELLED)
    assert needed.trouble.startswith("Address refused on ")
    assert sent.outbox == []
    clear_mail_refusal(person)
    later = MessageFactory(to=person.email, person=person)
    tasks.drain()
    assert after(later) == STATE.SENT


def test_another_address_of_the_same_person_is_not_refused_with_it(db, server):
    person = PersonFactory(mail_refused_at=clock.now())
    message = MessageFactory(to="other@example.org", person=person)

    tasks.drain()

    assert after(message) == STATE.SENT


def test_a_server_that_goes_away_costs_one_message_an_attempt_and_no_other(db, server):
    first, *others = MessageFactory.create_batch(5)
    server.answers[first.to] = smtplib.SMTPServerDisconnected("gone")

    assert tasks.drain() == 0

    assert (after(first), first.attempts) == (STATE.QUEUED, 1)
    assert {(after(one), one.attempts) for one in others} == {(STATE.QUEUED, 0)}
    assert tasks.drain() == 4


def test_no_server_at_all_costs_nothing(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    message = MessageFactory()

    assert tasks.drain() == 0
    assert (after(message), message.attempts) == (STATE.QUEUED, 0)


def test_what_a_lost_worker_left_behind_is_taken_again(db, server):
    lost = MessageFactory(state=STATE.SENDING)

    assert tasks.drain() == 1
    assert (after(lost), lost.attempts) == (STATE.SENT, 1)


def test_a_message_that_kills_its_worker_each_time_is_given_up(db, server):
    deadly = MessageFactory(state=STATE.SENDING, attempts=5)

    assert tasks.drain() == 0
    assert after(deadly) == STATE.FAILED
    assert "workers were lost" in deadly.trouble


def test_a_link_that_leads_nowhere_fails_in_words_and_stops_nothing_else(db, server):
    gone = MessageFactory(body="[[link]]", secrets={"link": ["team_invitation_link", "0"]})
    other = MessageFactory()

    tasks.drain()

    assert (after(gone), after(other)) == (STATE.FAILED, STATE.SENT)
    assert "gone" in gone.trouble


@pytest.mark.django_db(transaction=True)
def test_a_message_that_another_worker_holds_is_left_to_it(server):
    held = MessageFactory(state=STATE.SENDING)
    drained = []

    def other_worker():
        drained.append(tasks.drain())
        connection.close()

    with transaction.atomic():
        Message.objects.select_for_update().get(pk=held.pk)
        thread = threading.Thread(target=other_worker)
        thread.start()
        thread.join()

    assert drained == [0]
    assert after(held) == STATE.SENDING


@pytest.fixture
def sleeper(db):
    """Nothing from ten in the evening to seven in the morning."""
    person = PersonFactory()
    Wishes.objects.create(person=person, quiet_from=dt.time(22), quiet_until=dt.time(7))
    return person


def at_night(hour=23):
    return clock.at(clock.on_day(dt.date(2026, 3, 3), hour))


def test_quiet_hours_hold_a_message_until_they_end(sleeper, server):
    with at_night():
        message = MessageFactory(to=sleeper.email, person=sleeper)
        assert tasks.drain() == 0
        assert after(message) == STATE.QUEUED
        assert message.send_after == clock.on_day(dt.date(2026, 3, 4), 7)
        assert message.attempts == 0
    with clock.at(clock.on_day(dt.date(2026, 3, 4), 7)):
        assert tasks.drain() == 1


def test_what_would_be_too_late_after_the_quiet_hours_goes_through(sleeper, server):
    with at_night():
        due_at = clock.now() + dt.timedelta(hours=3)
        MessageFactory(to=sleeper.email, person=sleeper, due_at=due_at)
        assert tasks.drain() == 1


def test_a_sign_in_code_knows_no_quiet_hours(sleeper):
    with at_night():
        mail.send_now("accounts/sign-in-code", to=sleeper.email, context={"code": "K7QX2P"})

    assert len(sent.outbox) == 1
    assert "K7QX2P" in sent.outbox[0].alternatives[0].content
