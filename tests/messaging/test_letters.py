"""What goes over the wire: text and HTML that say the same, a foot, the right headers."""

import email
from email import policy

import pytest
from django.core import mail as sent

from core import mail
from messaging import tasks
from messaging.emails.addresses import bounce_address, bounced_message
from messaging.emails.letters import letter
from messaging.emails.words import parts_of
from messaging.models import Message
from tests.factories.messaging import MessageFactory
from tests.factories.network import PersonFactory, PersonWithAccountFactory

pytestmark = pytest.mark.django_db

BODY = (
    "Hello <b>Nina</b> & all,\n\nWhat comes:\n- one\n- two\n\n"
    "Open it:\nhttps://a.example/x?a=1&b=2\n\nBye\nDana\n"
)


def html_of(built):
    [alternative] = built.alternatives
    assert alternative.mimetype == "text/html"
    return alternative.content


def test_a_body_is_cut_into_words_lists_and_links():
    assert [(part.kind, part.lines) for part in parts_of(BODY)] == [
        ("words", ["Hello <b>Nina</b> & all,"]),
        ("words", ["What comes:"]),
        ("list", ["one", "two"]),
        ("words", ["Open it:"]),
        ("link", ["https://a.example/x?a=1&b=2"]),
        ("words", ["Bye", "Dana"]),
    ]


def test_the_html_says_the_same_with_one_button_and_escapes_what_people_typed():
    built = letter(MessageFactory(body=BODY, button="Open <it>", why="You get this because."))

    html = html_of(built)
    assert "Hello &lt;b&gt;Nina&lt;/b&gt; &amp; all," in html
    assert html.count("<a ") == 1
    assert 'href="https://a.example/x?a=1&amp;b=2">Open &lt;it&gt;</a>' in html
    assert built.body.startswith(BODY)
    assert "You get this because." in built.body
    assert "You get this because." in html
    for outside in ("<img", "<script", "src=", "url("):
        assert outside not in html


def test_a_secret_is_in_text_and_html_and_in_no_row(monkeypatch):
    monkeypatch.setitem(mail._fillers, "test_link", "https://a.example/{}".format)
    message = MessageFactory(
        body="Go:\n[[link]]\n", secrets={"link": ["test_link", "token-7919"]}, button="Go"
    )

    built = letter(message)

    assert "https://a.example/token-7919" in built.body
    assert 'href="https://a.example/token-7919"' in html_of(built)
    assert not Message.objects.filter(body__contains="7919").exists()


def test_who_signs_in_chooses_on_their_page_and_everybody_else_may_stop_a_kind():
    signs_in, known = PersonWithAccountFactory(), PersonFactory()
    known = letter(MessageFactory(person=known, kind="convenings/registered"))
    signed_in = letter(MessageFactory(person=signs_in, kind="convenings/registered"))
    address = letter(MessageFactory(kind="convenings/registered"))
    needed = letter(MessageFactory(kind="convenings/session-cancelled"))

    assert "/preferences/messages/" in signed_in.body
    assert "/unsubscribe/" in known.body
    assert "/unsubscribe/" in address.body
    assert "http" not in needed.body


def test_what_is_optional_carries_one_click_unsubscribe_and_nothing_else_does():
    optional = letter(MessageFactory(kind="convenings/registered")).extra_headers
    needed = letter(MessageFactory(kind="cohorts/team-invitation")).extra_headers

    assert optional["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert optional["List-Unsubscribe"].startswith("<http")
    assert "/unsubscribe/" in optional["List-Unsubscribe"]
    assert not any(name.startswith("List-") for name in needed)


def test_a_repeated_attempt_has_the_same_message_id():
    message = MessageFactory()

    ids = {str(letter(message).message()["Message-ID"]) for _ in range(2)}

    assert len(ids) == 1
    assert ids.pop().endswith("@plnetwork.example>")


def test_bounces_come_back_to_an_address_that_only_we_can_have_made(settings):
    settings.BOUNCE_ADDRESS = "bounces@plnetwork.example"
    message = MessageFactory()

    built = letter(message)

    assert built.from_email == bounce_address(message)
    assert built.message()["From"] == settings.DEFAULT_FROM_EMAIL
    assert len(built.from_email.partition("@")[0]) <= 64
    assert bounced_message(built.from_email.upper()) == message
    forged = built.from_email.replace(f"+{message.pk}.", f"+{message.pk + 1}.")
    MessageFactory()
    assert bounced_message(forged) is None


def test_a_line_break_in_somebodys_name_makes_no_header(db):
    mail.queue(
        "convenings/waiting",
        to="maya@example.org",
        context={"region": "North\nBcc: x@y.example", "first_name": "Maya"},
        dedupe_key="one",
    )
    tasks.drain()

    parsed = email.message_from_bytes(sent.outbox[0].message().as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed["Subject"].startswith("[For you to know]")


def a_file(key):
    beside = "text/calendar; method=REQUEST"
    return mail.File(f"{key}.ics", f"Wörter of {key}\r\n", "application/ics", beside)


def wire(built):
    return email.message_from_bytes(built.message().as_bytes(linesep="\r\n"), policy=policy.default)


def files_of(built):
    return list(wire(built).iter_attachments())


def test_a_file_is_made_when_its_message_is_sent_and_goes_along(monkeypatch):
    monkeypatch.setitem(mail._makers, "test_file", a_file)

    built = letter(MessageFactory(attachment="test_file:north"))

    [file] = files_of(built)
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "north.ics")
    assert file.get_content().decode() == "Wörter of north\r\n"
    *_, beside = next(wire(built).iter_parts()).iter_parts()
    assert (beside.get_content_type(), beside["content-type"].params["method"]) == (
        "text/calendar",
        "REQUEST",
    )
    assert beside.get_content() == "Wörter of north\r\n"


def test_no_file_goes_along_when_its_maker_has_none(monkeypatch):
    monkeypatch.setitem(mail._makers, "test_file", {}.get)

    assert files_of(letter(MessageFactory(attachment="test_file:north"))) == []


def test_a_digest_brings_the_files_of_what_it_tells(monkeypatch):
    monkeypatch.setitem(mail._makers, "test_file", a_file)
    person = PersonWithAccountFactory()
    digest = MessageFactory(kind="messaging/digest", person=person)
    for key in ("north", "south"):
        MessageFactory(
            person=person, waits_for="daily", carried_by=digest, attachment=f"test_file:{key}"
        )

    assert [file.get_filename() for file in files_of(letter(digest))] == ["north.ics", "south.ics"]
