from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.results.evaluators.anonymity import HIDDEN, TooFewRows, coarsen

# role, school, level; the school is given up first, then the level, then the role
ORDER = (1, 2, 0)
KEYS = st.tuples(
    st.integers(1, 3), st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(["high", "middle"])
)
GROUPS = st.dictionaries(KEYS, st.integers(0, 12), min_size=1)


def sizes(groups, coarse):
    found = Counter()
    for key, now in coarse.keys.items():
        found[now] += groups[key]
    return found


def test_large_groups_keep_everything():
    groups = {(1, "a", "high"): 5, (1, "b", "high"): 9}

    coarse = coarsen(groups, ORDER, 5)

    assert coarse.keys == {key: key for key in groups}
    assert (coarse.least_before, coarse.rows_below, coarse.least_after) == (5, 0, 5)
    assert coarse.given_up == (0, 0, 0)


def test_the_school_goes_first():
    groups = {(1, "a", "high"): 3, (1, "b", "high"): 2, (1, "c", "high"): 8}

    coarse = coarsen(groups, ORDER, 5)

    assert coarse.keys[1, "a", "high"] == coarse.keys[1, "b", "high"] == (1, HIDDEN, "high")
    assert coarse.keys[1, "c", "high"] == (1, "c", "high")
    assert (coarse.least_before, coarse.rows_below, coarse.least_after) == (2, 5, 5)
    assert coarse.given_up == (0, 5, 0)


def test_then_the_level_then_the_role():
    groups = {
        (1, "a", "high"): 3,
        (1, "b", "middle"): 2,
        (2, "a", "high"): 1,
        (3, "b", "middle"): 4,
        (1, "c", "high"): 8,
    }

    coarse = coarsen(groups, ORDER, 5)

    assert coarse.keys[1, "a", "high"] == coarse.keys[1, "b", "middle"] == (1, HIDDEN, HIDDEN)
    assert coarse.keys[2, "a", "high"] == coarse.keys[3, "b", "middle"] == (HIDDEN,) * 3
    assert coarse.given_up == (5, 10, 10)


def test_what_is_left_over_is_joined_by_the_smallest_group():
    groups = {(1, "a", "high"): 6, (1, "b", "high"): 9, (2, "a", "high"): 1}

    coarse = coarsen(groups, ORDER, 5)

    assert coarse.keys[1, "a", "high"] == coarse.keys[2, "a", "high"] == (HIDDEN,) * 3
    assert coarse.keys[1, "b", "high"] == (1, "b", "high")
    assert coarse.least_after == 7


def test_fewer_rows_than_one_group_needs_do_not_leave():
    with pytest.raises(TooFewRows):
        coarsen({(1, "a", "high"): 4}, ORDER, 5)


def test_without_any_fact_all_rows_are_one_group():
    assert coarsen({(): 7}, (), 5).keys == {(): ()}


@given(GROUPS, st.integers(2, 12))
def test_every_group_has_enough_rows_and_none_is_lost(groups, least):
    total = sum(groups.values())
    if total < least:
        with pytest.raises(TooFewRows):
            coarsen(groups, ORDER, least)
        return

    coarse = coarsen(groups, ORDER, least)

    assert min(sizes(groups, coarse).values()) >= least
    assert sum(sizes(groups, coarse).values()) == coarse.rows == total
    assert coarse.least_after == min(sizes(groups, coarse).values())


@given(GROUPS, st.integers(2, 12))
def test_a_fact_is_kept_or_given_up_and_never_changed(groups, least):
    if sum(groups.values()) < least:
        return

    coarse = coarsen(groups, ORDER, least)

    for key, now in coarse.keys.items():
        assert all(after in (before, HIDDEN) for before, after in zip(key, now, strict=True))
        given_up = [place for place in ORDER if now[place] == HIDDEN]
        assert given_up == list(ORDER[: len(given_up)])


@given(GROUPS, st.integers(2, 12))
def test_rows_of_a_group_that_is_large_enough_keep_their_facts_unless_they_have_to_join(
    groups, least
):
    if sum(groups.values()) < least:
        return

    coarse = coarsen(groups, ORDER, least)

    for key, now in coarse.keys.items():
        assert groups[key] < least or now in (key, (HIDDEN,) * 3)
