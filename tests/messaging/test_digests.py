"""Digests: one message for what waits, and nothing about what is done."""

import datetime as dt

import pytest
from django.core import mail as sent

from core import clock, mail, offers
from messaging import jobs, services, tasks
from messaging.models import Message, Rhythm, Wishes
from tests.factories.messaging import MessageFactory
from tests.surveys.collection.test_at_once import at_once

MONDAY = dt.date(2026, 3, 9)
SUNDAY = MONDAY - dt.timedelta(days=1)


@pytest.fixture
def checks(monkeypatch):
    """What is still due, by key; a filler of our own."""
    due = {"a": True, "b": True, "c": True}
    monkeypatch.setitem(mail._checks, "test_due", due.get)
    monkeypatch.setitem(mail._fillers, "test_link", "https://a.example/{}".format)
    return due


@pytest.fixture
def person(team_lead, school):
    person = team_lead.person
    with clock.at(clock.on_day(SUNDAY, 12)):
        for kind in ("cohorts/team-invitation", "convenings/waiting", "convenings/registered"):
            services.choose_rhythms(person, rhythms={kind: Rhythm.WEEKLY})
    return person


def waits(person, key, kind="cohorts/team-invitation", days=None, waits_for="weekly"):
    due_at = None if days is None else clock.on_day(MONDAY, 7) + dt.timedelta(days=days)
    return MessageFactory(
        person=person,
        to=person.email,
        kind=kind,
        organization=person.organization,
        subject=f"[Action needed] Do {key}",
        body=f"Do {key}:\n[[link]]\n",
        secrets={"link": ["test_link", f"secret-{key}"]},
        still_due=f"test_due:{key}",
        due_at=due_at,
        waits_for=waits_for,
        send_after=clock.on_day(MONDAY, 7),
    )


def on_monday(hour=7, minute=0):
    return clock.at(clock.on_day(MONDAY, hour, minute))


def states(*messages):
    for message in messages:
        message.refresh_from_db()
    return [message.state for message in messages]


@pytest.mark.django_db
def test_what_waits_becomes_one_message_on_monday_at_seven(person, checks):
    ones = [
        waits(person, "a", days=-1),
        waits(person, "b", days=3),
        waits(person, "c", kind="convenings/waiting"),
    ]
    with on_monday(6, 59):
        assert jobs.compose_digests() == 0
    with on_monday():
        assert jobs.compose_digests() == 1
        digest = Message.objects.get(kind="messaging/digest")
        assert "secret" not in digest.body
        assert tasks.drain() == 1

    [letter] = sent.outbox
    assert letter.subject == "[Your week] 1 overdue, 1 due, 1 to know"
    for key in "abc":
        assert f"Do {key}" in letter.body
        assert f"https://a.example/secret-{key}" in letter.body
    assert letter.body.index("Invitations to design teams:") < letter.body.index(
        "Places on waitlists:"
    )
    assert letter.alternatives[0].content.count('class="usa-button"') == 3
    assert states(*ones, digest) == ["sent"] * 4
    assert all(one.carried_by == digest for one in ones)


@pytest.mark.django_db
def test_composing_again_and_again_makes_one_digest(person, checks):
    waits(person, "a")

    with on_monday():
        assert [jobs.compose_digests() for _ in range(3)] == [1, 0, 0]
        tasks.drain()
        assert jobs.compose_digests() == 0


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_make_one_digest(person, checks):
    waits(person, "a")
    waits(person, "b")

    def compose(_):
        with on_monday():
            return jobs.compose_digests()

    assert sum(at_once(compose, 3)) == 1
    assert Message.objects.filter(kind="messaging/digest").count() == 1


@pytest.mark.django_db
def test_nothing_is_told_of_what_is_done_and_nothing_due_is_no_digest(person, checks):
    done, open_one = waits(person, "a"), waits(person, "b")
    checks["a"] = False
    with on_monday():
        jobs.compose_digests()
    assert "Do a" not in Message.objects.get(kind="messaging/digest").body
    assert states(done, open_one) == ["cancelled", "queued"]

    lone = waits(person, "c")
    checks["b"] = checks["c"] = False
    with on_monday(8):
        assert jobs.compose_digests() == 0
        assert tasks.drain() == 0
    assert states(lone) == ["cancelled"]
    assert sent.outbox == []


@pytest.mark.django_db
def test_what_is_done_between_composing_and_sending_is_left_out(person, checks):
    first, second = waits(person, "a"), waits(person, "b")
    with on_monday():
        jobs.compose_digests()
        checks["a"] = False
        tasks.drain()

    [letter] = sent.outbox
    assert "Do a" not in letter.body
    assert "Do b" in letter.body
    assert letter.subject == "[Your week] 1 to know"
    assert states(first, second) == ["cancelled", "sent"]


