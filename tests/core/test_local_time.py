import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from core import clock, local_time


def test_ordinary_time_is_that_time_in_the_network():
    moment = local_time.moment(dt.date(2026, 7, 1), dt.time(9))

    assert moment.astimezone(dt.UTC) == dt.datetime(2026, 7, 1, 13, tzinfo=dt.UTC)


def test_time_that_the_clocks_jump_over_is_refused_in_words():
    with pytest.raises(local_time.TimeSkipped) as refusal:
        local_time.moment(dt.date(2026, 3, 8), dt.time(2, 30))

    assert str(refusal.value) == (
        "2:30 AM does not exist on March 8, 2026, because clocks go forward. Choose another time."
    )


@pytest.mark.parametrize("hour_minute", [(1, 0), (1, 30), (1, 59)])
def test_time_that_comes_twice_is_refused_in_words(hour_minute):
    with pytest.raises(local_time.TimeDoubled, match="happens twice on November 1, 2026"):
        local_time.moment(dt.date(2026, 11, 1), dt.time(*hour_minute))


@pytest.mark.parametrize(
    ("day", "time", "hour_in_utc"),
    [
        (dt.date(2026, 3, 8), dt.time(1, 59), 6),
        (dt.date(2026, 3, 8), dt.time(3, 0), 7),
        (dt.date(2026, 11, 1), dt.time(0, 59), 4),
        (dt.date(2026, 11, 1), dt.time(2, 0), 7),
    ],
)
def test_times_beside_a_clock_change_are_taken(day, time, hour_in_utc):
    assert local_time.moment(day, time).astimezone(dt.UTC).hour == hour_in_utc


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2030, 2, 13, 9), (2030, 2, 13, 15), "Wed, Feb 13, 2030, 9:00 AM–3:00 PM EST"),
        ((2030, 7, 10, 12), (2030, 7, 10, 16), "Wed, Jul 10, 2030, 12:00 PM–4:00 PM EDT"),
        ((2026, 11, 1, 0), (2026, 11, 1, 4), "Sun, Nov 1, 12:00 AM EDT–4:00 AM EST"),
        (
            (2026, 10, 31, 20),
            (2026, 11, 1, 8),
            "Sat, Oct 31, 8:00 PM EDT–Sun, Nov 1, 8:00 AM EST",
        ),
    ],
)
def test_span_names_the_zone_and_what_differs(start, end, words, time_machine):
    time_machine.move_to(dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    starts_at, ends_at = (clock.on_day(dt.date(*moment[:3]), moment[3]) for moment in (start, end))

    assert local_time.span(starts_at, ends_at) == words


def test_school_year_turns_on_the_first_of_july():
    assert local_time.school_year(dt.date(2026, 6, 30)) == "2025-26"
    assert local_time.school_year(dt.date(2026, 7, 1)) == "2026-27"
    assert local_time.school_year(dt.date(1999, 12, 1)) == "1999-00"


def test_school_year_is_bounded_in_the_networks_zone():
    starts_at, ends_at = local_time.school_year_bounds("2026-27")

    assert starts_at == dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
    assert ends_at == dt.datetime(2027, 7, 1, 4, tzinfo=dt.UTC)
    hours = (ends_at.astimezone(dt.UTC) - starts_at.astimezone(dt.UTC)).total_seconds() / 3600
    assert hours == 8760


def test_of_two_hours_with_the_same_name_the_one_meant_is_taken():
    day, time = dt.date(2026, 11, 1), dt.time(1, 30)

    assert local_time.is_doubled(day, time)
    assert local_time.both_times(day, time) == ("1:30 AM EDT", "1:30 AM EST")
    hours = [local_time.moment(day, time, which=which).astimezone(dt.UTC).hour for which in (1, 2)]
    assert hours == [5, 6]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Chicago", "Fri, May 8, 8:00 AM–2:00 PM CDT"),
        ("America/Detroit", ""),  # another name, the same clocks
        ("Asia/Tokyo", "Fri, May 8, 10:00 PM JST–Sat, May 9, 4:00 AM JST"),
    ],
)
def test_span_elsewhere_is_told_only_where_clocks_differ(zone, words, time_machine):
    time_machine.move_to(dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    day = dt.date(2026, 5, 8)

    span = local_time.span_elsewhere(clock.on_day(day, 9), clock.on_day(day, 15), ZoneInfo(zone))
    assert span == words
