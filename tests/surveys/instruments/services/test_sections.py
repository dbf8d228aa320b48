import pytest

from surveys.instruments import services
from surveys.instruments.models import Item
from surveys.instruments.refusals import ChangedMeanwhile, ConditionBreaks, SectionHasQuestions
from tests.surveys.instruments.forms import form, item_of, order_of, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return form({"A": ["Q1"], "B": ["Q2"], "C": ["Q3"]})


def test_a_section_is_added_at_the_end(draft):
    services.add_section(draft, facts={"title": "D"}, by=None)

    assert list(order_of(draft)) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("title", "position", "titles"),
    [
        ("A", 3, ["B", "C", "A"]),
        ("C", 1, ["C", "A", "B"]),
        ("B", 99, ["A", "C", "B"]),
        ("B", 0, ["B", "A", "C"]),
        ("B", 2, ["A", "B", "C"]),
    ],
)
def test_a_section_moves_with_its_questions(draft, title, position, titles):
    services.move_section(section_of(draft, title), position=position, by=None)

    assert list(order_of(draft)) == titles


def test_a_section_does_not_move_behind_a_condition_on_it(draft):
    Item.objects.filter(code="Q2").update(show_if=[{"item": "Q1", "is": [1]}])

    with pytest.raises(ConditionBreaks):
        services.move_section(section_of(draft, "A"), position=2, by=None)

    assert list(order_of(draft)) == ["A", "B", "C"]


def test_only_an_empty_section_is_removed(draft):
    with pytest.raises(SectionHasQuestions):
        services.remove_section(section_of(draft, "B"), by=None)

    services.remove_item(item_of(draft, "Q2"), by=None)
    services.remove_section(section_of(draft, "B"), by=None)
    assert order_of(draft) == {"A": ["Q1"], "C": ["Q3"]}

    services.put_back(item_of(draft, "Q2"), by=None)
    assert order_of(draft) == {"A": ["Q2", "Q1"], "C": ["Q3"]}


def test_the_second_of_two_editors_of_a_section_is_told(draft):
    section = section_of(draft, "A")
    stamp = services.stamp_of(section)
    services.edit_section(section, facts={"title": "Hers"}, stamp=stamp, by=None)

    with pytest.raises(ChangedMeanwhile):
        services.edit_section(section, facts={"title": "Mine"}, stamp=stamp, by=None)

    assert list(order_of(draft)) == ["Hers", "B", "C"]
