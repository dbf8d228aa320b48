"""Links that lead nowhere, closing while somebody answers, the receipt, and the language."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from core import clock
from surveys.collection import drafts, links
from surveys.collection.models import Draft
from surveys.collection.services import close_administration
from tests.surveys.all_kinds import survey_of_all_kinds


@pytest.fixture
def invitation(cohort, school):
    return survey_of_all_kinds(cohort, school)[1]


@pytest.fixture
def survey(invitation):
    return invitation.administration


@pytest.fixture
def token(invitation):
    return links.token_for(invitation)


@pytest.fixture
def url(token):
    return f"/answer/{token}/"


def text_of(page):
    return page.content.decode()


def script(client, url, **body):
    return client.post(url, json.dumps(body), content_type="application/json")


def test_a_link_that_was_taken_back_says_so_and_whom_to_ask(client, url, invitation, settings):
    settings.OPERATOR_CONTACT = "help@example.org"
    invitation.is_revoked = True
    invitation.save()
    page = client.get(url)

    assert page.status_code == 404
    assert "This link was withdrawn" in text_of(page)
    assert "write to help@example.org" in text_of(page)
    assert script(client, url, answers={"Q5": 1}).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1],
        lambda token: token.partition(".")[0],
        lambda token: token[1:],
        lambda token: token.swapcase(),
        lambda token: f"{token}.{token}",
        lambda token: "x" * 4000,
        lambda _token: "\x00",
        lambda _token: "é.ü",
    ],
    ids=["cut", "unsigned", "cut before", "case", "twice", "long", "zero byte", "letters"],
)
def test_a_link_that_is_not_whole_is_told_so(client, token, change):
    page = client.get(f"/answer/{change(token)}/")

    assert page.status_code == 404
    assert "This link does not work" in text_of(page)


def test_a_link_of_another_secret_is_unknown(client, url, settings):
    settings.SECRET_KEY = "another"

    assert "This link does not work" in text_of(client.get(url))


def test_whoever_had_begun_is_told_until_when_they_may_send(client, url, survey, token):
    drafts.save(token, answers={"Q1": 2})
    close_administration(survey, by=None)
    survey.refresh_from_db()
    until = timezone.localtime(survey.grace_until)
    text = text_of(client.get(f"{url}?section=2"))

    assert "This survey has closed. You had begun, so you can still send your answers until" in text
    assert f"{until:%B} {until.day}, {until.year}" in text
    assert client.post(url, {"section": "6", "go": "send"}).url == f"{url}?sent"


def test_after_the_grace_the_page_is_closed_for_everybody(client, url, survey, token):
    drafts.save(token, answers={"Q1": 2})
    close_administration(survey, by=None)

    with clock.at(clock.now() + dt.timedelta(hours=survey.grace_hours, minutes=1)):
        assert "This survey closed on" in text_of(client.get(url))
        late = script(client, url, answers={"Q5": 1})
        assert (late.status_code, late.json()["words"]) == (
            409,
            "This survey has closed and takes no more answers.",
        )


def test_the_receipt_of_an_anonymous_survey_tells_no_time(client, url):
    sent = client.post(url, {"section": "6", "go": "send", "Q1": "2"}, follow=True)

    assert sent.redirect_chain == [(f"{url}?sent", 302)]
    assert "Your answers are sent. Thank you." in text_of(sent)
    assert "Sent on" not in text_of(sent)


def test_a_receipt_with_a_key_tells_when_and_believes_no_forged_time(client, cohort, school):
    _, invitation = survey_of_all_kinds(cohort, school, mode="confidential")
    url = f"/answer/{links.token_for(invitation)}/"
    with clock.at(dt.datetime(2026, 5, 1, 19, 15, tzinfo=dt.UTC)):
        sent = client.post(url, {"section": "6", "go": "send", "Q1": "2"})

    assert "Sent on May 1, 2026, 3:15 PM EDT." in text_of(client.get(sent.url))
    spanish = text_of(client.get(f"{sent.url}&language=es"))
    assert "Enviada el 1 de mayo de 2026, 3:15 p. m. EDT." in spanish
    forged = client.get(sent.url.replace("20260501", "20250501"), {"language": "en"})
    assert "Sent on" not in text_of(forged)


def test_the_script_sends_and_is_told_what_is_missing(client, url, invitation):
    script(client, url, answers={"Q5": "1"})
    missing = script(client, url, answers={}, send=True)

    assert (missing.status_code, list(missing.json()["faults"])) == (422, ["Q1"])
    sent = script(client, url, answers={"Q1": "2"}, send=True)
    assert sent.json() == {"sent": f"{url}?sent"}
    again = script(client, url, answers={}, send=True)
    assert (again.status_code, again.json()["words"]) == (
        409,
        "This survey is already sent. Thank you.",
    )
    invitation.refresh_from_db()
    assert invitation.is_completed


def test_answers_to_what_is_not_asked_are_named_and_the_rest_is_kept(client, url, token):
    answers = {"Q5": "1", "Q99": "1", "Q2": ["9"], "Q3": {"deep": [1]}, "\ud83d": 1, "Q10": None}
    told = script(client, url, answers=answers)

    assert told.status_code == 422
    assert told.json()["faults"] == {
        "Q99": "This form has no question Q99. Load the page again: it may have changed.",
        "Q2": "Question 3: choose one of the answers on the page.",
        "Q3": "Question 4: enter a whole number from 0 to 60.",
        "\ud83d": "This form has no question . Load the page again: it may have changed.",
        "Q10": "Question 11 is answered in words.",
    }
    assert drafts.read(token) == {"Q5": 1}


def test_what_a_browser_keeps_for_later_is_blank(client, url, token):
    drafts.save(token, answers={"Q1": 1, "Q3": 12, "Q4": "Maps", "Q10": "More"})
    kept = client.get(f"{url}?offline=1").json()

    assert kept["answers"] == {"Q1": 1, "Q3": 12, "Q4": "Maps", "Q10": "More"}
    assert kept["document"].count("<template data-part-of=") == 6
    for own in (" checked>", 'value="12"', "Maps", "More"):
        assert own not in kept["document"]


def test_nothing_more_is_kept_for_later_once_it_is_sent(client, url, token):
    drafts.submit(token, answers={"Q1": 2})

    assert client.get(f"{url}?offline=1").status_code == 409


def test_blank_pages_of_two_people_do_not_mix(client, url, invitation):
    other = invitation.administration.invitations.create(
        unit=invitation.unit, email="second@example.org"
    )
    client.post(url, {"section": "2", "go": "next", "Q1": "2", "Q4": "Mine"})
    theirs = text_of(client.get(f"/answer/{links.token_for(other)}/?section=2"))

    assert "Mine" not in theirs
    assert " checked" not in theirs


def test_a_language_is_chosen_in_the_address_and_remembered_for_these_pages(client, url):
    first = client.get(f"{url}?language=es")
    cookie = first.cookies["language"]

    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("es", "/answer/", True)
    later = text_of(client.get(f"{url}?section=2"))
    assert '<html lang="es">' in later
    assert "¿Le ayudó alguien?" in later
    assert "Guardar y continuar" in later
    assert "Solo si respondió “Sí” a la pregunta 2." in later


def test_the_switch_keeps_what_stands_on_the_page(client, url, token):
    moved = client.post(url, {"section": "2", "go": "lang-es", "Q4": "Mapas"})

    assert moved.url == f"{url}?section=2&language=es"
    assert drafts.read(token) == {"Q4": "Mapas"}


def test_faults_are_told_in_the_language_of_the_page(client, url):
    client.get(f"{url}?language=es")
    page = client.post(url, {"section": "2", "go": "next", "Q3": "61"})

    text = text_of(page)
    assert "2 cosas por corregir" in text
    assert "Pregunta 4: escriba un número entero de 0 a 60." in text


def test_a_language_that_the_form_does_not_have_is_not_offered(client, session_survey):
    survey, invitation = session_survey
    page = client.get(f"/answer/{links.token_for(invitation)}/?language=es")

    assert survey.version.languages == ["en"]
    assert '<html lang="en-US">' in text_of(page)
    assert "Español" not in text_of(page)


def test_an_unknown_language_is_english(client, url):
    page = client.get(f"{url}?language=xx")

    assert '<html lang="en-US">' in text_of(page)
    assert "language" not in page.cookies
