import pytest

from surveys.instruments import services
from surveys.instruments.comparing import comparable_codes, undecided, version_before
from surveys.instruments.models import Item
from tests.surveys.instruments.forms import form, item_of

pytestmark = pytest.mark.django_db


def next_of(version, decisions, **wordings):
    """The next version with other wordings, decided and opened."""
    new = services.new_version(version.instrument, by=None)
    for code, wording in wordings.items():
        services.edit_item(item_of(new, code), facts={"wording": wording}, by=None)
    services.decide(new, decisions=decisions, by=None)
    return services.freeze(new)


@pytest.fixture
def first():
    return services.freeze(form({"A": ["Q1", "Q2", "Q3"]}))


def test_a_version_is_comparable_with_itself(first, django_assert_num_queries):
    assert comparable_codes(first, first) == {"Q1", "Q2", "Q3"}
    with django_assert_num_queries(0):
        comparable_codes(first, first)


def test_only_alike_items_and_those_decided_so_are_comparable(first):
    second = next_of(first, {"Q1": True, "Q2": False}, Q1="Else.", Q2="Else.")

    assert comparable_codes(first, second) == {"Q1", "Q3"}
    assert comparable_codes(second, first) == {"Q1", "Q3"}


def test_an_undecided_item_is_not_comparable(first):
    second = services.new_version(first.instrument, by=None)
    Item.objects.filter(section__version=second, code="Q1").update(wording="Else.")

    assert undecided(second) == ["Q1"]
    assert comparable_codes(first, second) == {"Q2", "Q3"}


def test_over_several_versions_each_has_its_say(first):
    second = next_of(first, {"Q1": True, "Q2": False}, Q1="One.", Q2="One.")
    third = next_of(second, {"Q1": True, "Q2": True}, Q1="Two.", Q2="Two.")

    assert comparable_codes(first, third) == {"Q1", "Q3"}
    assert comparable_codes(second, third) == {"Q1", "Q2", "Q3"}


def test_what_is_alike_again_is_comparable_again(first):
    second = next_of(first, {"Q1": False}, Q1="Else.")
    third = next_of(second, {"Q1": False}, Q1="Wording of Q1.")

    assert comparable_codes(first, third) == {"Q1", "Q2", "Q3"}


def test_a_version_is_compared_with_the_last_that_was_asked(first):
    draft = services.new_version(first.instrument, by=None)

    assert version_before(draft) == first
    assert version_before(first) is None


def test_two_instruments_share_what_is_alike(first):
    other = services.clone_instrument(first, code="TWIN", name="Twin", by=None)
    services.edit_item(item_of(other, "Q1"), facts={"wording": "Else."}, by=None)
    services.freeze(other)

    assert comparable_codes(first, other) == comparable_codes(other, first) == {"Q2", "Q3"}
