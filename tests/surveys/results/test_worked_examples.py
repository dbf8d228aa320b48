"""The worked examples of disclosure.md 10, each with its hidden set and what remains possible."""

import pytest

from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.release import build
from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.attack import UNBOUNDED, Attack
from tests.surveys.results.builders import (
    CONDITIONAL,
    ITEM,
    answers,
    grow,
    hidden,
    released,
    without,
)

FREE = (0, UNBOUNDED)

# name: tree, hidden set, what is left possible for a hidden n
EXAMPLES = {
    "1 scenario 5": (
        {"A": {"s45": (45, 60), "s12": (12, 18), "s7": (7, 11)}},
        {"s7", "s12"},
        {"s7": (0, 19), "s12": (0, 19)},
    ),
    "2 two small protect each other": (
        {"A": {"a": (7, 12), "b": (7, 13), "c": (40, 55)}},
        {"a", "b"},
        {"a": (0, 14), "b": (0, 14)},
    ),
    "3 two hidden below the threshold": (
        {"A": {"a": (4, 9), "b": (3, 8), "c": (30, 45), "d": (40, 50)}},
        {"a", "b", "c"},
        {"a": (0, 37), "b": (0, 37), "c": (0, 37)},
    ),
    "4 nine follow as a group": (
        {"A": {"a": (5, 9), "b": (4, 8), "c": (30, 45), "d": (40, 50)}},
        {"a", "b", "c"},
        {"a": (0, 39), "b": (0, 39), "c": (0, 39)},
    ),
    "5 single child, shown": ({"E1": {"d1": {"s1": (30, 40)}}}, set(), {}),
    "6 chain of only children, small": (
        {
            "network": {
                "E1": {"d1": {"s1": (8, 12)}},
                "E2": {"d2": {"s2": (30, 40), "s3": (62, 80)}},
            }
        },
        {"E1", "d1", "s1", "E2", "d2", "s2"},
        {"s1": (0, 38), "E1": (0, 38), "s2": (0, 38), "E2": (62, 100)},
    ),
    "7 partner in an only-child chain": (
        {
            "network": {
                "E1": {"d1": {"s1": (8, 12)}},
                "E2": {"d2": {"s2": (62, 80)}},
                "E3": {"d3": {"s3": (40, 50)}},
            }
        },
        {"E1", "d1", "s1", "E3", "d3", "s3"},
        {"s1": (0, 48), "E3": (0, 48)},
    ),
    "8 lender": (
        {
            "network": {
                "E1": {"s1": (8, 12)},
                "E2": {"s2": (6, 10), "s3": (7, 11), "s4": (50, 70)},
                "E3": {"s5": (40, 60), "s6": (40, 50)},
            }
        },
        {"E1", "s1", "E2", "s2", "s3"},
        {"s1": (0, 21), "s2": (0, 21), "E2": (50, 71)},
    ),
    "9 all children hidden": (
        {"E": {"a": (9, 12), "b": (8, 12), "c": (7, 12)}},
        {"a", "b", "c"},
        {"a": (0, 24), "b": (0, 24), "c": (0, 24)},
    ),
    "10 nothing left but the sibling": (
        {"E": {"a": (9, 12), "b": (12, 20)}},
        {"a", "b"},
        {"a": (0, 21), "b": (0, 21)},
    ),
    "11 zero is small": (
        {"E": {"a": (0, 6), "b": (12, 20), "c": (40, 60)}},
        {"a", "b"},
        {"a": (0, 12), "b": (0, 12)},
    ),
    "12 order is staff, not answers": (
        {"E": {"a": (7, 11), "b": (20, 25), "c": (15, 40)}},
        {"a", "b"},
        {"a": (0, 27), "b": (0, 27)},
    ),
    "14 small root": (
        {"E": {"a": (4, 12), "b": (5, 70)}},
        {"E", "a", "b"},
        {"E": FREE, "a": FREE, "b": FREE},
    ),
    "21 district with two small neighbors": (
        {"E": {"d": {"a": (7, 11), "b": (30, 40), "c": (25, 50)}}},
        {"a", "b"},
        {"a": (0, 37), "b": (0, 37)},
    ),
    "21 with a small center beside it": (
        {
            "network": {
                "E": {"d": {"a": (7, 11), "b": (30, 40), "c": (25, 50)}},
                "F": {"f": (8, 12)},
                "G": {"g1": (90, 200), "g2": (80, 200)},
            }
        },
        {"E", "d", "a", "b", "F", "f"},
        {"f": (0, 45), "F": (0, 45), "E": (25, 70), "d": (25, 70)},
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_example(example):
    tree, expected, possible = EXAMPLES[example]
    release = released(tree)
    assert hidden(release) == expected
    assert without(release, "n") == expected
    assert audit(release, grow(tree), answers(tree)) == []
    attack = Attack(release_tables(release))
    assert {unit: attack.n(unit, ITEM.code) for unit in possible} == possible


def test_example_1_hides_the_bars_of_the_school_whose_percent_stays():
    tree, *_ = EXAMPLES["1 scenario 5"]
    release = released(tree, agreeing={"s45": 20})
    assert release.item("s45", ITEM.code).percent == 44
    assert release.item("A", ITEM.code).n == 64
    assert without(release, "counts") == {"s45", "s12", "s7"}


def test_example_2_flat_list_of_seventeen_shows_fifteen():
    sizes = [45, 42, 40, 38, 36, 34, 33, 31, 30, 29, 28, 26, 24, 20, 12, 7, 7]
    tree = {"network": {f"s{place}": (n, n + 10) for place, n in enumerate(sizes)}}
    assert hidden(released(tree)) == {"s15", "s16"}


def test_example_13_a_threshold_of_five():
    tree = {"E": {"a": (7, 12), "b": (3, 13), "c": (40, 55)}}
    release = released(tree, threshold=5)
    assert hidden(release) == {"a", "b"}
    assert Attack(release_tables(release)).n("b", ITEM.code) == (0, 10)


def test_example_15_hidden_units_keep_their_staff_number():
    stored = released({"E": {"x": (1, 1), "y": (9, 4321)}}).to_json()
    nothing = {"base": None, "items": {ITEM.code: None}, "scales": {}, "roles": None}
    assert stored["units"]["x"] == nothing
    assert stored["units"]["y"] == nothing
    assert stored["units"]["E"]["base"]["staff"] == 4322  # the sum is public


def test_example_16_one_pattern_for_all_items():
    three = [ItemSpec(code, 5, frozenset({4, 5})) for code in ("one", "two", "three")]
    tree = {"E": {"x": (12, 16), "y": (14, 20), "z": (38, 60)}}
    valid = {"x": (12, 9, 12), "y": (14, 14, 14), "z": (38, 38, 37)}
    leaves = {
        school: LeafCounts(
            max(ns),
            {
                item.code: ItemCounts((n // 2, 0, 0, n - n // 2, 0), skipped=max(ns) - n)
                for item, n in zip(three, ns, strict=True)
            },
        )
        for school, ns in valid.items()
    }
    release = build(grow(tree), leaves, three)
    assert {item.code: without(release, "n", item.code) for item in three} == {
        "one": {"x", "y"},
        "two": {"x", "y"},
        "three": {"x", "y"},
    }
    assert Attack(release_tables(release)).n("x", "two") == (0, 23)


def conditional(valid_and_na, staff):
    """A release with one core item that everybody answered and one item with N/A."""
    tree = {"E": {name: (0, staff[name]) for name in staff}}
    leaves = {
        name: LeafCounts(
            valid + na,
            {
                ITEM.code: ItemCounts(((valid + na) // 2, 0, 0, (valid + na + 1) // 2, 0)),
                CONDITIONAL.code: ItemCounts((valid // 2, 0, (valid + 1) // 2, 0), na=na),
            },
        )
        for name, (valid, na) in valid_and_na.items()
    }
    release = build(grow(tree), leaves, [ITEM, CONDITIONAL], Policy())
    assert audit(release, grow(tree), leaves) == []
    return release


def test_example_17_an_item_that_does_not_apply_hides_for_itself():
    staff = {"x": 55, "y": 60, "z": 70}
    release = conditional({"x": (8, 37), "y": (20, 25), "z": (30, 10)}, staff)
    assert hidden(release) == set()
    assert without(release, "n", ITEM.code) == set()
    assert without(release, "n", CONDITIONAL.code) == {"x", "y"}
    assert Attack(release_tables(release)).n("x", CONDITIONAL.code) == (0, 28)


def test_example_17_too_few_that_are_not_valid_need_one_more_partner():
    staff = {"x": 55, "y": 60, "z": 70}
    release = conditional({"x": (8, 4), "y": (44, 1), "z": (30, 10)}, staff)
    assert hidden(release) == set()
    assert without(release, "n", CONDITIONAL.code) == {"x", "y", "z"}


def test_example_20_unanimous_small_school_and_its_partner():
    tree = {"E": {"x": (12, 30), "y": (45, 60)}}
    release = released(tree, agreeing={"x": 12, "y": 20})
    x, y, parent = (release.item(unit, ITEM.code) for unit in ("x", "y", "E"))
    assert (x.n, x.coded, x.agree, x.percent, x.counts) == (12, "90% or more", None, None, None)
    assert (y.n, y.coded, y.agree, y.percent, y.counts) == (45, None, None, None, None)
    assert (parent.n, parent.agree, parent.percent) == (57, 32, 56)
    assert sum(parent.counts) == 57
    assert audit(release, grow(tree), answers(tree, {"x": 12, "y": 20})) == []


def test_coding_looks_at_the_rounded_percent_and_at_small_groups_only():
    tree = {"E": {"x": (19, 30), "y": (20, 30), "z": (45, 60)}}
    release = released(tree, agreeing={"x": 2, "y": 0, "z": 20})
    assert release.item("x", ITEM.code).percent == 11  # 10.5, half up
    assert release.item("y", ITEM.code).percent == 0  # twenty answers are no small group
    coded = released(tree, agreeing={"x": 1, "y": 9, "z": 20}).item("x", ITEM.code)
    assert (coded.coded, coded.percent) == ("10% or less", None)
