import pytest

from surveys.instruments import services
from tests.factories.surveys import shipped
from tests.surveys.instruments.forms import form, item_of

pytestmark = pytest.mark.django_db


def test_a_preview_shows_codes_answers_and_indicators(signed_in, specialist):
    page = signed_in(specialist).get(f"/instruments/{shipped('IMT').pk}/")
    text = page.content.decode()

    assert "Learners in my class set their own goals" in text
    assert "IMT11" in text
    assert "1.1 Goals and choices" in text


def test_a_blank_copy_numbers_the_questions_as_the_form_does(signed_in, specialist):
    page = signed_in(specialist).get(f"/instruments/{shipped('IMT').pk}/printable/")
    text = page.content.decode()

    assert "What is your role?" in text
    assert '<ol class="pl-blank" start="2">' in text
    assert "Question" not in text


def test_a_form_is_public_once_somebody_was_asked_with_it(client):
    version = shipped("IMT")
    address = f"/instruments/{version.pk}/printable/"
    assert client.get(address).status_code == 404

    version.is_frozen = True
    version.save()

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("code", ["CVF", "IMT"])
def test_a_preview_costs_the_same_queries_whatever_its_length(
    signed_in, specialist, code, django_assert_max_num_queries
):
    client, address = signed_in(specialist), f"/instruments/{shipped(code).pk}/"
    client.get(address)

    # Session, user, person, grants; the version and its sisters, sections, items.
    with django_assert_max_num_queries(12):
        client.get(address)


@pytest.fixture
def bank():
    """Two versions with one wording in common, and Spanish words."""
    old = form({"A": ["Q1", "Q2"]}, code="OLD")
    services.edit_item(
        item_of(old, "Q2"),
        facts={
            "wording": "Learners set goals.",
            "construct": "Agency",
            "translations": {"es": {"wording": "Los alumnos fijan metas."}},
        },
        by=None,
    )
    services.freeze(old)
    new = services.new_version(old.instrument, by=None)
    services.edit_item(item_of(new, "Q1"), facts={"wording": "Now else."}, by=None)
    return old, new


def found(client, query):
    page = client.get("/instruments/", {"q": query}).context["page"]
    return [(i.section.version.number, i.code, i.wording) for i in page.object_list]


def test_the_bank_shows_each_wording_once_in_its_newest_version(signed_in, specialist, bank):
    client = signed_in(specialist)

    assert found(client, "q") == [
        (2, "Q1", "Now else."),
        (1, "Q1", "Wording of Q1."),
        (2, "Q2", "Learners set goals."),
    ]


@pytest.mark.parametrize("query", ["goals learners", "METAS", "q2", "agency", "los alumnos"])
def test_the_bank_is_searched_in_words_codes_constructs_and_spanish(
    signed_in, specialist, bank, query
):
    assert found(signed_in(specialist), query) == [(2, "Q2", "Learners set goals.")]


def test_the_bank_is_a_file_too(signed_in, specialist, bank):
    response = signed_in(specialist).get("/instruments/questions.csv", {"q": "goals"})
    text = b"".join(response).decode()

    assert text.splitlines()[0].startswith("\ufeffInstrument,Version,Section,Code,Question")
    assert text.splitlines()[1].startswith("OLD,2,A,Q2,Learners set goals.,Los alumnos fijan metas")
    assert len(text.splitlines()) == 2


def test_an_archived_form_is_on_the_list_of_editors_only(signed_in, specialist, state_admin):
    asked = services.freeze(form({"A": ["Q1"]}, code="GONE"))
    draft = form({"A": ["Q1"]}, code="GONE", number=2)
    services.archive_instrument(asked.instrument, by=None)

    for address in ("/instruments/", "/instruments/?archived=yes", "/instruments/?q=wording"):
        assert "Form GONE" not in signed_in(specialist).get(address).text
    assert "Form GONE" in signed_in(state_admin).get("/instruments/?archived=yes").text
    assert "Form GONE" not in signed_in(state_admin).get("/instruments/").text
    # What somebody was asked stays readable by its address.
    assert signed_in(specialist).get(f"/instruments/{asked.pk}/").status_code == 200
    assert signed_in(specialist).get(f"/instruments/{draft.pk}/").status_code == 404
    assert signed_in(specialist).get(f"/instruments/{draft.pk}/look/").status_code == 404


@pytest.mark.parametrize("number", [2, 9])
def test_the_list_costs_the_same_queries_whatever_its_length(
    signed_in, state_admin, number, django_assert_max_num_queries
):
    for place in range(number):
        form({"A": ["Q1", "Q2"]}, code=f"F{place}")
    client = signed_in(state_admin)
    client.get("/instruments/?q=wording")

    # Session, user, person, grants; instruments and versions; questions found and their number.
    with django_assert_max_num_queries(11):
        client.get("/instruments/?q=wording")
