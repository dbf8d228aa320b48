"""Self-made codes: who may give one, what becomes of it, and where it never shows."""

import pytest
from django.db import IntegrityError

from surveys.collection.answers import missing, row_of
from surveys.collection.cards import hint_of
from surveys.collection.link_codes import normalised
from surveys.instruments.forms import ItemForm
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import read
from surveys.instruments.readiness import lacks_of
from surveys.instruments.services import BadForm, load_form
from tests.surveys.instruments.forms import form, item_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    made = form({"Practice": ["Q1", "Q2:number"], "Code": ["Q3:short", "Q4:text"]})
    Item.objects.filter(section__version=made, code="Q3").update(is_link_code=True)
    return made


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ab 12", "AB12"),
        (" Ab-12 ", "AB12"),
        ("José.7", "JOSE7"),
        ("JOSÉ 7", "JOSE7"),
        ("ñu·９", "NU9"),
        ("straße", "STRASSE"),
        ("--- ", ""),
    ],
)
def test_a_code_is_the_same_however_it_is_written(written, kept):
    assert normalised(written) == kept


def test_what_is_stored_is_the_code_alone_and_a_blank_one_is_none(version):
    questions = read(version)

    assert row_of({"Q3": "ab-12", "Q2": 0}, questions).texts == {"Q3": "AB12", "Q2": 0}
    assert row_of({"Q3": " - "}, questions).texts == {}
    assert missing({}, questions) == []


def test_a_code_is_no_open_question_and_the_form_knows_it(version):
    questions = read(version)

    assert [question.code for question in questions if question.is_open] == ["Q4"]
    assert questions.link_code.code == "Q3"


@pytest.mark.parametrize(
    "facts", [{"is_required": True}, {"kind": "text"}, {"kind": "number"}], ids=str
)
def test_the_database_takes_no_code_that_has_to_be_given_or_is_of_another_kind(version, facts):
    code = item_of(version, "Q3")
    for name, value in facts.items():
        setattr(code, name, value)

    with pytest.raises(IntegrityError):
        code.save()


@pytest.mark.parametrize(
    ("facts", "is_possible"),
    [
        ({"kind": "short"}, True),
        ({"kind": "short", "is_required": "on"}, False),
        ({"kind": "text"}, False),
        ({"kind": "number"}, False),
    ],
)
def test_the_editor_says_what_a_code_has_to_be(version, facts, is_possible):
    data = {"code": "Q9", "wording": "Your code?", "is_link_code": "on", **facts}
    typed = ItemForm(data, version=version, earlier=[])

    assert typed.is_valid() == is_possible
    assert ("is_link_code" in typed.errors) == (not is_possible)


def test_a_form_opens_with_one_code_at_most(version):
    assert lacks_of(version) == []

    other = item_of(version, "Q4")
    other.kind, other.is_link_code = "short", True
    other.save()

    assert [lack.words for lack in lacks_of(version)] == [
        "Q4 is a second code for linking. Keep one."
    ]


def described(*items):
    section = {"title": "Code", "intro": "", "items": list(items)}
    version = {"number": 1, "minutes": 1, "roles": [], "framework": "", "sections": [section]}
    return {"code": "COD", "name": "Codes", "audience": "all", "source": "", "version": version}


def code(name="K1", **facts):
    return {"code": name, "wording": "Code?", "kind": "short", "is_link_code": True, **facts}


def test_a_file_brings_a_code():
    version = load_form(described(code()))

    assert item_of(version, "K1").is_link_code


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([code(kind="text")], "K1 is a code for linking"),
        ([code(is_required=True)], "K1 is a code for linking"),
        ([code(), code("K2")], "K1 and K2 are both codes"),
    ],
)
def test_a_file_with_a_code_that_cannot_be_asked_is_refused(items, words):
    with pytest.raises(BadForm, match=words):
        load_form(described(*items))


def test_respondents_are_told_that_a_code_is_free_and_what_it_does(version):
    questions = read(version)

    assert "You choose whether to give a code." in hint_of(questions.link_code)
    assert hint_of(questions.by_code["Q4"]) == ""
