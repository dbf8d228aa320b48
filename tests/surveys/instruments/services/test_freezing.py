import pytest

from surveys.instruments.models import Comparison, InstrumentVersion, Item, Section
from surveys.instruments.questionnaire import questionnaire_of
from surveys.instruments.readiness import lacks_of
from surveys.instruments.refusals import NotReady
from surveys.instruments.services import freeze
from tests.factories.surveys import shipped
from tests.surveys.instruments.forms import copy_of, form

pytestmark = pytest.mark.django_db


def codes_and_slots(version):
    items = Item.objects.filter(section__version=version).order_by("section__position", "position")
    return list(items.values_list("code", "slot"))


def reasons_of(version):
    with pytest.raises(NotReady) as refusal:
        freeze(version)
    assert not InstrumentVersion.objects.get(pk=version.pk).is_frozen
    return list(refusal.value.reasons)


def test_slots_count_choices_over_the_whole_form():
    version = form({"A": ["Q1", "Q2:text", "Q3"], "B": ["Q4:several", "Q5"]})

    freeze(version)

    assert codes_and_slots(version) == [
        ("Q1", 0),
        ("Q2", None),
        ("Q3", 1),
        ("Q4", None),
        ("Q5", 2),
    ]
    assert version.is_frozen


def test_the_slots_of_a_shipped_form_stay():
    version = shipped("IMT")
    before = codes_and_slots(version)

    freeze(version)

    assert codes_and_slots(version) == before
    assert [q.slot for q in questionnaire_of(version)] == [slot for _, slot in before]


def test_what_was_taken_out_is_dropped():
    version = form({"A": ["Q1", "Q2", "Q3"]})
    Item.objects.filter(code="Q2").update(removed_at="2026-01-01T00:00Z")

    freeze(version)

    assert codes_and_slots(version) == [("Q1", 0), ("Q3", 1)]


def test_freezing_again_changes_nothing():
    version = form({"A": ["Q1"]})
    freeze(version)
    Item.objects.filter(code="Q1").update(slot=7)

    freeze(version)

    assert codes_and_slots(version) == [("Q1", 7)]


def test_a_form_without_a_question_is_not_ready():
    assert reasons_of(form({"A": []})) == ["Add at least one question."]


def test_an_empty_section_is_not_ready():
    assert reasons_of(form({"A": ["Q1"], "B": []})) == [
        "The section B has no question. Add one or remove it."
    ]


def test_every_missing_translation_is_named():
    version = form({"A": ["Q1"]})
    version.languages, version.roles = ["en", "es"], ["teacher"]
    version.save()
    Section.objects.update(intro="Think of this month.")

    assert reasons_of(version) == [
        "The roles are missing in Spanish.",
        "Section A: the title is missing in Spanish.",
        "Section A: the intro is missing in Spanish.",
        "Q1: the wording is missing in Spanish.",
        "The answers of “Agreement, four steps” are missing in Spanish.",
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"item": "Q3", "is": [1]}, "Q2 is asked depending on Q3, which comes later."),
        ({"item": "Q2", "is": [1]}, "Q2 is asked depending on Q2, which is not there."),
        ({"item": "Q9", "is": [1]}, "Q2 is asked depending on Q9, which is not there."),
        ({"item": "Q1", "is": [5]}, "Q2 depends on an answer that Q1 does not offer."),
        ({"item": "Q1", "is": []}, "Q2 depends on an answer that Q1 does not offer."),
        ({"item": "role", "is": [1]}, "Q2 asks for a role, but the form has no role groups."),
    ],
)
def test_a_condition_that_cannot_hold_is_not_ready(condition, words):
    version = form({"A": ["Q1", "Q2", "Q3"]})
    Item.objects.filter(code="Q2").update(show_if=[condition])

    assert reasons_of(version) == [words]


def test_a_condition_on_an_earlier_answer_and_on_a_role_is_ready():
    version = form({"A": ["Q1", "Q2"]}, roles=["teacher", "leader"])
    conditions = [{"item": "Q1", "is": [1, 4]}, {"item": "role", "is": [2]}]
    Item.objects.filter(code="Q2").update(show_if=conditions)

    freeze(version)

    assert version.is_frozen


def test_a_changed_item_has_to_be_decided_first():
    old = freeze(form({"A": ["Q1", "Q2"]}))
    new = copy_of(old)
    Item.objects.filter(section__version=new, code="Q2").update(wording="Something else.")

    assert reasons_of(new) == ["Decide whether Q2 can be compared with before."]

    Comparison.objects.create(version=new, code="Q2", is_comparable=False)
    assert freeze(new).is_frozen


def test_numbers_that_stand_for_missing_answers_in_files_cannot_be_given(db):
    version = form({"Practice": ["Q1", "Q2:number"]})
    item = version.sections.get().items.get(code="Q2")
    for lowest, is_ready in ((-96, False), (-95, True), (None, True)):
        item.lowest = lowest
        item.save()
        assert (lacks_of(version) == []) is is_ready
