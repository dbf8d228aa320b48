"""A form that anybody may read before it is asked, on screen and as a PDF."""

import pytest

from surveys.collection.blank_copy import copy_of
from surveys.collection.services import remove_draft
from surveys.instruments import services
from surveys.instruments.services import load_form, load_instruments
from tests.factories.surveys import shipped
from tests.surveys.all_kinds import FORM
from tests.surveys.instruments.forms import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_kinds():
    load_instruments([])
    return services.freeze(load_form(FORM))


def is_pdf(response):
    return response["Content-Type"] == "application/pdf" and response.content[:5] == b"%PDF-"


def questions_of(copy):
    return {question.code: question for part in copy.parts for question in part.questions}


def test_every_question_stands_in_it_as_it_is_asked(all_kinds):
    copy = copy_of(all_kinds, "en")
    asked = questions_of(copy)

    assert [q.number for part in copy.parts for q in part.questions] == list(range(1, 12))
    assert asked[""].answers == ("Teacher", "School leader")
    assert asked["Q2"].notes == ("Choose up to 3.", "Only if you answered “Yes” to question 2.")
    assert asked["Q3"].notes[:2] == ("Required.", "Of this school year.")
    assert asked["Q9"].notes == ("Only if you answered “School leader” to question 1.",)
    assert copy.facts == "Blank copy, version 1 · 11 questions · About 6 minutes"
    assert "Only questions marked “required” have to be answered." in copy.about


def test_questions_with_the_same_answers_stand_in_one_table_on_paper(all_kinds):
    practice = copy_of(all_kinds, "en").parts[2]

    assert [[q.code for q in run] for run in practice.tables] == [["Q5", "Q6", "Q7"], ["Q8"]]


def test_a_copy_is_whole_in_the_other_language(client, all_kinds):
    page = client.get("/forms/ALL/?language=es")
    text = page.content.decode()

    assert '<html lang="es">' in text
    for words in ("Toda clase de preguntas", "¿Cuál es su función?", "Obligatoria.", "Docente"):
        assert words in text
    assert "Descargar en PDF" in text
    assert "Did anybody" not in text
    spanish = client.get("/forms/ALL/form.pdf?language=es")
    assert is_pdf(spanish)
    assert "-es.pdf" in spanish["Content-Disposition"]


def test_a_copy_in_a_language_that_the_form_does_not_have_is_in_english(client):
    services.freeze(form({"Practice": ["Q1"]}))

    assert '<html lang="en-US">' in client.get("/forms/PLT/?language=es").text
    assert "-en.pdf" in client.get("/forms/PLT/form.pdf?language=xx")["Content-Disposition"]


@pytest.mark.parametrize("code", ["IMT", "IML", "CVF", "ANS", "EXM", "DCS"])
def test_every_form_of_ours_can_be_handed_out(client, code):
    version = services.freeze(shipped(code))

    for language in version.languages:
        response = client.get(f"/forms/{code}/form.pdf?language={language}")
        assert is_pdf(response)
        name = f'inline; filename="{code}-version-1-{language}.pdf"'
        assert response["Content-Disposition"] == name


@pytest.mark.parametrize("wording", ["#panic()", "= no heading", "𓀀 and <b>bold</b>", "x" * 900])
def test_whatever_people_typed_is_words_alone(client, wording):
    version = form({"Practice": ["Q1", "Q2:text"]})
    version.sections.get().items.update(wording=wording)
    services.freeze(version)

    assert "&lt;b&gt;" in client.get("/forms/PLT/").text or "<b>" not in wording
    assert is_pdf(client.get("/forms/PLT/form.pdf"))


def test_the_address_by_code_leads_to_the_newest_version_that_is_public(client):
    old = services.freeze(form({"Practice": ["Q1"]}))
    new = services.new_version(old.instrument, by=None)
    assert client.get("/forms/PLT/").context["version"] == old

    services.freeze(new)
    page = client.get("/forms/plt/")

    assert page.context["version"] == new
    assert f'href="/instruments/{old.pk}/printable/"' in page.text


def test_a_form_that_a_survey_is_prepared_with_may_be_read(client, draft_survey):
    version = draft_survey.version

    for address in ("/forms/IMT/", "/forms/IMT/form.pdf", f"/instruments/{version.pk}/printable/"):
        assert client.get(address).status_code == 200

    remove_draft(draft_survey, by=None)
    assert client.get("/forms/IMT/").status_code == 404


def test_a_draft_is_shown_to_nobody_outside(client, signed_in, specialist):
    version = shipped("IMT")
    addresses = ["/forms/IMT/", "/forms/NONE/", "/forms/IMT/form.pdf"]
    addresses += [f"/instruments/{version.pk}/printable{end}" for end in ("/", ".pdf")]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert signed_in(specialist).get(addresses[-1]).status_code == 200


@pytest.mark.parametrize("code", ["IMT", "CVF"])
def test_reading_costs_the_same_queries_whatever_the_length(
    client, code, django_assert_max_num_queries
):
    services.freeze(shipped(code))
    client.get(f"/forms/{code}/")

    # The version, its other versions.
    with django_assert_max_num_queries(3):
        client.get(f"/forms/{code}/")
