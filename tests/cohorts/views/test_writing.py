"""Writing an application: kept while typing, by several, losing nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.services.writing import mark_of
from core import clock
from tests.factories.applications import ApplicationEditorFactory

HTMX = {"HX-Request": "true"}
EMPTY = mark_of(None)


@pytest.fixture
def url(draft_application):
    return reverse("cohorts:application-part", args=[draft_application.pk, "why"])


@pytest.fixture
def ada(draft_application, team_lead):
    return team_lead


@pytest.fixture
def bo(draft_application, team_member):
    ApplicationEditorFactory(application=draft_application, person=team_member.person)
    return team_member


def typed(words, mark=EMPTY, **more):
    return {"why-join": words, "mark-why-join": mark, "learners": "", **more}


def stored(application, code="why-join"):
    return application.answers.get(question=code).value


def test_what_is_typed_is_kept_and_is_there_after_signing_in_again(
    draft_application, ada, url, signed_in, client
):
    words = "Because\nwe can."
    kept = signed_in(ada).post(url, typed("Because\r\nwe can."), headers=HTMX)
    client.logout()

    assert "Saved" in kept.text
    assert f'value="{mark_of(words)}"' in kept.text
    assert "You," in kept.text
    assert stored(draft_application) == words
    assert "we can." in signed_in(ada).get(url).text


def test_two_who_change_the_same_answer_see_both_texts(draft_application, ada, bo, url, signed_in):
    signed_in(ada).post(url, typed("Ada’s words."))
    clash = signed_in(bo).post(url, typed("Bo’s words."))

    assert clash.status_code == 422
    assert "Tomas" in clash.text
    assert "Ada’s words." in clash.text
    assert "Bo’s words." in clash.text
    assert stored(draft_application) == "Ada’s words."


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("mine", "Bo’s words."),
        ("theirs", "Ada’s words."),
        ("both", "Ada’s words.\n\nBo’s words."),
    ],
)
def test_the_second_chooses_and_nothing_else_is_touched(
    draft_application, ada, bo, url, signed_in, choice, words
):
    signed_in(ada).post(url, typed("Ada’s words."))
    chosen = {choice: f"why-join:{mark_of('Ada’s words.')}"}

    answer = signed_in(bo).post(url, typed("Bo’s words.", learners="More say.") | chosen)

    assert answer.status_code == 302
    assert stored(draft_application) == words
    assert stored(draft_application, "learners") == "More say."


def test_whoever_chooses_after_a_third_change_is_asked_anew(
    draft_application, ada, bo, url, signed_in
):
    signed_in(ada).post(url, typed("First."))
    signed_in(ada).post(url, typed("Second.", mark_of("First.")))

    answer = signed_in(bo).post(url, typed("Bo’s.", mine=f"why-join:{mark_of('First.')}"))

    assert answer.status_code == 422
    assert stored(draft_application) == "Second."


def test_what_is_too_long_is_kept_and_told(draft_application, ada, url, signed_in):
    kept = signed_in(ada).post(url, typed("x" * 2010), headers=HTMX)

    assert "Shorten it by 10 characters." in kept.text
    assert len(stored(draft_application)) == 2010


def test_a_wrong_number_keeps_the_answers_beside_it(draft_application, ada, signed_in):
    url = reverse("cohorts:application-part", args=[draft_application.pk, "now"])

    answer = signed_in(ada).post(url, {"initiatives": "Two.", "teachers": "many"})

    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert stored(draft_application, "initiatives") == "Two."


def test_what_was_typed_when_it_closed_stays_on_the_page(draft_application, ada, url, signed_in):
    client = signed_in(ada)
    draft_application.state = "submitted"
    draft_application.submitted_at = clock.now()
    draft_application.save()

    answer = client.post(url, typed("A last thought."))
    kept = client.post(url, typed("A last thought."), headers=HTMX)

    assert answer.status_code == 422
    assert "A last thought." in answer.text
    assert "The application is sent" in answer.text
    assert "Not saved." in kept.text
    assert "A last thought." not in client.get(url).text


def test_a_part_that_there_is_not_is_hidden(draft_application, ada, signed_in):
    url = reverse("cohorts:application-part", args=[draft_application.pk, "nothing"])

    assert signed_in(ada).get(url).status_code == 404


@pytest.mark.parametrize("code", ["why", "readiness", "team", "consent", "documents"])
def test_every_part_opens_before_and_after_it_is_sent(draft_application, ada, signed_in, code):
    url = reverse("cohorts:application-part", args=[draft_application.pk, code])
    client = signed_in(ada)

    before = client.get(url)
    draft_application.state = "in_review"
    draft_application.save()
    after = client.get(url)

    assert "<form" in before.text
    assert "nothing in it can be changed" in after.text


def test_the_page_takes_the_same_queries_however_much_is_answered(
    draft_application, ada, url, signed_in, django_assert_num_queries
):
    client = signed_in(ada)
    client.get(url)  # what is remembered between pages is there now
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for question in ("why-join", "learners", "initiatives", "time-plan"):
        draft_application.answers.create(question=question, value="Words.", written_by=ada.person)

    with django_assert_num_queries(len(few)):
        client.get(url)
