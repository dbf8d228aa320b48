"""Scale statistics from sums, against the rows they were added up from."""

from fractions import Fraction
from statistics import mean, stdev, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.scales import CompleteCases, cronbach_alpha, mean_and_deviation

SIX_PEOPLE = [(4, 5, 4, 4), (3, 3, 4, 3), (5, 5, 5, 4), (2, 3, 2, 2), (4, 4, 3, 4), (3, 2, 3, 3)]


def sums(rows):
    items = list(zip(*rows, strict=True))
    totals = [sum(row) for row in rows]
    return CompleteCases(
        n=len(rows),
        item_sums=tuple(sum(item) for item in items),
        item_squares=tuple(sum(x * x for x in item) for item in items),
        total_sum=sum(totals),
        total_squares=sum(t * t for t in totals),
    )


def test_alpha_and_mean_of_the_acceptance_scenario():
    assert cronbach_alpha(sums(SIX_PEOPLE), least_cases=2) == pytest.approx(0.9206, abs=5e-5)
    means = [Fraction(sum(row), 4) for row in SIX_PEOPLE]
    scale = mean_and_deviation(6, sum(means), sum(m * m for m in means))
    assert scale.mean == 3.5
    assert scale.deviation == pytest.approx(stdev(float(m) for m in means))


def test_alpha_is_not_computed_for_few_people_few_items_or_equal_totals():
    assert cronbach_alpha(sums(SIX_PEOPLE)) is None
    assert cronbach_alpha(sums([(1, 2), (2, 1), (3, 3)] * 4)) is None
    assert cronbach_alpha(sums([(3, 3, 3)] * 12)) is None


def test_nobody_and_one_person():
    assert mean_and_deviation(0, 0, 0) is None
    assert mean_and_deviation(1, 4, 16).deviation is None


def test_sums_of_two_groups_add_up_to_the_sums_of_all():
    assert sums(SIX_PEOPLE[:2]) + sums(SIX_PEOPLE[2:]) == sums(SIX_PEOPLE)


rows = st.integers(3, 6).flatmap(
    lambda items: st.lists(st.tuples(*[st.integers(1, 5)] * items), min_size=10, max_size=40)
)


@given(rows)
@settings(max_examples=40)
def test_alpha_from_sums_is_alpha_from_rows(people):
    of_total = variance([sum(row) for row in people])
    if of_total == 0:
        assert cronbach_alpha(sums(people)) is None
        return
    k = len(people[0])
    of_items = sum(variance(item) for item in zip(*people, strict=True))
    assert cronbach_alpha(sums(people)) == pytest.approx(k / (k - 1) * (1 - of_items / of_total))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
@settings(max_examples=40)
def test_mean_and_deviation_from_sums_are_those_of_the_values(values):
    ours = mean_and_deviation(len(values), sum(values), sum(v * v for v in values))
    assert ours.mean == pytest.approx(mean(values))
    assert ours.deviation == pytest.approx(stdev(values))
