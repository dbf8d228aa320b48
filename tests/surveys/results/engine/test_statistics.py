"""Every printed statistic against hand-made numbers and against scipy."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from surveys.results.engine.statistics import (
    Change,
    Interval,
    MeanOfPercents,
    Pooled,
    agreeing,
    change,
    item_nonresponse,
    largest_remainder,
    mean_of_percents,
    one_decimal,
    percent_agree,
    percent_one_decimal,
    pooled,
    range_over_occasions,
    response_rate,
    round_half_up,
    share_in_words,
    wilson_interval,
)

shares = st.integers(1, 2000).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n + 1, 2 * n + 2))
)


def test_halves_round_up_and_never_to_even():
    assert percent_agree(78, 80) == 98  # 97.5
    assert percent_agree(193, 200) == 97  # 96.5
    assert percent_agree(1, 200) == 1  # 0.5
    assert percent_one_decimal(1, 2000) == 0.1  # 0.05
    assert [round_half_up(Fraction(half, 2)) for half in (-3, -1, 1, 3)] == [-1, 0, 1, 2]
    assert one_decimal(Fraction(-5, 100)) == 0.0


def test_nobody_answering_has_no_percent():
    assert percent_agree(0, 0) is None
    assert response_rate(0, 0) is None
    assert wilson_interval(0, 0) is None
    assert range_over_occasions([(0, 0)]) is None
    assert change((0, 0), (3, 10)) is None
    assert share_in_words(0, 0, None) is None


@given(shares)
def test_percents_are_the_exact_quotient_rounded(share):
    agree, n, _ = share
    assert percent_agree(agree, n) == round_half_up(Fraction(100 * agree, n))
    assert percent_one_decimal(agree, n) == one_decimal(Fraction(100 * agree, n))


def test_response_rate_of_the_first_convening_and_of_the_spring_survey():
    assert response_rate(124, 150) == 82.7
    assert response_rate(482, 700) == 68.9


def test_item_nonresponse_is_skipped_of_submitted():
    assert item_nonresponse(4, 124) == 3.2
    assert item_nonresponse(0, 124) == 0.0
    assert item_nonresponse(0, 0) is None


def test_six_points_tell_agreement_and_any_agreement_apart():
    counts = [2, 3, 5, 20, 40, 30]
    assert percent_agree(agreeing(counts, {5, 6}), 100) == 70
    assert percent_agree(agreeing(counts, {4, 5, 6}), 100) == 90
    assert agreeing(counts, set()) == 0


def test_a_neutral_middle_counts_in_the_base():
    counts = [58, 101, 109, 146, 68]
    assert sum(counts) == 482
    assert percent_agree(agreeing(counts, {4, 5}), sum(counts)) == 44


def test_intervals_of_the_acceptance_scenarios():
    assert wilson_interval(116, 120, 150).one_decimal == (94.9, 97.8)
    assert wilson_interval(116, 120).one_decimal == (91.7, 98.7)
    assert wilson_interval(214, 482, 700).one_decimal == (41.9, 46.9)
    assert wilson_interval(214, 482).one_decimal == (40.0, 48.9)


def test_full_census_and_more_answers_than_staff_have_no_interval():
    assert wilson_interval(30, 40, 40) is None
    assert wilson_interval(30, 41, 40) is None
    assert wilson_interval(1, 1, 1) is None


@given(shares)
@settings(max_examples=60)
def test_wilson_without_a_frame_is_the_one_of_scipy(share):
    agree, n, _ = share
    oracle = binomtest(agree, n).proportion_ci(0.95, method="wilson")
    ours = wilson_interval(agree, n)
    assert ours.low == pytest.approx(100 * oracle.low, abs=1e-9)
    assert ours.high == pytest.approx(100 * oracle.high, abs=1e-9)


@given(shares)
@settings(max_examples=60)
def test_frame_correction_solves_the_score_equation_with_the_smaller_variance(share):
    agree, n, frame = share
    z = norm.ppf(0.975)
    p = agree / n
    for bound in (ours := wilson_interval(agree, n, frame)).low, ours.high:
        q = bound / 100
        error = sqrt(q * (1 - q) / n * (frame - n) / (frame - 1))
        assert abs(p - q) == pytest.approx(z * error, abs=1e-7)


@given(shares)
@settings(max_examples=60)
def test_interval_holds_the_estimate_and_narrows_with_the_frame(share):
    agree, n, frame = share
    corrected, plain = wilson_interval(agree, n, frame), wilson_interval(agree, n)
    estimate, dust = 100 * agree / n, 1e-9
    assert 0 <= plain.low <= corrected.low + dust <= estimate + 2 * dust
    assert estimate - 2 * dust <= corrected.high - dust <= plain.high <= 100


def test_words_need_the_interval_behind_them():
    less, about, more = (
        f"{w} half of those who answered" for w in ("less than", "about", "more than")
    )
    assert share_in_words(214, 482, Interval(41.9, 46.9)) == less
    assert share_in_words(22, 50, Interval(35.0, 53.0)) == about
    assert share_in_words(49, 100, Interval(48.0, 50.0)) == about
    assert share_in_words(60, 100, Interval(55.0, 65.0)) == more
    assert share_in_words(51, 100, Interval(50.0, 52.0)) == about


def test_full_census_speaks_for_itself():
    assert share_in_words(4, 10, None) == "less than half of those who answered"
    assert share_in_words(5, 10, None) == "half of those who answered"
    assert share_in_words(6, 10, None) == "more than half of those who answered"


def test_labels_of_the_spring_survey():
    assert largest_remainder([58, 101, 109, 146, 68]) == [12, 21, 23, 30, 14]


def test_equal_remainders_go_to_the_earlier_option():
    assert largest_remainder([1, 1, 1]) == [34, 33, 33]
    assert largest_remainder([0, 0]) == [0, 0]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=7).filter(any))
def test_labels_add_up_and_stay_within_one_of_the_exact_percent(counts):
    labels = largest_remainder(counts)
    assert sum(labels) == 100
    for label, count in zip(labels, counts, strict=True):
        assert abs(label - Fraction(100 * count, sum(counts))) < 1


def test_range_over_three_convenings():
    own_team = range_over_occasions([(116, 120), (98, 100), (78, 80)])
    assert str(own_team) == "97%–98%"
    assert own_team.occasions == 3
    assert own_team.pooled == Pooled(292, 300, 97)
    other_teams = range_over_occasions([(102, 120), (92, 100), (76, 80)])
    assert str(other_teams) == "85%–95%"
    assert other_teams.pooled == Pooled(270, 300, 90)


def test_equal_ends_of_a_range_are_printed_once():
    assert str(range_over_occasions([(98, 100), (78, 80)])) == "98%"
    assert str(range_over_occasions([(98, 100), (0, 0)])) == "98%"
    assert range_over_occasions([(98, 100), (0, 0)]).occasions == 1


def test_pooling_sums_counts_and_does_not_average_percents():
    assert pooled([(10, 10), (0, 90)]) == Pooled(10, 100, 10)


SPRING_2024 = [
    (20, 45), (19, 42), (18, 40), (17, 38), (16, 36), (15, 34), (15, 33), (14, 31), (13, 30),
    (13, 29), (12, 28), (12, 26), (11, 24), (9, 20), (5, 12), (3, 7), (2, 7),
]  # fmt: skip


def test_less_than_half_in_the_spring_survey_of_17_schools():
    total = pooled(SPRING_2024)
    assert (len(SPRING_2024), total) == (17, Pooled(214, 482, 44))
    assert percent_one_decimal(214, 482) == 44.4
    interval = wilson_interval(total.agree, total.n, 700)
    assert share_in_words(214, 482, interval) == "less than half of those who answered"
    assert share_in_words(214, 482, wilson_interval(214, 482)) == (
        "less than half of those who answered"
    )


def test_the_mean_of_schools_is_another_figure_than_the_pooled_percent():
    assert mean_of_percents([(10, 10), (0, 90), (0, 0)]) == MeanOfPercents(2, 50, 50.0)
    assert mean_of_percents(SPRING_2024) == MeanOfPercents(17, 44, 43.5)
    assert mean_of_percents([(0, 0)]) is None


def test_convening_1_of_the_denominators():
    assert percent_one_decimal(116, 120) == 96.7
    assert percent_agree(193, 200) == 97


def test_a_change_is_clear_when_its_interval_leaves_out_zero():
    assert change((48, 80), (56, 70)).words == "up by 20 points, 5 to 33"
    assert change((56, 70), (48, 80)).words == "down by 20 points, 5 to 33"
    assert change((30, 80), (33, 82)).words == "no clear change, −12 to +17 points"
    million = 1_000_000
    assert change((500_000, million), (509_000, million)).words == "up by 1 point, 1 to 1"
    for low, high, clear in ((0, 5, False), (-5, 0, False), (0.1, 5, True), (-5, -0.1, True)):
        assert Change(3, 3.0, Interval(low, high)).is_clear is clear


@given(shares, shares)
@settings(max_examples=50)
def test_words_of_a_change_go_the_way_of_the_points(one, other):
    told = change(one[:2], other[:2])
    assert told.interval.low <= told.interval.high
    if told.words.startswith("up"):
        assert told.points_1 >= 0
    elif told.words.startswith("down"):
        assert told.points_1 <= 0
    else:
        assert told.words.startswith("no clear change, ")


def test_change_of_newcombe_published_example():
    # Newcombe 1998, table II, (a) 56/70 against 48/80: method 10 gives 0.0524 to 0.3339.
    difference = change((48, 80), (56, 70))
    assert difference.points == 20
    assert difference.interval.low == pytest.approx(5.24, abs=0.005)
    assert difference.interval.high == pytest.approx(33.39, abs=0.005)


@given(shares, shares)
@settings(max_examples=50)
def test_change_backwards_is_the_same_change_with_the_other_sign(one, other):
    there, back = change(one[:2], other[:2]), change(other[:2], one[:2])
    assert there.interval.low == pytest.approx(-back.interval.high)
    assert there.interval.high == pytest.approx(-back.interval.low)
