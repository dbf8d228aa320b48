import pytest
from django.core.cache import cache

from surveys.collection import drafts, links, open_links
from surveys.collection.models import Invitation
from surveys.collection.services import close_administration, open_a_link, replace_link, revoke_link
from tests.surveys.asking import answer, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(open_link):
    cache.clear()
    return f"/open/{open_links.LINK.token(open_link.nonce)}/"


def seat_in(response):
    return links.invitation_for(response.url.split("?")[0].split("/")[2])


def test_the_page_says_what_it_is_and_changes_nothing(client, door):
    page = client.get(door)

    for words in ("Survey with a poster", "Kettle School", "minutes", "Begin", "who sees what"):
        assert words in page.text
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    assert "seat" not in page.cookies
    assert not Invitation.objects.exists()


def test_begin_gives_a_seat_without_an_address(client, door, open_link):
    begun = client.post(door)

    seat = seat_in(begun)
    assert (seat.email, seat.person, seat.unit) == ("", None, open_link.unit)
    assert begun.cookies["seat"]["path"] == door
    assert begun.cookies["seat"]["httponly"]
    assert client.get(begun.url).status_code == 200


def test_the_same_phone_comes_back_to_its_own_answers(client, door):
    begun = client.post(door)

    page = client.get(door)

    assert "Continue" in page.text
    assert links.address_for(seat_in(begun)) in page.text  # to go on elsewhere
    assert "<svg" in page.text
    assert client.post(door).url == begun.url
    assert Invitation.objects.count() == 1


def test_after_sending_another_person_may_begin_on_the_same_phone(client, door):
    first = seat_in(client.post(door))
    answer(first, IMT11=4)

    assert "Sent from this device" in client.get(door).text
    assert seat_in(client.post(door)) == first
    assert seat_in(client.post(door, {"go": "another"})) != first


def test_a_cookie_of_another_link_or_of_nobody_is_not_believed(client, door, survey):
    stranger = links.token_for(survey.invitations.get())
    for told in (stranger, "nonsense", ""):
        client.cookies["seat"] = told

        assert "Continue" not in client.get(door).text


def test_a_whole_staff_may_begin_from_one_address_but_not_a_thousand(client, door):
    for _ in range(120):
        client.cookies.clear()
        assert client.post(door).status_code == 302
    client.cookies.clear()

    refused = client.post(door)

    assert refused.status_code == 429
    assert "Wait a few minutes" in refused.text
    assert Invitation.objects.count() == 120


def test_the_code_on_the_poster_leads_to_the_page_however_it_is_typed(client, door, open_link):
    code = open_links.code_of(open_link)
    lax = code.upper().replace("-", "").replace("0", "O").replace("1", "l")

    for typed in (code, lax, f"{code}/"):
        assert client.get(f"/open/{typed.rstrip('/')}/").url == door
    wrong = ("z" if code[0] != "z" else "y") + code[1:]
    assert client.get(f"/open/{wrong}/").status_code == 404


def test_links_that_begin_nothing_say_why(client, door, open_link):
    assert "does not work" in client.get("/open/nonsense/").text
    assert client.get("/open/nonsense/").status_code == 404

    revoke_link(open_link, by=None)
    assert "was withdrawn" in client.get(door).text
    assert client.post(door).status_code == 410

    replace_link(open_link, by=None)
    assert "was replaced" in client.get(door).text
    assert client.post(door).status_code == 410
    assert not Invitation.objects.exists()


def test_before_and_after_the_window_it_says_when(client, door, open_link, framed):
    early = open_a_link(unit_of(framed, "Kettle School"), by=None)
    assert "not open yet" in client.get(f"/open/{open_links.LINK.token(early.nonce)}/").text
    close_administration(open_link.unit.administration, by=None)

    assert "has closed" in client.get(door).text
    assert "has closed" in client.post(door).text
    assert not Invitation.objects.exists()


def test_the_tablet_is_set_up_by_a_button_and_then_begins_anew_for_each(client, door):
    assert "Share this device" in client.get(f"{door}tablet/").text
    client.post(f"{door}tablet/", {"go": "set-up"})

    first = client.post(f"{door}tablet/", {"go": "begin"})
    assert client.get(first.url).status_code == 200
    assert not client.cookies["seat"].value
    start = client.get(f"{door}tablet/")
    assert "data-tablet-start" in start.text
    second = client.post(f"{door}tablet/", {"go": "begin"})

    assert seat_in(first) != seat_in(second)
    back = client.get(first.url)
    assert (back.status_code, back.url) == (302, f"{door}tablet/")
    assert client.get(second.url).status_code == 200


def test_nobody_reads_or_changes_what_the_one_before_left_on_the_tablet(client, door):
    client.post(f"{door}tablet/", {"go": "set-up"})
    first = client.post(f"{door}tablet/", {"go": "begin"})
    token = links.token_for(seat_in(first))
    drafts.save(token, answers={"IMT11": 4})

    client.get(f"{door}tablet/")  # the next person

    assert client.get(first.url).status_code == 302
    assert client.post(first.url, {"go": "next", "IMT11": "1"}).status_code == 302
    late = client.post(first.url, {"answers": {"IMT11": 1}}, content_type="application/json")
    assert late.status_code == 409
    assert drafts.read(token) == {"IMT11": 4}


def test_after_sending_the_tablet_offers_the_next_person(client, door):
    client.post(f"{door}tablet/", {"go": "set-up"})
    begun = client.post(f"{door}tablet/", {"go": "begin"})
    answer(seat_in(begun), IMT11=4)

    sent = client.get(begun.url)

    assert "Next person" in sent.text
    assert f'content="20; url={door}tablet/"' in sent.text


def test_a_phone_of_ones_own_knows_nothing_of_tablets(client, door, survey_token):
    begun = client.post(door)

    assert "data-tablet-cover" not in client.get(begun.url).text


def test_personal_links_still_work_on_a_tablet(client, door, survey_token):
    client.post(f"{door}tablet/", {"go": "set-up"})

    assert client.get(f"/answer/{survey_token}/").status_code == 200


def test_the_tablet_stops_being_one(client, door):
    client.post(f"{door}tablet/", {"go": "set-up"})
    left = client.post(f"{door}tablet/", {"go": "leave"})

    assert left.url == door
    assert "Share this device" in client.get(f"{door}tablet/").text


def test_spanish(client, door, open_link):
    version = open_link.unit.administration.version
    type(version).objects.filter(pk=version.pk).update(languages=["en", "es"])

    page = client.get(f"{door}?language=es")

    assert "Comenzar" in page.text
    assert 'href="?language=en"' in page.text
    assert client.post(f"{door}?language=es").url.endswith("?language=es")
