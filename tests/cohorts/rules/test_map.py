import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules.map import HIGHEST, WIDTH, Spot, drawn

places = st.lists(
    st.builds(
        Spot,
        name=st.text("abcdefgh ", min_size=1, max_size=20),
        latitude=st.floats(38.0, 42.5),
        longitude=st.floats(-85.0, -80.0),
        number=st.integers(0, 90),
    ),
    min_size=1,
    max_size=30,
)


def test_nobody_taking_part_is_no_map():
    assert drawn([]) is None
    assert drawn([Spot("Ada", 40, -83)]) is None


def test_one_county_alone_stands_in_the_middle():
    circle = drawn([Spot("Ada", 40, -83, 2)]).counties[0]

    assert (circle.x, circle.label, circle.number) == (WIDTH / 2, "Ada", 2)


def test_north_is_up_and_east_is_right():
    found = drawn([Spot("Southwest", 39, -84, 1), Spot("Northeast", 41, -81, 1)])
    by_name = {circle.name: circle for circle in found.counties}

    assert by_name["Northeast"].x > by_name["Southwest"].x
    assert by_name["Northeast"].y < by_name["Southwest"].y


def test_a_mile_is_as_long_in_both_directions():
    lat, lon = 40.0, -83.0
    east = 1 / math.cos(math.radians(lat + 1 / 3))
    found = drawn(
        [Spot("o", lat, lon, 1), Spot("n", lat + 1, lon, 1), Spot("e", lat, lon + east, 1)]
    )
    o, n, e = (next(c for c in found.counties if c.name == name) for name in "one")

    assert math.isclose(o.y - n.y, e.x - o.x, abs_tol=0.2)


def test_the_area_grows_with_the_number():
    found = drawn([Spot("Many", 40, -83, 16), Spot("Few", 41, -82, 4), Spot("None", 39, -81)])
    radius = {circle.name: circle.radius for circle in found.counties}

    assert radius["Many"] == 2 * radius["Few"]
    assert [circle.name for circle in found.others] == ["None"]


def test_a_name_that_would_cover_another_circle_is_left_to_the_table():
    spots = [Spot("Far away", 42, -80, 1), Spot("Above", 40.3, -83, 9), Spot("Below", 40, -83, 1)]
    labels = {circle.name: circle.label for circle in drawn(spots).counties}

    assert labels == {"Far away": "Far away", "Above": "", "Below": "Below"}


def test_neighbors_stand_beside_each_other_and_not_on_each_other():
    near = [Spot(f"County {n}", 40 + n / 50, -83, n + 1) for n in range(6)]
    same = [Spot("One", 41, -82, 3), Spot("Two", 41, -82, 3)]
    found = drawn([*near, *same, Spot("Far", 38.5, -84.5, 1), Spot("North", 42, -80, 0)])

    for one, other in combinations(found.counties, 2):
        apart = math.dist((one.x, one.y), (other.x, other.y))
        assert apart > one.radius + other.radius, (one.name, other.name)


@given(places)
def test_everything_is_inside_and_nothing_is_lost(spots):
    found = drawn(spots)

    if found is None:
        assert all(spot.number == 0 for spot in spots)
        return
    circles = [*found.others, *found.counties]
    assert len(circles) == len(spots)
    assert found.height <= HIGHEST + 0.1
    for circle in circles:
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= found.height - circle.radius
        assert circle.number == 0 or circle.radius >= 9
