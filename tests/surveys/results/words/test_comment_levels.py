from hypothesis import given
from hypothesis import strategies as st

from surveys.results.words.comment_levels import places_of_comments

# 1 network > 2, 3 districts > 4, 5, 6 schools of 2 and 7, 8 of 3
TREE = {1: None, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3}
ALL = set(TREE)


def places(counts, shown=ALL, threshold=10):
    return places_of_comments(TREE, shown, counts, threshold)


def test_a_school_with_enough_comments_shows_its_own():
    assert places({4: 10, 7: 12}) == {4: 4, 7: 7}


def test_leftovers_of_two_schools_stand_in_the_district_if_they_are_enough():
    assert places({4: 20, 5: 6, 6: 4}) == {4: 4, 5: 2, 6: 2}


def test_leftovers_of_one_school_go_further_up_however_many_they_are():
    assert places({4: 20, 5: 9, 7: 3}) == {4: 4, 5: 1, 7: 1}


def test_leftovers_below_the_threshold_are_shown_nowhere():
    assert places({4: 20, 5: 6, 7: 3}) == {4: 4}


def test_a_hidden_school_with_many_comments_does_not_show_them():
    assert places({4: 15, 5: 3}, shown=ALL - {4}) == {4: 2, 5: 2}


def test_leftovers_pass_a_hidden_district():
    assert places({5: 6, 6: 6, 7: 3}, shown=ALL - {2}) == {5: 1, 6: 1, 7: 1}


def test_nothing_is_shown_when_the_network_is_hidden():
    assert places({5: 6, 7: 30}, shown=set()) == {}


@given(
    counts=st.dictionaries(st.integers(4, 8), st.integers(0, 25)),
    hidden=st.sets(st.integers(1, 8)),
    threshold=st.sampled_from([5, 10, 30]),
)
def test_every_group_of_comments_is_as_large_as_the_threshold_and_above_its_schools(
    counts, hidden, threshold
):
    found = places(counts, shown=ALL - hidden, threshold=threshold)

    for unit in set(found.values()):
        leaves = [leaf for leaf, at in found.items() if at == unit]
        assert unit not in hidden
        assert sum(counts[leaf] for leaf in leaves) >= threshold
        assert unit in leaves or len(leaves) > 1
    for leaf, unit in found.items():
        assert unit in (leaf, TREE[leaf], TREE[TREE[leaf]])
