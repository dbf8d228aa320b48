"""What must hold for every tree: properties of the patterns, and attacks by enumeration."""

from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.engine.audit import audit
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.release import build
from surveys.results.engine.release_tables import release_tables
from surveys.results.engine.tree import Tree
from tests.surveys.results.attack import Attack, least_derivable_group
from tests.surveys.results.builders import (
    ITEM,
    answers,
    counts_of_units,
    grow,
    hidden,
    released,
    schools,
    shown_remainders,
    trees,
    without,
)

T = 10


def agreeing(tree, draw_share):
    """Agreeing answers per school: shares that are often all or nothing."""
    return {
        name: round(n * draw_share[i % len(draw_share)])
        for i, (name, (n, _)) in enumerate(schools(tree))
    }


shares = st.lists(st.sampled_from([0, 0.05, 0.4, 0.5, 0.95, 1]), min_size=3, max_size=7)


@given(trees())
@settings(max_examples=120)
def test_every_remainder_is_empty_or_from_two_children_with_enough_answers(tree):
    n = {name: own[0] for name, own in schools(tree)}
    hides = hidden(released(tree))
    for _, parts in shown_remainders(tree, hides):
        leaves = list(chain.from_iterable(parts.values()))
        if leaves:
            assert sum(1 for part in parts.values() if part) >= 2
            assert sum(n[leaf] for leaf in leaves) >= T
    assert all(n[name] >= T for name in n if name not in hides)


@given(trees(), shares, st.data())
@settings(max_examples=80)
def test_audit_finds_nothing_and_one_answer_more_changes_that_never(tree, share, data):
    agree = agreeing(tree, share)
    assert audit(released(tree, agree), grow(tree), answers(tree, agree)) == []
    school = data.draw(st.sampled_from([name for name, _ in schools(tree)]))
    more = raised(tree, school)
    agree = agreeing(more, share)
    assert audit(released(more, agree), grow(more), answers(more, agree)) == []


def raised(tree, school):
    """The tree with one more answer at a school."""
    return {
        name: raised(part, school)
        if isinstance(part, dict)
        else (part[0] + (name == school), part[1] + (name == school))
        for name, part in tree.items()
    }


@given(trees(), shares)
@settings(max_examples=80)
def test_layers_nest_and_a_hidden_unit_has_a_hidden_school(tree, share):
    release = released(tree, agreeing(tree, share))
    base, agree, bars = (without(release, field) for field in ("n", "agree", "counts"))
    assert hidden(release) == base <= agree <= bars
    plain = Tree(grow(tree))
    for layer in (base, agree, bars):
        for unit in layer:
            leaves = plain.leaves_below(plain.number[unit])
            assert any(plain.ids[leaf] in layer for leaf in leaves)


@given(trees())
@settings(max_examples=40)
def test_other_ids_change_nothing_where_staff_differs(tree):
    numbers = iter(range(10_000))

    def unlike(below):
        """Every school gets staff of its own, so that no two sums are equal."""
        return {
            name: unlike(part) if isinstance(part, dict) else (part[0], 100 + 2 ** next(numbers))
            for name, part in below.items()
        }

    def renamed(below):
        return {
            f"z{name[::-1]}": renamed(part) if isinstance(part, dict) else part
            for name, part in reversed(below.items())
        }

    tree = unlike(tree)
    expected = {f"z{unit[::-1]}" for unit in hidden(released(tree))}
    assert hidden(released(renamed(tree))) == expected


@given(trees(threshold=5, max_leaves=5), shares)
@settings(max_examples=25, deadline=None)
def test_solver_finds_enough_values_for_every_hidden_count(tree, share):
    release = released(tree, agreeing(tree, share), threshold=5)
    attack = Attack(release_tables(release))
    for low, high in attack.hidden_n().values():
        assert high - low + 1 >= 5


@given(trees(threshold=5, max_leaves=6))
@settings(max_examples=60)
def test_enumeration_finds_enough_values_for_every_hidden_count(tree):
    release = released(tree, threshold=5)
    n = dict(counts_of_units(tree, {name: own[0] for name, own in schools(tree)}))
    shown = {unit: n[unit] for unit in n if unit not in hidden(release)}
    roof = max([60, *shown.values()])
    for unit, values in possible_values(tree, shown, roof).items():
        if unit not in shown:
            assert len(values) >= 5


def possible_values(tree, shown, roof):
    """What each unit's count may be, by adding up sets of whole numbers and taking them apart."""
    up = {}

    def sums(sets):
        total = {0}
        for one in sets:
            total = {a + b for a, b in product(total, one) if a + b <= roof}
        return total

    def rise(below):
        for name, part in below.items():
            if isinstance(part, dict):
                rise(part)
                up[name] = sums(up[child] for child in part)
            else:
                up[name] = set(range(roof + 1))
            if name in shown:
                up[name] &= {shown[name]}

    def sink(below, allowed):
        for name, part in below.items():
            others = sums(up[other] for other in below if other != name)
            mine = {v for v in up[name] if any(total - v in others for total in allowed)}
            down[name] = mine
            if isinstance(part, dict):
                sink(part, mine)

    down = {}
    rise(tree)
    sink(tree, sums(up[name] for name in tree))
    return down


@given(trees(threshold=5, max_leaves=6))
@settings(max_examples=40)
def test_no_group_of_too_few_follows_from_published_totals(tree):
    own = [name for name, _ in schools(tree)]
    n = [counts[0] for _, counts in schools(tree)]
    if len(own) > 6:
        return
    release = released(tree, threshold=5)
    plain = Tree(grow(tree))
    vectors = [
        [plain.number[leaf] in plain.leaves_below(plain.number[unit]) for leaf in own]
        for unit in plain.ids
        if unit not in hidden(release)
    ]
    least = least_derivable_group(vectors, n)
    assert least is None or least >= 5


def test_thresholds_below_five_are_refused():
    with pytest.raises(ValueError, match="never below 5"):
        Policy.of(4)
    with pytest.raises(ValueError, match="at least as many"):
        Policy(threshold=10, unanimity_below=9)


def test_harmless_items_may_do_without_the_protection_of_bars():
    tree = {"E": {"x": (12, 30), "y": (45, 60)}}
    counts = answers(tree, {"x": 12})
    release = build(grow(tree), counts, [ITEM], Policy(threshold=10, unanimity_below=10))
    assert release.item("x", ITEM.code).percent == 100
    assert release.item("x", ITEM.code).counts == [0, 0, 0, 12, 0]
    assert audit(release, grow(tree), counts) == []
