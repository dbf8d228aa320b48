"""What somebody with a link may send to spoil the survey of everybody else."""

import json

import pytest

from surveys.collection import drafts, links
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response
from surveys.instruments.questionnaire import questionnaire_of
from tests.surveys.asking import answer

HALF_A_CHARACTER = "\ud83d"  # JSON may carry it, PostgreSQL refuses it


@pytest.fixture
def token(session_survey):
    return links.token_for(session_survey[1])


def post(client, token, text):
    return client.post(f"/answer/{token}/", text, content_type="application/json")


def open_question(session_survey):
    form = questionnaire_of(session_survey[0].version)
    return next(question.code for question in form if question.is_open)


def test_half_a_character_does_not_stop_the_fold_of_everybody(session_survey, client, token):
    survey, _ = session_survey
    code = open_question(session_survey)
    body = json.dumps({"answers": {code: f"Good {HALF_A_CHARACTER}day\x00", "CVF01": 4}})

    assert post(client, token, body).status_code == 200
    assert client.get(f"/answer/{token}/?section=99").status_code == 200
    drafts.submit(token)
    survey.state = "closed"
    survey.save()

    assert fold_sealed(survey, finish=True) == 1
    assert Response.objects.get().texts == {code: "Good day"}


@pytest.mark.parametrize(
    "body",
    ["[" * 100_000, "9" * 10_000, '{"answers": ' * 50_000, "\xff", "null", '{"answers": []}'],
    ids=["deep", "long number", "deep answers", "not UTF-8", "null", "a list"],
)
def test_nonsense_is_refused_in_words(client, token, body):
    assert post(client, token, body).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", [1e400, -1, 0.5, True, None, [4], {"a": 4}, "٤", "4 ", 10**30])
def test_only_codes_of_the_form_are_taken(client, token, value):
    body = json.dumps({"answers": {"CVF01": value}})

    assert post(client, token, body).status_code == 422
    assert not Draft.objects.exists()


def test_a_body_that_is_far_too_large_is_not_read(client, token, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = post(client, token, "x" * 1001)

    assert answer.status_code == 413
    assert answer.json()["words"] == "This is too large to be kept. Shorten your longest answer."


def test_the_drafts_of_two_people_do_not_meet(session_survey, client):
    survey, first = session_survey
    drafts.save(links.token_for(first), answers={"CVF01": 4})
    survey.units.filter(kind="session").update(staff=3)
    second = survey.invitations.create(unit=first.unit, email="second@example.org")

    assert drafts.read(links.token_for(second)) is None
    answer(second, CVF01=1)
    assert drafts.read(links.token_for(first)) == {"CVF01": 4}
