"""What is printed, against the same numbers from elsewhere."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys.instruments.constructs import ItemScale
from surveys.results.engine.scales import ScaleSums, cronbach_alpha, scale_figures
from surveys.results.engine.statistics import (
    agreeing,
    change,
    item_nonresponse,
    largest_remainder,
    mean_of_percents,
    percent_agree,
    percent_one_decimal,
    response_rate,
    wilson_interval,
)
from tests.oracles import intervals, reliability, rounding

SCALE = ItemScale("ease", "Ease", tuple("abcd"), (0, 1, 2, 3), (False, True, False, True), 5)

shares = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
framed = shares.flatmap(
    lambda share: st.tuples(
        st.just(share[0]), st.just(share[1]), st.integers(share[1] + 1, 2 * share[1] + 9)
    )
)


@given(shares)
def test_percents(share):
    assert percent_agree(*share) == rounding.percent(*share)
    for printed in (percent_one_decimal, response_rate, item_nonresponse):
        assert printed(*share) == float(rounding.percent(*share, "0.1"))


@given(framed)
@settings(max_examples=150)
def test_wilson_with_and_without_a_frame(share):
    agree, n, frame = share
    for known in (None, frame):
        ours = wilson_interval(agree, n, known)
        theirs = intervals.wilson(agree, n, known)
        assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-8)


@given(shares, shares)
@settings(max_examples=150)
def test_change_between_two_waves(before, after):
    ours = change(before, after).interval
    assert (ours.low, ours.high) == pytest.approx(intervals.newcombe(before, after), abs=1e-8)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=8).filter(any))
def test_labels_of_bars(counts):
    assert largest_remainder(counts) == rounding.seats(counts)


@given(st.lists(shares, min_size=1, max_size=20))
def test_the_mean_of_schools(schools):
    told = mean_of_percents(schools)
    mean = sum(100 * agree / n for agree, n in schools) / len(schools)

    assert told.units == len(schools)
    assert told.percent_1 == pytest.approx(mean, abs=0.0500001)
    assert told.percent == pytest.approx(mean, abs=0.5000001)


@given(st.lists(st.integers(0, 90), min_size=6, max_size=6).filter(any))
def test_agreement_and_any_agreement_on_six_points(counts):
    top, wider = agreeing(counts, {5, 6}), agreeing(counts, {4, 5, 6})

    assert percent_agree(top, sum(counts)) == rounding.percent(sum(counts[4:]), sum(counts))
    assert percent_agree(wider, sum(counts)) == rounding.percent(sum(counts[3:]), sum(counts))


people = st.lists(st.tuples(*[st.integers(0, 5)] * 4), min_size=30, max_size=90)


@given(people)
@settings(max_examples=60, deadline=None)
def test_scores_of_a_scale(answered):
    sums = [0] * SCALE.width
    for person in answered:
        SCALE.add(person, sums)
    figures = scale_figures(ScaleSums(4, tuple(sums)))
    scores = reliability.scores(answered, reverse=(1, 3), points=5)

    assume(scores)
    assert figures.n == len(scores)
    assert figures.mean == pytest.approx(sum(scores) / len(scores), abs=0.0050001)


@given(people)
@settings(max_examples=60, deadline=None)
def test_alpha_of_complete_cases(answered):
    sums = [0] * SCALE.width
    for person in answered:
        SCALE.add(person, sums)
    cases = ScaleSums(4, tuple(sums)).complete
    rows = reliability.complete(answered, reverse=(1, 3), points=5)
    assume(len(rows) > 1 and rows.sum(axis=1).var() > 0)

    assert cases.n == len(rows)
    ours = cronbach_alpha(cases, least_cases=2)
    assert float(ours) == pytest.approx(reliability.alpha(rows), rel=1e-9, abs=1e-9)