@pytest.mark.django_db
def test_what_staff_cancel_is_not_told(person, checks, specialist):
    held, told = waits(person, "a"), waits(person, "b")
    with on_monday():
        jobs.compose_digests()
        services.cancel(held, by=specialist.person)
        tasks.drain()

    assert "Do a" not in sent.outbox[0].body
    assert states(held, told) == ["cancelled", "sent"]


@pytest.mark.django_db
def test_what_a_stopped_digest_carried_comes_in_the_next_and_not_before(person, checks):
    one = waits(person, "a")
    with on_monday():
        jobs.compose_digests()
        services.cancel(Message.objects.get(kind="messaging/digest"), by=None)
    with on_monday(8):
        assert jobs.compose_digests() == 0
    with clock.at(clock.on_day(MONDAY + dt.timedelta(days=7), 7)):
        assert jobs.compose_digests() == 1
        assert tasks.drain() == 1

    assert "Do a" in sent.outbox[0].body
    assert states(one) == ["sent"]


@pytest.mark.django_db
def test_a_stopped_digest_that_goes_after_all_carries_what_waits_then(person, checks):
    one = waits(person, "a")
    with on_monday():
        jobs.compose_digests()
        digest = Message.objects.get(kind="messaging/digest")
        services.cancel(digest, by=None)
        services.restore(digest, by=None)
        assert tasks.drain() == 1

    assert states(one, digest) == ["sent", "sent"]


@pytest.mark.django_db
def test_a_daily_digest_is_called_so(person, checks):
    waits(person, "a", waits_for="daily")
    with on_monday():
        jobs.compose_digests()

    assert Message.objects.get(kind="messaging/digest").subject == "[Your day] 1 to know"


@pytest.mark.django_db
def test_the_week_begins_with_next_things_for_those_who_want_them(person, checks, monkeypatch):
    Wishes.objects.create(person=person, wants_next_things=True)
    todo = offers.ToDo("Register for Convening 3", "/convenings/3/", "Register", "No seat yet")
    monkeypatch.setattr(offers, "_todo_finders", [lambda user: [todo]])
    waits(person, "a")
    with on_monday():
        jobs.compose_digests()

        tasks.drain()

    [letter] = sent.outbox
    assert letter.body.startswith("Your next things to do:\n- Register for Convening 3\nhttp")


@pytest.mark.django_db
def test_no_row_tells_what_is_on_somebodys_list(person, checks, monkeypatch):
    """It may be a survey, and whoever answered it has it no longer."""
    Wishes.objects.create(person=person, wants_next_things=True)
    todo = offers.ToDo("Answer: Implementation survey", "/surveys/1/mine/", "Answer", "10 minutes")
    bodies = []
    for minute, todos in enumerate([[todo], []]):
        monkeypatch.setattr(offers, "_todo_finders", [lambda user, todos=todos: todos])
        waits(person, f"{'a' if todos else 'b'}")
        with on_monday(minute=minute):
            jobs.compose_digests()
            tasks.drain()
        digest = Message.objects.filter(kind="messaging/digest").latest("pk")
        bodies.append(digest.body.partition("\n\n")[0])

    assert bodies == ["Your next things to do:\n- [[next.things]]"] * 2
    assert "Answer: Implementation survey" in sent.outbox[0].body
    assert "Nothing is waiting for you." in sent.outbox[1].body


@pytest.mark.django_db
def test_whoever_sees_all_of_it_sees_the_digest(person, checks, school, other_school, specialist):
    waits(person, "a")
    Message.objects.update(organization=school)
    with on_monday():
        jobs.compose_digests()
    digest = Message.objects.get(kind="messaging/digest")
    assert Message.objects.visible_to(specialist).filter(pk=digest.pk).exists()

    with on_monday():
        tasks.drain()
    waits(person, "b")
    waits(person, "c")
    Message.objects.filter(subject__endswith="Do b").update(organization=other_school)
    Message.objects.filter(subject__endswith="Do c").update(organization=school)
    with on_monday(8):
        jobs.compose_digests()
    digest = Message.objects.filter(kind="messaging/digest").latest("pk")
    assert not Message.objects.visible_to(specialist).filter(pk=digest.pk).exists()


@pytest.mark.django_db
def test_the_page_of_a_digest_shows_what_it_carries(person, checks, state_admin, signed_in):
    waits(person, "a")
    with on_monday():
        jobs.compose_digests()
    digest = Message.objects.get(kind="messaging/digest")

    text = signed_in(state_admin).get(digest.get_absolute_url()).text

    assert "What it carries" in text
    assert "secret-a" not in text
