"""Mail that comes back marks its message and its person; what is forged marks nobody."""

import io
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from messaging.emails.addresses import bounce_address
from messaging.services import read_bounce
from tests.factories.messaging import MessageFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; gone@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such
 mailbox

--b--
"""


@pytest.fixture
def gone(settings):
    settings.BOUNCE_ADDRESS = "bounces@plnetwork.example"
    return PersonFactory(email="gone@example.org")


@pytest.fixture
def sent_message(gone):
    return MessageFactory(to=gone.email, person=gone, state="sent")


def report(to, action="failed", status="5.1.1"):
    return REPORT.format(to=to, action=action, status=status).encode()


def marked(*things):
    for thing in things:
        thing.refresh_from_db()
    message, person = things
    return message.state, person.mail_refusal


def test_a_bounce_marks_the_message_and_the_person(sent_message, gone):
    assert read_bounce(report(bounce_address(sent_message))) == sent_message

    assert marked(sent_message, gone) == ("failed", "5.1.1 550 no such mailbox")
    assert sent_message.trouble == "It came back: 5.1.1 550 no such mailbox"


def test_the_same_bounce_again_changes_nothing(sent_message):
    raw = report(bounce_address(sent_message))

    assert [read_bounce(raw) is None for _ in range(2)] == [False, True]


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.7"), ("failed", "4.2.2"), ("delivered", "2.0.0")]
)
def test_a_passing_failure_marks_nobody(sent_message, gone, action, status):
    assert read_bounce(report(bounce_address(sent_message), action, status)) is None
    assert marked(sent_message, gone) == ("sent", "")


def test_a_forged_bounce_marks_nobody(sent_message, gone):
    real = bounce_address(sent_message)
    forgeries = [
        f"bounces+{sent_message.pk}.{'0' * 20}@plnetwork.example",
        real.replace(f"+{sent_message.pk}.", f"+{sent_message.pk}0."),
        "bounces@plnetwork.example",
        "",
    ]

    assert [read_bounce(report(forged)) for forged in forgeries] == [None] * 4
    assert marked(sent_message, gone) == ("sent", "")


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe nothing", b"Content-Type: message/delivery-status"]
)
def test_what_is_no_mail_at_all_changes_nothing(sent_message, raw):
    assert read_bounce(raw) is None


@pytest.mark.parametrize(
    "to", ['"', '"a" <', "<a@[", "=?utf-8?q?=00?= <", f"b+{'9' * 5000}.{'a' * 20}@a.example"]
)
def test_a_broken_address_breaks_nothing(sent_message, to):
    assert read_bounce(report(to)) is None


def test_a_null_character_in_the_reason_is_a_space(sent_message, gone):
    raw = report(bounce_address(sent_message)).replace(b"no such", b"no\0such")

    read_bounce(raw)

    assert marked(sent_message, gone) == ("failed", "5.1.1 550 no such mailbox")


def test_an_answer_by_a_person_is_no_bounce(sent_message, gone):
    answer = EmailMessage()
    answer["To"] = bounce_address(sent_message)
    answer.set_content("Action: failed\nStatus: 5.1.1\n")

    assert read_bounce(answer.as_bytes()) is None
    assert marked(sent_message, gone) == ("sent", "")


def test_somebody_who_has_another_address_by_now_is_not_marked(sent_message, gone):
    gone.email = "new@example.org"
    gone.save()

    read_bounce(report(bounce_address(sent_message)))

    assert marked(sent_message, gone) == ("failed", "")


def test_a_bounced_reminder_leaves_no_trace_on_the_person(sent_message, gone):
    sent_message.kind = "surveys/reminder"
    sent_message.save()

    read_bounce(report(bounce_address(sent_message)))

    assert marked(sent_message, gone) == ("failed", "")


def test_a_mail_server_pipes_bounces_to_a_command(sent_message, monkeypatch, capsys):
    raw = io.BytesIO(report(bounce_address(sent_message)))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    call_command("read_bounce")
    assert "came back" in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"nothing")))
    call_command("read_bounce")
    assert "Nothing changed" in capsys.readouterr().out
