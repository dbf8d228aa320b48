"""What staff do with messages: each act once, in words, and in the log."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from messaging import services
from messaging.models import Message
from messaging.tasks import drain
from network.models import Activity
from tests.factories.messaging import MessageFactory
from tests.surveys.collection.test_at_once import at_once

STATE = Message.State


@pytest.fixture
def client(specialist, signed_in):
    return signed_in(specialist)


def url(name, message):
    return reverse(f"messaging:{name}", args=[message.pk])


def state(message):
    message.refresh_from_db()
    return message.state


def logged(message):
    return list(Activity.objects.about(message).order_by("pk").values_list("verb", flat=True))


def test_a_message_is_shown_with_its_link_as_a_dummy(message, client):
    Message.objects.update(
        body="Hello Nina,\n\n[[link]]\n", button="Join the team", secrets={"link": ["x", "7919"]}
    )

    text = client.get(url("message", message)).text

    assert '<span class="usa-button" aria-disabled="true">Join the team</span>' in text
    assert "[[link]]" in text
    assert message.to in text
    assert "7919" not in text


def test_new_words_are_kept_and_the_log_says_from_what_to_what(message, client, specialist):
    old = message.subject
    page = client.post(
        url("edit", message),
        {"subject": "[Join by Oct 3]\r\nBcc: x", "body": "New\r\n"},
        follow=True,
    )

    message.refresh_from_db()
    assert "The new words are kept." in page.text
    assert (message.subject, message.body) == ("[Join by Oct 3] Bcc: x", "New\n")
    [line] = Activity.objects.about(message)
    assert line.actor == specialist.person
    assert line.changes[0] == {"label": "Subject", "old": old, "new": message.subject}


@pytest.mark.parametrize(
    "body", ["No link any more", "[[link]] and [[link]]", "[[link]] [[other]]", "[[ link ]]"]
)
def test_the_place_of_a_link_stays_as_it_was(message, client, body):
    Message.objects.update(body="Go:\n[[link]]\n", secrets={"link": ["x", "1"]})

    page = client.post(url("edit", message), {"subject": "New", "body": body})

    assert page.status_code == 422
    assert "Keep [[link]] in the text, once" in page.text
    message.refresh_from_db()
    assert message.subject != "New"


def test_a_subject_holds_no_link(message, client):
    page = client.post(url("edit", message), {"subject": "[[link]]", "body": "Hello"})

    assert page.status_code == 422


def test_a_postponed_message_waits(message, client):
    until = clock.now() + dt.timedelta(days=2)

    client.post(url("postpone", message), {"until": f"{until:%Y-%m-%dT%H:%M}"})

    assert drain() == 0
    assert logged(message) == ["postponed"]


def test_a_moment_that_is_past_is_refused_in_words(message, client):
    page = client.post(url("postpone", message), {"until": "2001-01-01T00:00"})

    assert page.status_code == 422
    assert "Choose a moment to come." in page.text


def test_cancelling_is_said_with_an_undo(message, client):
    page = client.post(url("cancel", message), follow=True)

    assert f'action="{url("restore", message)}"' in page.text
    assert state(message) == STATE.CANCELLED
    client.post(url("restore", message))
    assert state(message) == STATE.QUEUED
    assert logged(message) == ["cancelled", "restored"]


def test_sending_now_skips_the_hour_and_the_digest(message, client):
    Message.objects.update(send_after=clock.now() + dt.timedelta(days=3), waits_for="weekly")

    client.post(url("send-now", message))

    assert drain() == 1
    assert state(message) == STATE.SENT


def test_a_draft_goes_when_somebody_sends_it(message, client):
    Message.objects.update(state=STATE.DRAFT)
    assert drain() == 0

    client.post(url("send-now", message))

    assert drain() == 1


def test_a_failed_message_is_tried_again_from_the_start(message, client):
    Message.objects.update(state=STATE.FAILED, attempts=6, trouble="550 unknown")

    client.post(url("try-again", message))

    assert drain() == 1
    assert (state(message), message.attempts, message.trouble) == (STATE.SENT, 0, "")


@pytest.mark.parametrize("name", ["edit", "postpone", "cancel", "restore", "send-now", "try-again"])
def test_what_has_gone_has_gone(message, client, name):
    drain()
    body = {"subject": "New", "body": "New", "until": "2099-01-01T00:00"}

    page = client.post(url(name, message), body, follow=True)

    assert "This message has just been sent." in page.text
    assert (state(message), logged(message)) == (STATE.SENT, [])


def test_what_is_just_being_sent_is_left_alone(message, client):
    Message.objects.update(state=STATE.SENDING)

    page = client.post(url("cancel", message), follow=True)

    assert "This message is just being sent." in page.text
    assert state(message) == STATE.SENDING


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["cancel", "send_now", "restore", "try_again"])
def test_a_button_pressed_by_several_at_once_works_once(name):
    before = {"restore": STATE.CANCELLED, "try_again": STATE.FAILED}
    message = MessageFactory(
        state=before.get(name, STATE.QUEUED), send_after=clock.now() + dt.timedelta(days=1)
    )
    refused = []

    def press(_):
        try:
            getattr(services, name)(Message.objects.get(), by=None)
        except services.NotOpen as late:
            refused.append(str(late))

    at_once(press, 3)

    assert len(logged(message)) == 1
    assert len(refused) == 2


def several(client, query, **body):
    page = client.get(f"/outbox/several/?{query}")
    newest = page.context["form"].initial["newest"]
    return client.post(f"/outbox/several/?{query}", {"newest": newest, **body}, follow=True)


def test_all_that_a_filter_finds_are_cancelled_and_no_others(school, other_school, client):
    mine = MessageFactory.create_batch(3, organization=school, subject="Join us")
    gone = MessageFactory(organization=school, subject="Join us", state=STATE.SENT)
    other = MessageFactory(organization=school, subject="Something else")
    foreign = MessageFactory(organization=other_school, subject="Join us")

    page = several(client, "q=join", act="cancel")

    assert "3 messages were cancelled." in page.text
    assert {state(one) for one in mine} == {STATE.CANCELLED}
    assert [state(one) for one in (gone, other, foreign)] == [
        STATE.SENT,
        STATE.QUEUED,
        STATE.QUEUED,
    ]
    assert all(logged(one) == ["cancelled"] for one in mine)


def test_the_look_before_says_how_many_and_shows_the_newest(school, client):
    MessageFactory.create_batch(12, organization=school)

    page = client.get("/outbox/several/")

    assert "12 messages that can still be held" in page.text
    assert len(page.context["first"]) == 10


def test_what_came_after_the_look_stays_as_it_is(school, client):
    first = MessageFactory(organization=school)
    newest = client.get("/outbox/several/").context["form"].initial["newest"]
    later = MessageFactory(organization=school)

    client.post("/outbox/several/", {"newest": newest, "act": "cancel"})

    assert (state(first), state(later)) == (STATE.CANCELLED, STATE.QUEUED)


def test_all_are_postponed(school, client):
    MessageFactory.create_batch(2, organization=school)

    several(client, "", act="postpone", until="2099-01-01T00:00")

    assert drain() == 0


def test_postponing_all_needs_a_moment(school, client):
    MessageFactory(organization=school)

    assert several(client, "", act="postpone").status_code == 422


def test_the_filter_is_in_the_address(school, client):
    MessageFactory(organization=school, subject="Join us")
    MessageFactory(organization=school, kind="convenings/registered", state=STATE.FAILED)
    old = MessageFactory(organization=school, created_at=clock.now() - dt.timedelta(days=40))
    today = clock.today()

    def found(query):
        return len(client.get(f"/outbox/?{query}").context["page"].object_list)

    assert [found(q) for q in ("", "q=JOIN", "state=failed", "kind=convenings/registered")] == [
        3,
        1,
        1,
        1,
    ]
    assert found(f"since={today - dt.timedelta(days=1)}") == 2
    assert found(f"until={today - dt.timedelta(days=30)}") == 1
    assert found(f"q={old.to}&state=queued") == 1


def test_the_list_counts_by_state(school, client):
    MessageFactory.create_batch(2, organization=school)
    MessageFactory(organization=school, state=STATE.FAILED)

    counts = client.get("/outbox/").context["counts"]

    assert [(one["label"], one["number"]) for one in counts] == [("Queued", 2), ("Failed", 1)]


def test_the_csv_is_what_the_list_shows_and_who_took_it_is_in_the_log(school, client, specialist):
    MessageFactory(organization=school, subject='=HYPERLINK("x")')
    MessageFactory(organization=school, state=STATE.FAILED)

    text = "".join(part.decode() for part in client.get("/outbox/csv/?state=queued"))

    assert len(text.strip().splitlines()) == 2
    assert "'=HYPERLINK" in text
    assert Activity.objects.filter(kind="export", actor=specialist.person).count() == 1


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_pages_take_the_same_queries_for_any_number_of_rows(
    how_many, school, client, django_assert_num_queries
):
    messages = MessageFactory.create_batch(how_many, organization=school)
    client.get("/outbox/")
    client.get(url("message", messages[0]))  # the types of the log's things are read once

    with django_assert_num_queries(6):  # user, person, grants, page count, page, states
        client.get("/outbox/")
    with django_assert_num_queries(6):  # user, person, grants, newest, count, first ten
        client.get("/outbox/several/")
    with django_assert_num_queries(5):  # user, person, grants, message, its log
        client.get(url("message", messages[0]))
