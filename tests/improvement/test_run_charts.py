from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from improvement.run_charts import Stretch, run_chart
from tests.oracles import run_charts

TWELVE_MONTHS = [2, 3, 2, 4, 3, 5, 6, 6, 7, 6, 8, 7]
series = st.lists(st.integers(0, 6), min_size=1, max_size=40)


def test_twelve_months_of_the_acceptance_scenario():
    chart = run_chart(TWELVE_MONTHS)

    assert (chart.median, chart.runs) == (Fraction("5.5"), 2)
    assert chart.shifts == (Stretch(0, 5, 6, -1), Stretch(6, 11, 6, 1))
    assert chart.trends == ()


def test_points_on_the_median_neither_count_nor_interrupt():
    chart = run_chart([1, 1, 1, 5, 1, 1, 5, 1, 9, 9, 9, 9, 9, 5, 9])

    assert chart.median == 5
    assert (chart.on_median, chart.runs) == (3, 2)
    assert chart.shifts == (Stretch(0, 7, 6, -1), Stretch(8, 14, 6, 1))


def test_a_trend_needs_five_points_that_move_and_equal_ones_do_not():
    assert run_chart([1, 2, 3, 4]).trends == ()
    assert run_chart([1, 2, 3, 4, 5]).trends == (Stretch(0, 4, 5, 1),)
    assert run_chart([1, 2, 2, 3, 3, 4]).trends == ()
    assert run_chart([9, 1, 2, 2, 3, 4, 4, 5, 0]).trends == (Stretch(1, 7, 5, 1),)
    assert run_chart([5, 4, 3, 2, 1]).trends == (Stretch(0, 4, 5, -1),)


def test_no_points_are_no_chart_and_one_point_has_no_run():
    assert run_chart([]) is None
    assert run_chart([4]).runs == 0


def test_fractions_stay_exact():
    assert run_chart([Fraction(1, 3), Fraction(2, 3)]).median == Fraction(1, 2)


@given(series)
def test_charts_are_those_of_the_oracle(points):
    chart = run_chart(points)

    assert float(chart.median) == run_charts.median(points)
    assert chart.runs == run_charts.runs(points)
    assert [run.points for run in chart.shifts] == run_charts.shifts(points)
    assert [run.points for run in chart.trends] == run_charts.trends(points)


@given(series)
def test_upside_down_the_signals_are_the_same_with_the_other_sign(points):
    chart, turned = run_chart(points), run_chart([-point for point in points])

    assert (chart.runs, chart.median) == (turned.runs, -turned.median)
    for ours, theirs in ((chart.shifts, turned.shifts), (chart.trends, turned.trends)):
        assert [(run.first, run.last, run.way) for run in ours] == [
            (run.first, run.last, -run.way) for run in theirs
        ]


@given(series)
def test_a_trend_goes_one_way_from_its_first_to_its_last_point(points):
    for first, last, counted, way in run_chart(points).trends:
        steps = [(b > a) - (b < a) for a, b in pairwise(points[first : last + 1])]
        assert set(steps) <= {0, way}
        assert steps.count(way) == counted - 1
