import pytest

from cohorts.models import ApplicationForm
from cohorts.rules.questions import Question, faults_of, part_named, parts_of, questions_of
from cohorts.services.application_form import load_application_forms


@pytest.fixture
def forms(db):
    load_application_forms()
    return {form.code: form for form in ApplicationForm.objects.all()}


def test_the_shipped_forms_are_loaded_once_and_what_was_answered_keeps_its_questions(forms):
    forms["launch"].title = "As it was"
    forms["launch"].save()

    load_application_forms()

    assert sorted(forms) == ["launch", "transform"]
    assert ApplicationForm.objects.count() == 2
    assert ApplicationForm.objects.get(code="launch").title == "As it was"


@pytest.mark.parametrize("code", ["launch", "transform"])
def test_every_shipped_question_can_be_asked_and_every_criterion_scored(forms, code):
    questions = questions_of(forms[code])

    assert len({one.code for one in questions}) == len(questions)
    assert {one.kind for one in questions} <= {
        "text",
        "long",
        "choice",
        "rubric",
        "yes-no",
        "number",
    }
    assert all(one.options for one in questions if one.kind in {"choice", "rubric", "yes-no"})
    assert all(len(one["words"]) == 4 for one in forms[code].criteria)
    kinds = [part.kind for part in parts_of(forms[code])]
    assert kinds[-3:] == ["team", "consent", "documents"]


def test_launch_asks_for_six_ratings_of_readiness(forms):
    part = part_named(forms["launch"], "readiness")

    assert [one.kind for one in part.questions] == ["rubric"] * 6
    assert part.questions[0].options[0] == ("1", "Not evident")
    assert part.questions[0].words_of("4") == "Strong"


def test_what_is_too_long_is_told_by_how_much():
    question = Question("why", "text", "Why?", required=True, longest=5)

    assert question.fault_of("12345") == ""
    assert question.fault_of("123456") == "Shorten it by 1 character."
    assert question.fault_of("") == "Not answered yet."
    assert question.fault_of(None) == "Not answered yet."


def test_an_optional_question_is_never_missing(forms):
    part = part_named(forms["launch"], "why")

    faults = faults_of(part, {"why-join": "Because.", "learners": "More say."})

    assert faults == []
