"""What the form of a question refuses, before a respondent meets it."""

import pytest

from surveys.instruments.forms import ItemForm
from surveys.instruments.models import Scale
from tests.surveys.instruments.forms import form, four_steps

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "is_answerable"),
    [
        ({"kind": "several", "highest": "0"}, False),
        ({"kind": "several", "highest": "-2"}, False),
        ({"kind": "several", "lowest": "5"}, False),
        ({"kind": "several", "lowest": "1", "highest": "3"}, True),
        ({"kind": "number", "highest": "-1"}, False),
        ({"kind": "number", "lowest": "-40", "highest": "-1"}, True),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(facts, is_answerable):
    version = form({"Practice": ["Q1"]})
    data = {"code": "Q2", "wording": "What?", "scale": four_steps().pk, **facts}

    assert ItemForm(data, version=version, earlier=[]).is_valid() == is_answerable


@pytest.mark.parametrize(
    ("facts", "favorable", "is_possible"),
    [
        ({"kind": "choice"}, [1], True),
        ({"kind": "choice"}, [], False),
        ({"kind": "several"}, [1], False),
        ({"kind": "text"}, [1], False),
    ],
)
def test_consent_is_one_answer_of_a_list_that_agrees_and_a_fact(facts, favorable, is_possible):
    version = form({"Practice": ["Q1"]})
    scale = Scale.objects.create(
        code="MAY", name="May we", labels=["Yes", "No"], favorable=favorable
    )
    data = {"code": "Q2", "wording": "May we?", "scale": scale.pk, "is_consent": "on", **facts}
    typed = ItemForm(data, version=version, earlier=[])

    assert typed.is_valid() == is_possible
    assert typed.cleaned_data["is_fact"]
    assert ("is_consent" in typed.errors) == (not is_possible)
