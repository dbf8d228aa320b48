import datetime as dt
import json

import pytest
from django.test import Client

from core import clock
from surveys.collection import drafts, links
from surveys.collection.models import Draft, Invitation
from surveys.collection.services import close_administration, invite
from tests.surveys.asking import invited


@pytest.fixture
def invitation(open_survey):
    return invited(open_survey, "Kettle School", 1)[0]


@pytest.fixture
def token(invitation):
    return links.token_for(invitation)


@pytest.fixture
def url(token):
    return f"/answer/{token}/"


def autosave(client, url, answers):
    return client.post(url, json.dumps({"answers": answers}), content_type="application/json")


def test_the_first_page_says_who_sees_what_and_asks_for_the_role(client, url):
    page = client.get(url)
    text = page.content.decode()

    assert '<details class="pl-details pl-respond__who" open>' in text
    assert "Nobody can tell which answers are yours" in text
    assert "only where 5 or more people answered" in text
    assert "Classroom teacher" in text
    assert "Section 1 of 8" in text


def test_pages_behind_a_link_are_kept_nowhere_and_passed_on_to_nobody(client, url):
    page = client.get(url)

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_opens_the_link_changes_nothing(client, url, method):
    for _ in range(3):
        assert getattr(client, method)(url).status_code == 200

    assert not Draft.objects.exists()
    assert Invitation.objects.filter(is_completed=True).count() == 0


def test_the_whole_form_can_be_answered_without_javascript(client, url, token):
    first = client.post(url, {"section": "1", "go": "next", "role": "1"})
    second = client.post(url, {"section": "2", "go": "next", "IMT11": "4", "IMT12": "0"})
    back = client.post(url, {"section": "3", "go": "back", "IMT21": "2"})

    assert [first.url, second.url, back.url] == [f"{url}?section={n}" for n in (2, 3, 2)]
    assert drafts.read(token) == {"role": 1, "IMT11": 4, "IMT12": 0, "IMT21": 2}
    text = client.get(f"{url}?section=2").content.decode()
    assert 'id="IMT11-4" type="radio" name="IMT11" value="4" checked' in text
    assert 'id="IMT12-0" type="radio" name="IMT12" value="0" checked' in text


def test_the_check_lists_every_answer_and_sending_leads_to_the_receipt(client, url, invitation):
    client.post(url, {"section": "2", "go": "next", "IMT11": "4", "IMT12": "0"})
    check = client.get(f"{url}?section=8").content.decode()
    sent = client.post(url, {"section": "8", "go": "send"}, follow=True)

    assert "Send my answers" in check
    assert "Weekly" in check
    assert "Prefer not to answer" in check
    assert "28 of 30 questions have no answer" in check
    assert "Your answers are sent. Thank you." in sent.content.decode()
    invitation.refresh_from_db()
    assert invitation.is_completed


def test_the_link_says_sent_ever_after_and_a_second_sending_changes_nothing(client, url):
    client.post(url, {"section": "8", "go": "send", "IMT11": "4"})
    before = Draft.objects.values_list("ciphertext", flat=True).get()

    again = client.post(url, {"section": "8", "go": "send", "IMT11": "1"}, follow=True)
    late = autosave(client, url, {"IMT11": 2})

    assert "This survey is already sent. Thank you." in again.content.decode()
    assert (late.status_code, late.json()) == (
        409,
        {"words": "This survey is already sent. Thank you."},
    )
    assert bytes(Draft.objects.values_list("ciphertext", flat=True).get()) == bytes(before)


def test_each_field_is_saved_as_it_is_given(client, url, token):
    answers = [autosave(client, url, {"IMT11": "4"}), autosave(client, url, {"IMT12": "1"})]

    assert [answer.json() for answer in answers] == [{"revision": 1}, {"revision": 2}]
    assert drafts.read(token) == {"IMT11": 4, "IMT12": 1}


