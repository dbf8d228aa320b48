import datetime as dt
import smtplib

import pytest
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend

from core import clock, mail
from messaging import services, tasks
from messaging.models import Message
from tests.factories.messaging import MessageFactory


class RefusingBackend(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"unknown")})


class BrokenBackend(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def secret_words(monkeypatch):
    """A filler and a check of our own beside those of the apps."""
    monkeypatch.setitem(mail._fillers, "test_link", "https://example.org/{}".format)
    monkeypatch.setitem(mail._checks, "test_due", {"yes": True, "no": False}.get)


def queue(dedupe_key="one", **more):
    mail.queue(
        "messaging/test-note",
        to="maya@example.org",
        context={"name": "Maya & Bo"},
        dedupe_key=dedupe_key,
        **more,
    )


@pytest.fixture(autouse=True)
def note_template(settings, tmp_path):
    folder = tmp_path / "messaging" / "emails"
    folder.mkdir(parents=True)
    (folder / "test-note.txt").write_text(
        "Subject: [For you to know] {{ name }}\n\nDear {{ name }}: {{ link }}\n"
    )
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [*templates["DIRS"], tmp_path]}]


def test_what_is_due_knocks_after_the_commit_and_what_waits_does_not(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as knocks:
        queue()
        queue("later", send_after=clock.now() + dt.timedelta(hours=1))

    assert knocks == [tasks.knock]


def test_a_queued_message_is_sent_once_however_often_the_outbox_is_drained(db):
    queue()

    assert [tasks.drain() for _ in range(3)] == [1, 0, 0]
    assert [letter.subject for letter in sent.outbox] == ["[For you to know] Maya & Bo"]


def test_the_same_key_is_queued_once(db):
    queue()
    queue()

    assert Message.objects.count() == 1


def test_a_secret_is_in_the_mail_and_never_in_the_row(db, secret_words):
    queue(secrets={"link": mail.Secret("test_link", "token-7919")})
    tasks.drain()

    message = Message.objects.get()
    assert "[[link]]" in message.body
    assert "https://example.org/token-7919" in sent.outbox[0].body
    assert "https" not in message.body


def test_what_is_no_longer_due_is_cancelled(db, secret_words):
    queue("due", still_due="test_due:yes")
    queue("not due", still_due="test_due:no")

    assert tasks.drain() == 1
    assert Message.objects.get(dedupe_key="not due").state == Message.State.CANCELLED


def test_a_message_waits_for_its_hour(db):
    later = clock.now() + dt.timedelta(hours=2)
    queue(send_after=later)

    assert tasks.drain() == 0
    with clock.at(later):
        assert tasks.drain() == 1


def test_a_refused_address_fails_at_once_and_says_why(db, settings):
    settings.EMAIL_BACKEND = "tests.messaging.test_outbox.RefusingBackend"
    queue()

    tasks.drain()

    message = Message.objects.get()
    assert (message.state, message.trouble[:24]) == (
        Message.State.FAILED,
        "The address was refused:",
    )


def test_a_broken_server_is_tried_again_later_and_given_up_after_six_times(db, settings):
    settings.EMAIL_BACKEND = "tests.messaging.test_outbox.BrokenBackend"
    queue()
    moment = clock.now()
    states = []
    for _ in range(6):
        with clock.at(moment):
            tasks.drain()
        states.append(Message.objects.get().state)
        moment += dt.timedelta(hours=2)

    assert states == [Message.State.QUEUED] * 5 + [Message.State.FAILED]


def test_a_held_back_message_does_not_go_and_can_be_restored(db, state_admin):
    queue()
    message = Message.objects.get()

    services.cancel(message, by=state_admin.person)
    assert tasks.drain() == 0
    services.restore(message, by=state_admin.person)
    assert tasks.drain() == 1


def test_a_message_that_went_cannot_be_held_back(db):
    queue()
    tasks.drain()

    with pytest.raises(services.NotOpen, match="This message has just been sent"):
        services.cancel(Message.objects.get(), by=None)


def test_what_is_sent_at_once_leaves_a_row_without_words(db):
    mail.send_now("messaging/test-note", to="maya@example.org", context={"name": "7919"})

    message = Message.objects.get()
    assert (message.state, message.body) == (Message.State.SENT, "")
    assert "7919" in sent.outbox[0].body


@pytest.mark.parametrize("how_many", [1, 5])
def test_the_outbox_takes_the_same_queries_for_any_number_of_rows(
    how_many, state_admin, signed_in, django_assert_num_queries
):
    MessageFactory.create_batch(how_many)
    client = signed_in(state_admin)
    client.get("/outbox/")

    with django_assert_num_queries(6):  # user, person, grants, page count, page, states
        response = client.get("/outbox/")

    assert len(response.context["page"]) == how_many


def test_holding_back_from_the_page_is_said_and_can_be_undone(message, state_admin, signed_in):
    client = signed_in(state_admin)

    held = client.post(f"/outbox/{message.pk}/cancel/", follow=True)
    again = client.post(f"/outbox/{message.pk}/restore/", follow=True)

    assert "Cancelled: " in held.text
    assert "Queued again" in again.text
