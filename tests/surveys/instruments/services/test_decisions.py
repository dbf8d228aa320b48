import pytest

from surveys.instruments import services
from surveys.instruments.comparing import undecided
from surveys.instruments.models import Item
from surveys.instruments.refusals import AlreadyDecided, NotReady
from tests.factories.network import PersonFactory
from tests.surveys.instruments.forms import form, item_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed():
    """Version 2, in which Q1 and Q2 say something else and Q3 does not."""
    old = services.freeze(form({"A": ["Q1", "Q2", "Q3"]}))
    new = services.new_version(old.instrument, by=None)
    Item.objects.filter(section__version=new, code__in=["Q1", "Q2"]).update(wording="Else.")
    return new


def decided(version):
    return dict(version.comparisons.values_list("code", "is_comparable"))


def test_decisions_are_of_changed_items_and_somebodys(changed):
    june = PersonFactory()
    services.decide(changed, decisions={"Q1": True, "Q3": False, "Q9": True}, by=june)

    assert decided(changed) == {"Q1": True}
    assert changed.comparisons.get().decided_by == june
    assert undecided(changed) == ["Q2"]


def test_a_decision_can_be_changed_until_the_version_opens(changed):
    services.decide(changed, decisions={"Q1": True, "Q2": True}, by=None)
    services.decide(changed, decisions={"Q1": False}, by=None)
    assert decided(changed) == {"Q1": False, "Q2": True}
    services.freeze(changed)

    services.decide(changed, decisions={"Q1": False}, by=None)
    with pytest.raises(AlreadyDecided):
        services.decide(changed, decisions={"Q1": True}, by=None)

    assert decided(changed) == {"Q1": False, "Q2": True}


def test_the_same_decision_again_writes_nothing(changed):
    services.decide(changed, decisions={"Q1": True}, by=None)

    assert services.decide(changed, decisions={"Q1": True}, by=None) == []


def test_an_item_that_changes_once_more_is_decided_anew(changed):
    services.decide(changed, decisions={"Q1": True, "Q2": False}, by=None)

    services.edit_item(item_of(changed, "Q1"), facts={"construct": "Practice"}, by=None)
    assert decided(changed) == {"Q1": True, "Q2": False}  # nobody notices that

    services.edit_item(item_of(changed, "Q1"), facts={"wording": "The opposite."}, by=None)
    assert decided(changed) == {"Q2": False}
    with pytest.raises(NotReady, match="Decide whether Q1"):
        services.freeze(changed)


def test_a_list_that_changes_reopens_what_was_decided_about_its_items(changed):
    own = services.add_list(
        facts={"code": "Own", "name": "Own", "labels": ["No", "Yes"], "favorable": [2]}, by=None
    )
    Item.objects.filter(section__version=changed, code="Q1").update(scale=own)
    services.decide(changed, decisions={"Q1": True, "Q2": True}, by=None)

    services.edit_list(own, facts={"labels": ["Yes", "No"]}, by=None)

    assert decided(changed) == {"Q2": True}
