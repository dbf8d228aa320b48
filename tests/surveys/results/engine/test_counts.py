"""Sums up the tree, and counts that cannot be."""

import pytest
from hypothesis import given, settings

from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts, WrongCounts
from surveys.results.engine.sums import add_up
from surveys.results.engine.tree import Tree
from tests.surveys.results.builders import ITEM, answers, grow, schools, trees


@given(trees())
@settings(max_examples=40)
def test_a_unit_holds_the_answers_of_its_schools(written):
    tree = Tree(grow(written))
    counts = add_up(tree, [ITEM], answers(written))
    n = {name: own[0] for name, own in schools(written)}
    for unit in range(len(tree)):
        expected = sum(n[tree.ids[leaf]] for leaf in tree.leaves_below(unit))
        column = counts.items[ITEM.code]
        assert counts.submitted[unit] == column.n[unit] == expected
        assert sum(column.option_counts(unit)) == expected


def test_a_school_without_counts_has_none_submitted():
    tree = Tree(grow({"N": {"s": (0, 12), "t": (0, 20)}}))
    counts = add_up(tree, [ITEM], {"t": LeafCounts(9)})
    assert [counts.submitted[tree.number[unit]] for unit in "stN"] == [0, 9, 9]
    assert counts.items[ITEM.code].n == [0, 0, 0]


FIVE = (1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "leaves",
    [
        {"nowhere": LeafCounts(3)},
        {"N": LeafCounts(3)},
        {"s": LeafCounts(5, {"OTHER": ItemCounts(FIVE)})},
        {"s": LeafCounts(5, {ITEM.code: ItemCounts((1, 4))})},
        {"s": LeafCounts(4, {ITEM.code: ItemCounts(FIVE)})},
        {"s": LeafCounts(5, {ITEM.code: ItemCounts(FIVE, skipped=1)})},
        {"s": LeafCounts(5, {ITEM.code: ItemCounts((6, -1, 0, 0, 0))})},
    ],
)
def test_counts_that_contradict_are_refused_without_a_number_in_the_words(leaves):
    with pytest.raises(WrongCounts) as refusal:
        add_up(Tree(grow({"N": {"s": (0, 12)}})), [ITEM], leaves)
    words = str(refusal.value).replace(ITEM.code, "")
    assert not any(letter.isdigit() for letter in words)


def test_items_name_their_favorable_options_among_those_offered():
    with pytest.raises(ValueError, match="does not offer"):
        ItemSpec("X", 4, frozenset({4, 5}))
    with pytest.raises(WrongCounts, match="listed twice"):
        add_up(Tree(grow({"s": (0, 12)})), [ITEM, ITEM], {})
