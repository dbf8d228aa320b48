import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.travel import EARTH_RADIUS, Point, fairness, miles

COLUMBUS, CLEVELAND = Point(39.9612, -82.9988), Point(41.4993, -81.6944)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_two_cities_are_as_far_apart_as_the_map_says():
    assert miles(COLUMBUS, CLEVELAND) == pytest.approx(126, abs=1)


@given(points, points)
def test_distance_is_the_same_both_ways_and_never_more_than_half_around(one, other):
    assert miles(one, other) == pytest.approx(miles(other, one))
    assert 0 <= miles(one, other) <= 3.1416 * EARTH_RADIUS
    assert miles(one, one) == pytest.approx(0, abs=1e-3)


def test_middle_and_farthest_team_are_told_and_unknown_ones_counted():
    homes = {"North": CLEVELAND, "Center": COLUMBUS, "Near": COLUMBUS, "Nowhere": None}

    found = fairness(COLUMBUS, homes, 1.3)

    assert found.median == 0
    assert (found.farthest, found.known, found.unknown) == ("North", 3, 1)
    assert found.worst == pytest.approx(1.3 * miles(COLUMBUS, CLEVELAND))


def test_nothing_is_said_when_no_home_is_known():
    assert fairness(COLUMBUS, {"Nowhere": None}, 1.3) is None
