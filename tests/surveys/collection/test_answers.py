"""Answers as people write them: numbers with commas, lines that a form sends as two characters."""

import pytest

from surveys.collection.answers import LONGEST_TEXT, check, faults
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import Page, Question, Questionnaire

NUMBER = Question("Q1", "How many?", 1, None, (), kind=Item.Kind.NUMBER)
BELOW = Question("Q2", "How cold?", 2, None, (), kind=Item.Kind.NUMBER, lowest=-40, highest=40)
TEXT = Question("Q3", "What else?", 3, None, (), kind=Item.Kind.TEXT)
FORM = Questionnaire("Form", 1, (), (Page("One", "", (NUMBER, BELOW, TEXT)),))


@pytest.mark.parametrize(
    ("code", "written", "meant"),
    [
        ("Q1", " 12 ", 12),
        ("Q1", "1,000", 1000),
        ("Q1", "1000000000", 1_000_000_000),
        ("Q1", "  ", ""),
        ("Q2", "-12", -12),
        ("Q2", "\u221240", -40),
        ("Q2", -3, -3),
    ],
)
def test_a_number_is_read_as_people_write_it(code, written, meant):
    assert check({code: written}, FORM) == {code: meant}


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("Q1", "-1"),
        ("Q1", "1e9"),
        ("Q1", "1.5"),
        ("Q1", "9" * 400),
        ("Q1", 10**400),
        ("Q2", "--4"),
        ("Q2", "-"),
        ("Q2", "-41"),
    ],
)
def test_what_is_no_number_or_outside_is_refused_in_words(code, written):
    assert list(faults({code: written}, FORM)) == [code]


def test_a_new_line_is_one_character_as_the_browser_counts_it():
    longest = "\r\n".join("x" * 99 for _ in range(LONGEST_TEXT // 100)) + "\r"
    typed = longest[:-1]

    assert len(typed) > LONGEST_TEXT - 1
    assert check({"Q3": typed}, FORM) == {"Q3": typed.replace("\r\n", "\n")}
    assert list(faults({"Q3": typed + "\r\nxx"}, FORM)) == ["Q3"]
