import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.dates import (
    Span,
    Which,
    months,
    moved,
    overlap,
    spread,
)
from core import clock, local_time

SUMMER = Span(
    clock.on_day(dt.date(2026, 10, 27), 9),  # a Tuesday before the clocks go back
    clock.on_day(dt.date(2026, 10, 27), 15),
)


def test_days_of_a_series_keep_their_distances():
    assert spread(dt.date(2026, 9, 15), [30, 93]) == [dt.date(2026, 9, 15), dt.date(2026, 11, 17)]


def test_moving_over_a_clock_change_keeps_the_time_on_the_wall():
    later = moved(SUMMER, 7)

    assert later.starts_at == clock.on_day(dt.date(2026, 11, 3), 9)
    assert (later.starts_at - SUMMER.starts_at) == dt.timedelta(days=7, hours=1)


def test_an_hour_that_comes_twice_is_asked_about():
    night = Span(clock.on_day(dt.date(2026, 10, 31), 1, 30), clock.on_day(dt.date(2026, 10, 31), 4))

    with pytest.raises(local_time.TimeDoubled):
        moved(night, 1)

    assert moved(night, 1, Which(start=1)).starts_at.hour == 5
    assert moved(night, 1, Which(start=2)).starts_at.hour == 6


def test_an_hour_that_does_not_exist_is_refused():
    night = Span(clock.on_day(dt.date(2026, 3, 7), 2, 30), clock.on_day(dt.date(2026, 3, 7), 5))

    with pytest.raises(local_time.TimeSkipped):
        moved(night, 1, Which(start=1))


@given(st.integers(-800, 800))
def test_moving_there_and_back_changes_nothing(days):
    assert moved(moved(SUMMER, days), -days) == SUMMER


def test_spans_that_only_touch_do_not_overlap():
    after = Span(SUMMER.ends_at, SUMMER.ends_at + dt.timedelta(hours=1))

    assert not overlap(SUMMER, after)
    assert overlap(SUMMER, Span(SUMMER.starts_at, after.ends_at))


def test_months_from_the_first_day_to_the_last():
    found = months(dt.date(2026, 11, 20), dt.date(2027, 2, 1))

    assert [f"{month:%Y-%m}" for month in found] == ["2026-11", "2026-12", "2027-01", "2027-02"]
