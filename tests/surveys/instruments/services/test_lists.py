import pytest

from surveys.instruments import services
from surveys.instruments.models import Item, Scale
from surveys.instruments.refusals import ChangedMeanwhile, CodeTaken, ConditionBreaks, ListInUse
from tests.surveys.instruments.forms import form, four_steps

pytestmark = pytest.mark.django_db

YES_NO = {"code": "YN2", "name": "Yes or no", "labels": ["Yes", "No"], "favorable": []}


def test_a_list_has_a_code_of_its_own():
    services.add_list(facts=YES_NO, by=None)

    with pytest.raises(CodeTaken):
        services.add_list(facts={**YES_NO, "code": "yn2"}, by=None)


def test_a_list_changes_until_a_form_with_it_is_opened():
    draft = form({"A": ["Q1"]})
    labels = ["No", "Rather no", "Rather yes", "Yes"]

    services.edit_list(four_steps(), facts={"labels": labels}, by=None)
    assert four_steps().labels == labels

    services.freeze(draft)
    with pytest.raises(ListInUse, match="Make a new list"):
        services.edit_list(four_steps(), facts={"labels": ["No", "Yes"]}, by=None)
    assert four_steps().labels == labels


def test_an_answer_stays_while_a_question_depends_on_it():
    form({"A": ["Q1", "Q2"]})
    Item.objects.filter(code="Q2").update(show_if=[{"item": "Q1", "is": [4]}])

    with pytest.raises(ConditionBreaks):
        services.edit_list(four_steps(), facts={"labels": ["No", "Yes"]}, by=None)


def test_the_second_of_two_editors_of_a_list_is_told():
    scale = services.add_list(facts=YES_NO, by=None)
    stamp = services.stamp_of(scale)
    services.edit_list(scale, facts={"labels": ["Yes", "No", "Not sure"]}, stamp=stamp, by=None)

    with pytest.raises(ChangedMeanwhile, match="Somebody changed the list Yes or no"):
        services.edit_list(scale, facts={"labels": ["Aye", "Nay"]}, stamp=stamp, by=None)

    assert Scale.objects.get().labels == ["Yes", "No", "Not sure"]
