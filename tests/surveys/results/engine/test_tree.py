"""The tree: who is above whom, how many work there, and in which order units are chosen."""

import pytest

from surveys.results.engine.tree import NotATree, Tree, Unit
from tests.surveys.results.builders import grow


def test_units_are_numbered_by_staff_and_then_by_id():
    tree = Tree(grow({"N": {"b": (0, 30), "a": (0, 30), "d": {"c": (0, 5)}}}))
    assert tree.ids == ("c", "d", "a", "b", "N")
    assert tree.staff == (5, 5, 30, 30, 65)


def test_every_unit_comes_after_all_below_it():
    tree = Tree(grow({"N": {"E": {"d": {"s": (0, 1), "t": (0, 2)}}, "F": {"u": (0, 3)}}}))
    seen = set()
    for unit in tree.upwards:
        assert set(tree.children[unit]) <= seen
        seen.add(unit)
    assert len(seen) == len(tree) == 7


def test_units_without_a_frame_are_absent():
    tree = Tree(grow({"N": {"d": {"closed": (0, 0)}, "e": {"s": (0, 12)}}}))
    assert set(tree.ids) == {"N", "e", "s"}


def test_leaves_below_and_the_line_up():
    tree = Tree(grow({"N": {"d": {"s": (0, 3), "t": (0, 2)}, "u": (0, 9)}}))
    number = tree.number
    assert {tree.ids[leaf] for leaf in tree.leaves_below(number["d"])} == {"s", "t"}
    assert tree.leaves_below(number["u"]) == [number["u"]]
    assert [tree.ids[unit] for unit in tree.line_up(number["s"])] == ["s", "d", "N"]


@pytest.mark.parametrize(
    "units",
    [
        [Unit("a", "nowhere", 5)],
        [Unit("a", None, 5), Unit("a", None, 6)],
        [Unit("a", "b"), Unit("b", "a")],
        [Unit("a", "a", 5), Unit("s", None, 5)],
        [Unit("a", "b"), Unit("b", "a"), Unit("s", "a", 5)],
        [Unit("d", None, 40), Unit("s", "d", 40)],
    ],
)
def test_what_is_no_tree_is_refused(units):
    with pytest.raises(NotATree):
        Tree(units)
