"""Two releases of one administration, subtracted from each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.results.engine.disclosure import Policy
from surveys.results.engine.former import Comparison, Former, findings, without_late
from surveys.results.engine.interim import interim_policy, upper_part
from surveys.results.engine.release import build
from surveys.results.engine.sums import add_up
from surveys.results.engine.tree import Tree
from tests.surveys.results.builders import ITEM, answers, grow, hidden, released, trees

POLICY = Policy.of(10)


def centers(**schools):
    """A network of service centers, each with its schools: `A=[(n, staff), …]`."""
    return {
        "network": {
            center: {f"{center}{place}": own for place, own in enumerate(below)}
            for center, below in schools.items()
        }
    }


def interim(branches, threshold=10):
    """What an interim release of these answers tells."""
    units, leaves = upper_part(list(grow(branches)), [ITEM], answers(branches))
    figures = build(units, leaves, [ITEM], interim_policy(threshold))
    tree = Tree(grow(branches))
    return Former(figures.units, counts=add_up(tree, [ITEM], answers(branches)))


def final(before, after, agreeing=None):
    """The final release of `after` beside the interim one of `before`, and what it was made of."""
    former = interim(before)
    tree = Tree(grow(after))
    leaves = without_late(tree, [ITEM], POLICY, former, answers(before), answers(after, agreeing))
    held = compared(tree, former, leaves).held
    figures = build(grow(after), leaves, [ITEM], POLICY, held_by=lambda *_: held)
    assert list(findings(compared(tree, former, leaves), figures)) == []
    return figures, leaves


def compared(tree, former, leaves):
    return Comparison(tree, [ITEM], POLICY, former, add_up(tree, [ITEM], leaves))


def n(figures, unit):
    return figures.units[unit].items[ITEM.code].n


def test_three_late_answers_of_a_center_stay_out_and_twelve_come_in():
    """Example 19."""
    before = centers(A=[(30, 40), (30, 40)], B=[(60, 80), (60, 80)])
    few = centers(A=[(32, 40), (31, 40)], B=[(60, 80), (60, 80)])
    enough = centers(A=[(36, 40), (36, 40)], B=[(60, 80), (60, 80)])

    assert n(final(before, few)[0], "A") == 60
    assert n(final(before, few)[0], "A0") == 30
    assert n(final(before, enough)[0], "A") == 72
    assert n(final(before, enough)[0], "A0") == 36


def test_late_answers_of_centers_hidden_together_are_told_apart_together():
    before = centers(A=[(20, 40), (20, 40)], B=[(30, 80)], C=[(300, 400)])
    few = centers(A=[(22, 40), (22, 40)], B=[(33, 80)], C=[(300, 400)])

    figures, leaves = final(before, few)

    assert hidden(released(before)) >= set()
    assert leaves == answers(before)
    assert n(figures, "network") == 370


def test_a_center_hidden_at_the_interim_is_shown_later_where_nothing_changed_around_it():
    before = centers(A=[(20, 40), (20, 40)], B=[(30, 80)], C=[(300, 400)])

    figures, _ = final(before, before)

    assert figures.units["A"].base.submitted == 40


def test_a_center_that_grew_by_a_few_stays_hidden_after_the_interim():
    """A 40 and B 30 hidden, 70 together; 45 and 43 afterwards would pin A to 27 … 45."""
    before = centers(A=[(20, 40), (20, 40)], B=[(30, 80)], C=[(300, 400)], D=[(300, 400)])
    after = centers(A=[(23, 40), (22, 40)], B=[(43, 80)], C=[(300, 400)], D=[(300, 400)])

    figures, _ = final(before, after)

    assert figures.units["A"].base is None
    assert n(figures, "network") == 45 + 43 + 600


def test_centers_that_grew_enough_are_shown_after_the_interim():
    before = centers(A=[(20, 80), (20, 80)], B=[(30, 80)], C=[(300, 400)])
    after = centers(A=[(40, 80), (40, 80)], B=[(60, 80)], C=[(300, 400)])

    assert hidden(final(before, after)[0]) == set()


def test_one_answer_exchanged_for_another_is_a_change_of_too_few():
    branches = centers(A=[(40, 60), (45, 60)])
    first = released(branches)
    leaves = answers(branches, {"A0": 20})
    tree = Tree(grow(branches))
    swapped = answers(branches, {"A0": 21})
    former = Former(build(grow(branches), leaves, [ITEM], POLICY).units)

    assert [what for what, _ in compared(tree, former, swapped).too_few()] == [
        "agreeing answers to IMC01",
        "answers to IMC01",
        "agreeing answers to IMC01",
        "answers to IMC01",
    ][:2]
    assert first.units["A0"].items[ITEM.code].n == 40


def test_a_school_hidden_before_is_not_shown_by_a_correction_that_changed_its_group():
    before = centers(A=[(7, 12), (12, 20), (60, 80)])
    after = centers(A=[(14, 20), (20, 20), (60, 80)])
    former = Former(released(before).units)
    tree = Tree(grow(after))
    held = compared(tree, former, answers(after)).held

    figures = build(grow(after), answers(after), [ITEM], POLICY, held_by=lambda *_: held)

    assert {"A0", "A1"} <= hidden(released(before))
    assert {"A0", "A1"} <= hidden(figures)
    assert "A0" not in hidden(build(grow(after), answers(after), [ITEM], POLICY))


@given(trees(levels=2), st.data())
def test_no_two_releases_differ_by_too_few(branches, data):
    """Whatever comes late, the final release tells of no group that changed by 1 … T − 1."""
    before = {"network": _two_levels(branches)}
    late = data.draw(
        st.lists(
            st.sampled_from([0, 0, 1, 3, 9, 10, 12, 60]),
            min_size=len(_leaves(before)),
            max_size=len(_leaves(before)),
        )
    )
    after = _grown(before, dict(zip(_leaves(before), late, strict=True)))

    figures, _ = final(before, after)

    told = interim(before).units
    for unit, then in told.items():
        now = figures.units[unit]
        if then.base is not None and now.base is not None:
            change = now.base.submitted - then.base.submitted
            assert change == 0 or change >= POLICY.threshold


def _two_levels(branches):
    """Leaves directly under the network get a center of their own; staff leaves room."""
    return {
        name: {
            leaf: (n * 4, staff * 4 + 100)
            for leaf, (n, staff) in (
                below if isinstance(below, dict) else {f"{name}s": below}
            ).items()
        }
        for name, below in branches["network"].items()
    }


def _leaves(branches):
    return [leaf for below in branches["network"].values() for leaf in below]


def _grown(branches, late):
    return {
        "network": {
            center: {leaf: (n + late[leaf], staff) for leaf, (n, staff) in below.items()}
            for center, below in branches["network"].items()
        }
    }


@pytest.mark.parametrize("threshold", [5, 30])
def test_the_limit_of_an_interim_release_follows_the_threshold(threshold):
    branches = centers(A=[(5 * threshold, 400)], B=[(5 * threshold - 1, 400)], C=[(400, 400)])

    told = interim(branches, threshold).units

    assert told["B"].base is None
