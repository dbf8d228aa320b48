import datetime as dt

import pytest
from django.urls import reverse

from convenings.links import PLACE
from core import clock
from tests.factories.convenings import RegistrationFactory


def address(registration):
    return reverse("convenings:place", args=[PLACE.token(registration.nonce)])


@pytest.fixture
def offered(north):
    ends_at = clock.now() + dt.timedelta(days=1)
    return RegistrationFactory(session=north, state="offered", offer_ends_at=ends_at)


def test_looking_at_the_link_changes_nothing_and_the_button_takes_the_seat(client, offered):
    page = client.get(address(offered))
    offered.refresh_from_db()
    assert (page.status_code, offered.state) == (200, "offered")
    assert "is held for you" in page.text

    page = client.post(address(offered), {"action": "take"}, follow=True)

    offered.refresh_from_db()
    assert offered.state == "registered"
    assert "You have a seat in North" in page.text


def test_offer_can_be_left_to_the_next_without_signing_in(client, north, offered):
    waiting = RegistrationFactory(session=north, state="waiting")

    page = client.post(address(offered), {"action": "leave"}, follow=True)

    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert "You have no place in North" in page.text
    assert offered.changes.get().reason == "Said no to the offered seat."


def test_offer_that_is_over_is_refused_in_words(client, offered):
    with clock.at(clock.now() + dt.timedelta(days=2)):
        page = client.post(address(offered), {"action": "take"}, follow=True)

    assert "This seat is no longer held for you." in page.text


def test_who_waits_may_leave_by_the_link(client, north):
    waiting = RegistrationFactory(session=north, state="waiting")

    page = client.post(address(waiting), {"action": "leave"}, follow=True)

    assert "You have no place in North" in page.text


def test_who_waits_sees_how_many_are_before(client, north):
    now = clock.now()
    first = RegistrationFactory(session=north, state="waiting", registered_at=now)
    second = RegistrationFactory(session=north, state="waiting", registered_at=now)

    assert "You are the first on the list." in client.get(address(first)).text
    assert "1 person is before you." in client.get(address(second)).text


def test_forged_link_leads_nowhere(client, offered):
    forged = reverse("convenings:place", args=[f"{offered.nonce}.abc"])

    assert client.get(forged).status_code == 404
    assert client.post(forged, {"action": "take"}).status_code == 404


def test_what_the_link_does_not_know_changes_nothing(client, offered):
    assert client.post(address(offered), {"action": "else"}).status_code == 200
    offered.refresh_from_db()
    assert offered.state == "offered"
