"""How people choose their messages, on the page and from a mail."""

import datetime as dt

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from core import clock, mail
from messaging import services, tasks
from messaging.emails.addresses import stop_address
from messaging.models import Message, Rhythm, Wish, Wishes
from messaging.services.wishes import NotOptional
from network.models import Activity
from tests.factories.messaging import MessageFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db
URL = reverse("messaging:preferences")
OPTIONAL = "convenings/registered"
NEEDED = "convenings/session-cancelled"


def queue(person=None, kind=OPTIONAL, key="one", to="maya@example.org", **more):
    mail.queue(
        kind,
        to=person.email if person else to,
        context={"region": "North", "path": "/convenings/1/"},
        dedupe_key=key,
        person_id=person.pk if person else None,
        **more,
    )
    return Message.objects.get(dedupe_key=key)


def chosen(page):
    """What the form of a page would send as it stands."""
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form if field.html_name}


def test_each_kind_offers_what_it_allows(team_lead, signed_in):
    form = signed_in(team_lead).get(URL).context["form"]

    def offered(name):
        return [value for value, _ in form.fields[name].choices]

    assert offered(OPTIONAL) == ["at_once", "daily", "weekly", "off"]
    assert offered("convenings/session-changed") == ["at_once", "daily", "weekly"]
    assert offered("surveys/reminder") == ["at_once", "off"]
    assert form["wants_next_things"].value() is False
    assert NEEDED not in form.fields
    assert "accounts/sign-in-code" not in form.fields


def test_choices_are_kept_and_logged(team_lead, signed_in):
    client, person = signed_in(team_lead), team_lead.person
    body = {
        **chosen(client.get(URL)),
        OPTIONAL: "weekly",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "time_zone": "America/Chicago",
        "wants_next_things": "on",
    }

    page = client.post(URL, body, follow=True)

    assert "Your choices are kept." in page.text
    person.refresh_from_db()
    wishes = person.wishes_for_messages
    assert (wishes.quiet_from, wishes.quiet_until) == (dt.time(22), dt.time(7))
    assert (person.time_zone, wishes.wants_next_things) == ("America/Chicago", True)
    assert Wish.objects.get(person=person, kind=OPTIONAL).rhythm == "weekly"
    assert page.context["form"][OPTIONAL].value() == "weekly"
    [line] = Activity.objects.about(person).filter(verb="chose")
    assert line.changes == [{"label": "Confirmed seats", "old": "At once", "new": "Once a week"}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cohorts/team-invitation", "off"),
        ("surveys/reminder", "weekly"),
        ("time_zone", "Mars/Base"),
    ],
)
def test_what_is_not_offered_is_refused(team_lead, signed_in, name, value):
    client = signed_in(team_lead)

    page = client.post(URL, {**chosen(client.get(URL)), name: value})

    assert page.status_code == 422
    assert not Wish.objects.exists()


def test_quiet_hours_have_both_ends(team_lead, signed_in):
    client = signed_in(team_lead)

    page = client.post(URL, {**chosen(client.get(URL)), "quiet_from": "22:00"})

    assert page.status_code == 422
    assert "Enter both times, or neither." in page.text


def test_a_kind_that_is_off_is_cancelled_and_says_why(team_lead):
    person = team_lead.person
    services.choose_rhythms(person, rhythms={OPTIONAL: Rhythm.OFF})

    message = queue(person)

    assert message.state == "cancelled"
    assert message.trouble == "The person has switched this kind of message off."
    assert tasks.drain() == 0


def test_what_waits_already_follows_a_new_choice(team_lead):
    person = team_lead.person
    services.choose_rhythms(person, rhythms={OPTIONAL: Rhythm.WEEKLY})
    message = queue(person)
    assert (message.waits_for, tasks.drain()) == ("weekly", 0)

    services.choose_rhythms(person, rhythms={OPTIONAL: Rhythm.AT_ONCE})

    assert tasks.drain() == 1