def test_an_unknown_answer_is_refused_in_words_and_what_was_kept_stays(client, url, token):
    autosave(client, url, {"IMT11": 4})
    refused = autosave(client, url, {"IMT11": 9})
    typed = client.post(url, {"section": "2", "go": "next", "IMT11": "9"})

    assert (refused.status_code, refused.json()["words"]) == (
        422,
        "Question 2: choose one of the answers on the page.",
    )
    assert typed.status_code == 422
    assert "Question 2: choose one of the answers on the page." in typed.content.decode()
    assert drafts.read(token) == {"IMT11": 4}


@pytest.mark.parametrize("body", ["{", "[]", '{"answers": 3}', "nonsense", '{"other": {}}'])
def test_an_autosave_that_cannot_be_read_is_told_so(client, url, body):
    answer = client.post(url, body, content_type="application/json")

    assert (answer.status_code, list(answer.json())) == (400, ["words"])


def test_a_blank_form_is_not_sent_and_stays_open(client, url, invitation):
    page = client.post(url, {"section": "8", "go": "send"})

    assert page.status_code == 422
    assert "Answer at least one question before you send." in page.content.decode()
    invitation.refresh_from_db()
    assert not invitation.is_completed


def test_an_open_answer_that_is_too_long_is_given_back_whole(client, session_survey):
    _, invitation = session_survey
    url = f"/answer/{links.token_for(invitation)}/"
    page = client.post(url, {"section": "3", "go": "next", "CVF12": "x" * 4010})

    assert page.status_code == 422
    assert "shorten your answer by 10 characters" in page.content.decode()
    assert "x" * 4010 in page.content.decode()


def test_a_closed_survey_says_when_it_closed(client, url, open_survey):
    close_administration(open_survey, by=None)

    assert "This survey closed on" in client.get(url).content.decode()
    assert client.post(url, {"section": "2", "go": "next", "IMT11": "4"}).url == url
    assert not Draft.objects.exists()


def test_a_survey_past_its_time_is_closed_before_the_job_says_so(client, url, open_survey):
    with clock.at(open_survey.closes_at + dt.timedelta(minutes=1)):
        assert "This survey closed on" in client.get(url).content.decode()


def test_a_survey_in_preparation_says_when_it_opens(client, framed):
    token = links.token_for(invited(framed, "Kettle School", 1)[0])

    with clock.at(framed.opens_at - dt.timedelta(days=1)):
        assert "This survey opens on" in client.get(f"/answer/{token}/").content.decode()


def test_a_survey_that_is_late_to_open_names_no_day_that_has_passed(client, framed):
    token = links.token_for(invited(framed, "Kettle School", 1)[0])

    with clock.at(framed.opens_at + dt.timedelta(hours=1)):
        page = client.get(f"/answer/{token}/").content.decode()
    assert "This survey is not open yet" in page
    assert "opens on" not in page


def test_a_wrong_link_is_told_in_words_and_guessing_is_slowed_down(client, db):
    answers = [client.get("/answer/abc.def/").status_code for _ in range(21)]

    assert answers == [404] * 20 + [429]


def test_a_right_link_still_opens_where_somebody_guessed(client, url):
    for _ in range(21):
        client.get("/answer/abc.def/")

    assert client.get(url).status_code == 200


def test_a_forged_form_is_refused(open_survey, url):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(url, {"section": "2", "go": "next", "IMT11": "4"}).status_code == 403


def test_a_page_costs_the_same_queries_whatever_its_length(client, url, django_assert_num_queries):
    client.get(url)  # the frozen form is read once per process

    for section in (2, 7):
        with django_assert_num_queries(1):  # the invitation with its survey and draft
            client.get(f"{url}?section={section}")


def test_a_signed_in_person_finds_their_own_form_and_nobody_elses(
    signed_in, open_survey, team_member, team_lead
):
    unit = open_survey.units.get(kind="school", name="Kettle School")
    invite(open_survey, unit=unit, people=[team_member.person])

    own = signed_in(team_member).get(f"/surveys/{open_survey.pk}/mine/")
    assert own.url.startswith("/answer/")
    assert signed_in(team_lead).get(f"/surveys/{open_survey.pk}/mine/").status_code == 404
