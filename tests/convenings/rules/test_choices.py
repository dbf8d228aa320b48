from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from convenings.rules.choices import assign, rank_of, ranks_given

A, B, C = 1, 2, 3


@st.composite
def rounds(draw, most_people=14, most_choices=4):
    choices = list(range(1, draw(st.integers(1, most_choices)) + 1))
    seats = {choice: draw(st.integers(0, 5)) for choice in choices}
    ranked = st.lists(st.sampled_from(choices), unique=True, max_size=len(choices))
    wishes = {
        person: draw(ranked) for person in range(100, 100 + draw(st.integers(0, most_people)))
    }
    return wishes, seats, draw(st.integers(0, 99))


def cost(wishes, choice):
    """Better is less; what was not wished for is all the same, and no place is worst."""
    if choice is None:
        return 10_000 if wishes else 1
    if not wishes:
        return 0
    return rank_of(wishes, choice) or 100


def test_first_wishes_are_granted_where_all_fit():
    places = assign({1: [A, B], 2: [B], 3: [A]}, seats={A: 2, B: 1}, seed=1)

    assert places == {1: A, 2: B, 3: A}


def test_one_third_wish_weighs_more_than_two_second_ones():
    # Whoever is put by force into C takes a third wish; giving way around costs two second ones.
    wishes = {1: [A, B, C], 2: [A, B, C], 3: [B, C, A]}

    places = assign(wishes, seats={A: 1, B: 1, C: 1}, seed=5)

    assert sorted(ranks_given(places, wishes).elements()) == [1, 2, 2]


def test_who_wished_for_nothing_fills_the_emptiest():
    places = assign({1: [A], 2: [], 3: []}, seats={A: 2, B: 3}, seed=1)

    assert places == {1: A, 2: B, 3: B}


def test_who_finds_no_place_is_left_out_by_lot():
    wishes = {person: [A] for person in range(6)}

    left_out = {
        seed: set(wishes) - set(assign(wishes, seats={A: 5}, seed=seed)) for seed in range(40)
    }

    assert {len(people) for people in left_out.values()} == {1}
    assert len({frozenset(people) for people in left_out.values()}) > 1


@given(rounds())
def test_nothing_is_ever_over_capacity_and_no_seat_stays_empty_beside_somebody_without(given_):
    wishes, seats, seed = given_

    places = assign(wishes, seats=seats, seed=seed)

    held = {choice: list(places.values()).count(choice) for choice in seats}
    assert all(held[choice] <= seats[choice] for choice in seats)
    assert len(places) == min(len(wishes), sum(seats.values()))


@given(rounds())
def test_no_two_people_would_both_gain_by_swapping(given_):
    wishes, seats, seed = given_

    places = assign(wishes, seats=seats, seed=seed)

    for one, other in combinations(wishes, 2):
        mine, theirs = places.get(one), places.get(other)
        gains = cost(wishes[one], theirs) < cost(wishes[one], mine)
        assert not (gains and cost(wishes[other], mine) < cost(wishes[other], theirs))


@given(rounds())
def test_nobody_would_gain_by_moving_to_a_free_seat(given_):
    wishes, seats, seed = given_

    places = assign(wishes, seats=seats, seed=seed)

    free = [c for c in seats if list(places.values()).count(c) < seats[c]]
    for person, choice in product(wishes, free):
        assert cost(wishes[person], choice) >= cost(wishes[person], places.get(person))


@given(rounds())
def test_the_same_number_draws_the_same_lot(given_):
    wishes, seats, seed = given_
    backwards = dict(reversed(list(wishes.items())))

    assert assign(wishes, seats=seats, seed=seed) == assign(backwards, seats=seats, seed=seed)


@settings(max_examples=60)
@given(rounds(most_people=5, most_choices=3))
def test_sum_of_squared_ranks_is_the_least_there_is(given_):
    wishes, seats, seed = given_

    def weight(places):
        wishers = [(w, places.get(p)) for p, w in wishes.items() if w]
        unplaced = sum(choice is None for _, choice in wishers)
        unwished = sum(c is not None and c not in w for w, c in wishers)
        return (
            unplaced,
            unwished,
            sum((w.index(c) + 1) ** 2 for w, c in wishers if c in w),
        )

    possible = [
        {p: c for p, c in zip(wishes, chosen, strict=True) if c is not None}
        for chosen in product([*seats, None], repeat=len(wishes))
        if all(chosen.count(choice) <= seats[choice] for choice in seats)
    ]
    assert weight(assign(wishes, seats=seats, seed=seed)) == min(map(weight, possible))