def test_what_would_be_too_late_in_the_digest_goes_at_once(team_lead):
    person = team_lead.person
    services.choose_rhythms(person, rhythms={OPTIONAL: Rhythm.DAILY})
    now = clock.now()

    soon = queue(person, due_at=now + dt.timedelta(minutes=1))
    later = queue(person, key="two", due_at=now + dt.timedelta(days=9))

    assert (soon.waits_for, later.waits_for) == ("", "daily")


def test_what_cannot_be_off_cannot_be_switched_off_by_anybody(team_lead):
    with pytest.raises(NotOptional):
        services.choose_rhythms(team_lead.person, rhythms={NEEDED: Rhythm.OFF})
    with pytest.raises(NotOptional):
        services.switch_off(MessageFactory(kind=NEEDED))


@pytest.fixture
def stop_url(settings):
    """The address in a mail to somebody who is only an address."""
    return stop_address(queue()).removeprefix(settings.SITE_URL)


@pytest.fixture
def stranger():
    """A mail program: no cookies, and nothing that only a browser of ours would send."""
    return Client(enforce_csrf_checks=True)


def test_looking_at_the_stop_page_changes_nothing(stop_url, stranger):
    page = stranger.get(stop_url)

    assert "Nothing has changed yet." in page.text
    assert not Wish.objects.exists()


def test_one_click_of_a_mail_program_stops_the_kind_for_the_address(stop_url, stranger):
    body = "List-Unsubscribe=One-Click"

    page = stranger.post(stop_url, body, content_type="application/x-www-form-urlencoded")
    again = stranger.post(stop_url, body, content_type="application/x-www-form-urlencoded")

    assert (page.status_code, again.status_code) == (200, 200)
    wish = Wish.objects.get()
    assert (wish.person, wish.address, wish.kind, wish.rhythm) == (
        None,
        "maya@example.org",
        OPTIONAL,
        "off",
    )
    assert Message.objects.get().state == "cancelled"  # it waited still
    assert queue(key="next", to="Maya@example.org").state == "cancelled"
    assert queue(key="other", kind="convenings/waiting").state == "queued"


def test_stopping_is_taken_back(stop_url, client):
    client.post(stop_url)
    page = client.post(f"{stop_url}undo/")

    assert "You get these again" in page.text
    assert queue(key="next").state == "queued"


def test_undoing_needs_the_page(stop_url, stranger):
    stranger.post(stop_url)

    assert stranger.post(f"{stop_url}undo/").status_code == 403


def test_a_persons_stop_is_found_on_their_page(team_lead, signed_in, client, settings):
    url = stop_address(queue(team_lead.person)).removeprefix(settings.SITE_URL)

    client.post(url)

    assert signed_in(team_lead).get(URL).context["form"][OPTIONAL].value() == "off"


def test_a_stop_by_address_counts_for_the_person_who_comes_to_have_it(stop_url, stranger):
    stranger.post(stop_url)
    person = PersonFactory(email="Maya@example.org")

    assert queue(person, key="next").state == "cancelled"


@pytest.mark.parametrize(
    "break_it", [str.upper, lambda url: url.replace("/unsubscribe/", "/unsubscribe/1")]
)
def test_a_forged_address_stops_nothing(stop_url, stranger, break_it):
    head, _, token = stop_url.rstrip("/").rpartition("/")
    forged = f"{head}/{break_it(token)}x/"

    assert stranger.post(forged).status_code == 404
    assert not Wish.objects.exists()


def test_the_address_of_a_needed_message_stops_nothing(stranger, settings):
    url = stop_address(MessageFactory(kind=NEEDED)).removeprefix(settings.SITE_URL)

    assert (stranger.get(url).status_code, stranger.post(url).status_code) == (404, 404)


def test_the_page_takes_the_same_queries_for_any_number_of_messages(
    team_lead, signed_in, django_assert_max_num_queries
):
    client = signed_in(team_lead)
    MessageFactory.create_batch(20, person=team_lead.person)
    Wishes.objects.create(person=team_lead.person)

    with django_assert_max_num_queries(9):
        client.get(URL)
    assert sent.outbox == []
