"""Scale statistics from sums, against the rows they were added up from."""

from fractions import Fraction
from statistics import mean, stdev, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.instruments.constructs import ItemScale
from surveys.results.engine.figures import ScaleFigures
from surveys.results.engine.scales import (
    CompleteCases,
    ScaleSums,
    cronbach_alpha,
    scale_figures,
)

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
    assert mean(Fraction(sum(row), 4) for row in SIX_PEOPLE) == Fraction("3.50")


def test_alpha_is_not_computed_for_few_people_few_items_or_equal_totals():
    assert cronbach_alpha(sums(SIX_PEOPLE)) is None
    assert cronbach_alpha(sums([(1, 2), (2, 1), (3, 3)] * 4)) is None
    assert cronbach_alpha(sums([(3, 3, 3)] * 12)) is None


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


# From people to what is printed.

FOUR = ItemScale("ease", "Ease", tuple("abcd"), (0, 1, 2, 3), (False, False, False, True), 5)


def scale_sums(people, scale=FOUR):
    """What the fold adds up; 0 is skipped."""
    sums = [0] * scale.width
    for person in people:
        scale.add(person, sums)
    return ScaleSums(len(scale.items), tuple(sums))


def with_the_last_reversed(people):
    return [(*person[:3], 6 - person[3]) for person in people]


def test_the_acceptance_scenario_from_the_fold_to_the_figures():
    told = scale_sums(with_the_last_reversed(SIX_PEOPLE * 5))

    assert cronbach_alpha(told.complete, least_cases=2) == cronbach_alpha(sums(SIX_PEOPLE * 5))
    assert scale_figures(scale_sums(with_the_last_reversed(SIX_PEOPLE))) == ScaleFigures(6, 3.5)
    # The deviation and alpha of thirty, though the same six five times over.
    assert scale_figures(told) == ScaleFigures(n=30, mean=3.5, sd=0.87, alpha=0.92, complete=30)
    assert scale_figures(told, with_spread=False) == ScaleFigures(n=30, mean=3.5)


def test_alpha_needs_thirty_who_answered_everything():
    people = [*SIX_PEOPLE * 4, *[(4, 4, 0, 1)] * 6]

    figures = scale_figures(scale_sums(people))
    assert (figures.n, figures.alpha, figures.complete) == (30, None, None)
    assert figures.sd is not None


def test_nobody_with_a_score_has_no_figures():
    assert scale_figures(scale_sums([])) is None
    assert scale_figures(scale_sums([(5, 0, 0, 0), (0, 4, 0, 2)])) is None


def test_equal_answers_have_a_deviation_of_nothing_and_no_alpha():
    figures = scale_figures(scale_sums([(4, 4, 4, 2)] * 40))

    assert figures == ScaleFigures(n=40, mean=4.0, sd=0.0, alpha=None, complete=40)


def test_sums_of_the_wrong_length_are_refused():
    with pytest.raises(ValueError, match="not the sums of a scale"):
        ScaleSums(4, (0,) * 13)


people = st.lists(st.tuples(*[st.integers(0, 5)] * 4), max_size=80)


@given(people)
@settings(max_examples=100)
def test_figures_from_sums_are_those_of_the_scores(answered):
    scores = []
    for person in answered:
        values = [v if n < 3 else 6 - v for n, v in enumerate(person) if v]
        if len(values) >= 3:
            scores.append(Fraction(sum(values), len(values)))
    told = scale_sums(answered)
    figures = scale_figures(told)

    assert told.n == len(scores)
    if not scores:
        assert figures is None
        return
    assert abs(Fraction(figures.mean) - mean(scores)) <= Fraction(5001, 1_000_000)
    assert (figures.sd is None) == (len(scores) < 30)
    if figures.sd is not None:
        assert abs(figures.sd - stdev(map(float, scores))) <= 0.005001
    assert figures.alpha is None or figures.complete >= 30
