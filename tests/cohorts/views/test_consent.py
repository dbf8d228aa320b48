"""A leader's consent by a link: no account, and opening it changes nothing."""

import pytest
from django.urls import reverse

from cohorts.models import Consent
from tests.rows import everything


@pytest.fixture
def url(consent_token):
    return reverse("cohorts:consent", args=[consent_token])


def test_opening_the_link_changes_nothing(client, url):
    before = everything()

    page = client.get(url)
    client.head(url)

    assert "I consent" in page.text
    assert everything() == before


def test_a_leader_says_yes_and_takes_it_back(client, url):
    client.post(url, {"answer": "yes", "words": "With pleasure."})
    given = client.get(url).text
    client.post(url, {"action": "revoke"})
    revoked = client.get(url).text

    assert "You consented on" in given
    assert "With pleasure." in given
    assert "Nothing is asked of you now" in revoked
    assert Consent.objects.get().state == "Taken back"


def test_whoever_has_no_second_factor_yet_answers_too(client, district_leader, url):
    client.force_login(district_leader)

    assert client.get(reverse("home")).status_code == 302
    assert client.get(url).status_code == 200


def test_a_leader_says_no_and_may_think_again(client, url):
    client.post(url, {"answer": "no", "words": "Not this year."})
    page = client.get(url).text

    assert "You did not consent on" in page
    assert "I consent" in page
    assert Consent.objects.get().state == "Refused"


def test_no_answer_is_asked_for_again(client, url):
    assert client.post(url, {"words": "Hm."}).status_code == 422


def test_a_withdrawn_application_asks_for_nothing(client, url, draft_application):
    draft_application.state = "withdrawn"
    draft_application.save()

    answer = client.post(url, {"answer": "yes"})

    assert "Nothing is asked of you any more" in answer.text
    assert Consent.objects.get().state == "Waiting"


def test_writers_ask_again_and_take_back(consent, team_lead, signed_in):
    client = signed_in(team_lead)

    client.post(reverse("cohorts:consent-take-back", args=[consent.pk]))
    after = Consent.objects.get().state
    client.post(reverse("cohorts:consent-again", args=[consent.pk]))

    assert (after, Consent.objects.get().state) == ("Taken back", "Waiting")


def test_a_leader_is_asked_from_the_page(draft_application, team_lead, signed_in):
    url = reverse("cohorts:application-part", args=[draft_application.pk, "consent"])
    petra = {"name": "Petra Lind", "email": "petra@kettle.example", "position": "principal"}

    answer = signed_in(team_lead).post(url, petra)

    assert answer.status_code == 302
    assert Consent.objects.get().name == "Petra Lind"
