from decimal import Decimal

import pytest

from cohorts.rules.places import foreseen
from cohorts.rules.scores import overall, together

CRITERIA = [("why", "Why"), ("time", "Time")]


def test_scores_stand_side_by_side_in_the_order_of_the_form():
    why, time = together(CRITERIA, [{"why": 3, "time": 1}, {"why": 4, "time": 4}])

    assert (why.name, why.scores, why.mean, why.is_apart) == ("Why", (3, 4), Decimal("3.5"), False)
    assert (time.scores, time.mean, time.is_apart) == ((1, 4), Decimal("2.5"), True)


def test_a_mean_is_rounded_half_up():
    [why] = together(CRITERIA[:1], [{"why": 2}, {"why": 2}, {"why": 2}, {"why": 3}])

    assert why.mean == Decimal("2.3")


def test_each_reviewer_weighs_the_same():
    assert overall([{"why": 4, "time": 4}, {"why": 1}]) == Decimal("2.5")
    assert overall([]) is None
    assert overall([{}]) is None


@pytest.mark.parametrize(
    ("verdict", "left", "waiting", "holds_place", "rank", "becomes"),
    [
        ("accepted", 2, 0, False, None, ("accepted", 1, 0)),
        ("accepted", None, 0, False, None, ("accepted", None, 0)),
        ("accepted", 0, 0, False, None, ("waitlisted", 0, 1)),
        ("accepted", 0, 3, True, None, ("accepted", 0, 3)),
        ("accepted", 0, 3, False, 2, ("waitlisted", 0, 3)),
        ("accepted", 1, 3, False, 2, ("accepted", 0, 2)),
        ("waitlisted", 5, 1, False, None, ("waitlisted", 5, 2)),
        ("declined", 5, 1, False, None, ("declined", 5, 1)),
    ],
)
def test_who_finds_no_place_left_waits(verdict, left, waiting, holds_place, rank, becomes):
    found = foreseen(verdict, left=left, waiting=waiting, holds_place=holds_place, rank=rank)

    assert found == becomes
