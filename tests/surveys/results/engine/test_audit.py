"""The audit finds what a broken routine, a wrong sum or a careless hand would publish."""

from dataclasses import replace

import pytest

from surveys.results.engine.audit import Finding, audit
from surveys.results.engine.counts import ItemCounts, LeafCounts
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.figures import UnitFigures
from surveys.results.engine.release import base_figures, build, item_figures
from tests.surveys.results.builders import CONDITIONAL, ITEM, answers, grow, released

TREE = {"A": {"s45": (45, 60), "s12": (12, 18), "s7": (7, 11)}}
AGREEING = {"s45": 20, "s12": 5, "s7": 3}
COUNTS = answers(TREE, AGREEING)


def with_unit(release, unit, figures):
    """The release with one unit's figures exchanged."""
    return replace(release, units={**release.units, unit: figures})


def with_cell(release, unit, **changes):
    """The release with parts of one cell exchanged."""
    own = release.units[unit]
    cell = own.items[ITEM.code]._replace(**changes)
    return with_unit(release, unit, replace(own, items={ITEM.code: cell}))


def as_shown(n, staff, agree, *, plain=True, bars=False):
    """What a unit's figures would be if they were shown."""
    options = (n - agree, 0, 0, agree, 0)
    cell = item_figures(
        ITEM, options, skipped=0, na=0, staff=staff, shows_agree=plain, shows_bars=bars
    )
    return UnitFigures(base_figures(n, staff), {ITEM.code: cell})


def rules(release):
    return {(found.unit, found.rule) for found in audit(release, grow(TREE), COUNTS)}


@pytest.fixture
def release():
    return released(TREE, AGREEING)


def test_a_true_release_passes(release):
    assert audit(release, grow(TREE), COUNTS) == []


def test_a_partner_that_is_shown_leaves_the_small_one_alone(release):
    broken = with_unit(release, "s12", as_shown(12, 18, 5))
    assert rules(broken) == {
        ("A", "participation of one hidden unit follow from it"),
        ("A", "participation of too few follow from it"),
        ("A", "answers of one hidden unit follow from it"),
        ("A", "answers of too few follow from it"),
        ("A", "agreeing answers of one hidden unit follow from it"),
        ("A", "agreeing answers of too few follow from it"),
    }


def test_a_small_school_that_is_shown_is_found(release):
    found = rules(with_unit(release, "s7", as_shown(7, 11, 3)))
    assert ("s7", "participation rests on too few") in found
    assert ("s7", "figures rest on too few answers") in found


def test_bars_beside_a_remainder_below_twenty_are_found(release):
    broken = with_unit(release, "s45", as_shown(45, 60, 20, bars=True))
    assert rules(broken) == {("A", "bars of too few follow from it")}


def test_bars_of_a_small_group_are_found():
    tree = {"E": {"a": (15, 30), "b": (18, 30)}}
    release = released(tree, {"a": 7, "b": 8})
    broken = with_unit(release, "a", as_shown(15, 30, 7, bars=True))
    found = {
        (one.unit, one.rule) for one in audit(broken, grow(tree), answers(tree, {"a": 7, "b": 8}))
    }
    assert ("a", "bars rest on too few answers") in found


def test_what_a_small_group_nearly_all_answered_is_found_in_plain_and_by_subtraction():
    tree, agree = {"E": {"x": (12, 30), "y": (45, 60)}}, {"x": 12, "y": 20}
    release = released(tree, agree)
    plain = with_unit(release, "x", as_shown(12, 30, 12))
    found = {(one.unit, one.rule) for one in audit(plain, grow(tree), answers(tree, agree))}
    assert ("x", "a small group's nearly common answer is printed") in found
    beside = with_unit(release, "y", as_shown(45, 60, 20))
    found = {(one.unit, one.rule) for one in audit(beside, grow(tree), answers(tree, agree))}
    assert found == {
        ("E", "agreeing answers of one hidden unit follow from it"),
        ("E", "agreeing answers of too few follow from it"),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"n": 46},
        {"agree": 21},
        {"percent": 45},
        {"skipped": 1},
        {"low": 30},
        {"coded": "90% or more"},
    ],
)
def test_other_figures_than_the_recount_are_found(release, change):
    assert ("s45", "the recount finds other figures") in rules(with_cell(release, "s45", **change))


def test_other_participation_than_the_recount_is_found(release):
    own = release.units["A"]
    broken = with_unit(release, "A", replace(own, base=replace(own.base, staff=90)))
    assert ("A", "the recount finds another participation") in rules(broken)


@pytest.mark.parametrize("field", ["percent", "percent_1", "low", "high_1"])
def test_a_value_left_in_a_hidden_percent_is_found(release, field):
    hidden = with_cell(
        with_unit(release, "s45", as_shown(45, 60, 20, plain=False)), "s45", **{field: 44}
    )
    assert ("s45", "part of a hidden percent is kept") in rules(hidden)


@pytest.mark.parametrize("change", [{"mean": 2.9}, {"labels": [20, 20, 20, 20, 20]}])
def test_a_value_left_in_hidden_bars_is_found(release, change):
    assert ("s45", "part of hidden bars is kept") in rules(with_cell(release, "s45", **change))


def test_layers_that_do_not_nest_are_found(release):
    cell = release.item("s45", ITEM.code)
    unit_hidden = with_unit(release, "s45", UnitFigures(None, {ITEM.code: cell}))
    assert ("s45", "is shown though the unit is hidden") in rules(unit_hidden)
    item_hidden = with_unit(release, "s45", replace(release.units["s45"], items={ITEM.code: None}))
    assert ("s45", "participation is shown and a core item is not") in rules(item_hidden)
    percent_hidden = with_unit(release, "s45", as_shown(45, 60, 20, plain=False, bars=True))
    assert ("s45", "bars are shown though the percent is hidden") in rules(percent_hidden)


def test_another_tree_or_other_items_are_found(release):
    fewer = replace(release, parents={"A": None})
    assert [str(found) for found in audit(fewer, grow(TREE), COUNTS)] == [
        "release: the units are not those of the frozen frame"
    ]
    no_items = with_unit(release, "s7", UnitFigures(None, {}))
    assert rules(no_items) == {("s7", "the items are not those of the instrument")}


def test_hidden_answers_pinned_by_known_submissions_are_found():
    """x and y show 12 and 45 submissions; with only 5 of 57 not valid, x had 7 to 12 answers."""
    tree = {"E": {"x": (0, 55), "y": (0, 60), "z": (0, 70)}}
    leaves = {
        name: LeafCounts(
            valid + na,
            {CONDITIONAL.code: ItemCounts((valid // 2, 0, valid - valid // 2, 0), na=na)},
        )
        for name, (valid, na) in {"x": (8, 4), "y": (44, 1), "z": (30, 10)}.items()
    }
    release = build(grow(tree), leaves, [CONDITIONAL], Policy())
    assert audit(release, grow(tree), leaves) == []
    shown = item_figures(
        CONDITIONAL, (15, 0, 15, 0), skipped=0, na=10, staff=70, shows_agree=True, shows_bars=False
    )
    own = replace(release.units["z"], items={CONDITIONAL.code: shown})
    broken = with_unit(release, "z", own)
    assert audit(broken, grow(tree), leaves) == [
        Finding("hidden answers are pinned by known submissions", "E", CONDITIONAL.code)
    ]


def test_a_finding_holds_no_number(release):
    for found in audit(with_unit(release, "s7", as_shown(7, 11, 3)), grow(TREE), COUNTS):
        assert not any(letter.isdigit() for letter in found.rule)
