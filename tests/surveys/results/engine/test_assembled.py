"""Groups put together from what is shown, checked against the published tables alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.engine.assembled import (
    assemble,
    assemble_participation,
    covers,
    mean_of_cells,
    range_of_cells,
    wave_change,
)
from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.builders import ITEM, released, schools, trees

TREE = {
    "network": {
        "E": {"d": {"a": (30, 50), "b": (25, 40), "c": (5, 20)}, "e": {"f": (40, 60)}},
        "F": {"g": {"h": (22, 30)}},
    }
}
AGREEING = {"a": 10, "b": 15, "c": 2, "f": 20, "h": 11}


def test_the_highest_shown_units_inside_the_group_are_added_up():
    release = released(TREE, AGREEING)
    group = assemble(release, {"a", "b", "c", "h"}, ITEM.code)
    assert set(group.units) == {"d", "F"}  # c is hidden, and counted in d
    assert (group.n, group.agree, group.percent) == (82, 38, 46)
    assert group.covers == "covers 4 of 4 schools"


def test_hidden_schools_are_left_out_and_said_so():
    release = released(TREE, AGREEING)
    group = assemble(release, {"a", "c", "f"}, ITEM.code)
    assert (set(group.units), group.n) == ({"a", "e"}, 70)
    assert group.covers == "covers 2 of 3 schools"
    taken_part = assemble_participation(release, {"a", "c", "f"})
    assert (taken_part.submitted, taken_part.staff, taken_part.rate_1) == (70, 110, 63.6)
    assert taken_part.covers == group.covers


def test_a_group_of_hidden_or_absent_schools_has_no_figures():
    release = released(TREE, AGREEING)
    assert assemble(release, {"c"}, ITEM.code) is None
    assert assemble_participation(release, {"c", "somewhere else"}) is None
    assert assemble(release, set(), ITEM.code) is None


def test_the_mean_of_schools_is_of_those_that_are_shown():
    release = released(TREE, AGREEING)
    mean = mean_of_cells(release.item(school, ITEM.code) for school in "abcfh")
    # a 10/30, f 20/40, h 11/22; c is hidden, and b beside it.
    assert (mean.units, mean.percent, mean.percent_1) == (3, 44, 44.4)
    assert mean_of_cells([release.item("c", ITEM.code)]) is None


def test_one_school_is_a_school():
    assert covers(0, 1) == "covers 0 of 1 school"


@given(trees(), st.data())
@settings(max_examples=60)
def test_an_assembled_group_follows_from_the_published_tables(tree, data):
    names = [name for name, _ in schools(tree)]
    group = set(data.draw(st.lists(st.sampled_from(names))))
    release = released(tree)
    published = release_tables(release)
    below = published["dimensions"]["org"]
    cells = {cell["at"]["org"]: cell for cell in published["cells"]}

    def leaves(unit):
        return {unit} if unit not in below else set().union(*map(leaves, below[unit]))

    inside = {u for u, cell in cells.items() if "agree" in cell and leaves(u) <= group}
    highest = {u for u in inside if not any(u in below.get(p, []) for p in above(below, inside))}
    found = assemble(release, group, ITEM.code)
    if found is None:
        assert not inside
        return
    assert sum(cells[unit]["n"] for unit in found.units) == found.n
    assert sum(cells[unit]["agree"] for unit in found.units) == found.agree
    covered = [leaf for unit in found.units for leaf in leaves(unit)]
    assert len(covered) == len(set(covered)) == found.covered
    assert set(covered) == set().union(*map(leaves, highest))


def above(below, units):
    """Those units and everything below them that could be counted twice."""
    found = set()
    stack = list(units)
    while stack:
        unit = stack.pop()
        if unit not in found:
            found.add(unit)
            stack.extend(below.get(unit, []))
    return found


def test_a_change_needs_both_waves_to_show_their_percent():
    before = released({"s": (40, 60)}, {"s": 10}).item("s", ITEM.code)
    after = released({"s": (44, 60)}, {"s": 22}).item("s", ITEM.code)
    coded = released({"s": (12, 60)}, {"s": 12}).item("s", ITEM.code)
    assert wave_change(before, after).points == 25
    assert wave_change(before, None) is None
    assert wave_change(None, after) is None
    assert wave_change(before, coded) is None


def test_a_range_is_made_from_the_occasions_shown():
    cells = [
        released({"s": (n, 150)}, {"s": agree}).item("s", ITEM.code)
        for n, agree in ((120, 116), (100, 98), (80, 78))
    ]
    assert str(range_of_cells([*cells, None])) == "97%–98%"
    assert range_of_cells([None]) is None
