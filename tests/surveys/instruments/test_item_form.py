"""What the form of a question refuses, before a respondent meets it."""

import pytest

from surveys.instruments.forms import ItemForm
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
