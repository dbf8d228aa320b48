import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules.dates import Time, shift, whole_weeks
from core.days import SATURDAY, against

TWO_YEARS = Time(dt.date(2026, 8, 1), dt.date(2028, 7, 31))
DAYS = st.dates(dt.date(2024, 8, 1), dt.date(2026, 7, 31))
CLOSED = st.frozensets(
    st.integers(0, 729).map(lambda n: dt.date(2026, 8, 1) + dt.timedelta(days=n)), max_size=12
)


def moved(day, time=TWO_YEARS):
    return shift(dt.date(2024, 8, 1), time)(day)


def test_a_tuesday_stays_a_tuesday():
    assert moved(dt.date(2024, 10, 8)) == (dt.date(2026, 10, 6), "")


def test_a_public_holiday_gives_way_to_the_next_day():
    assert moved(dt.date(2024, 11, 28)) == (
        dt.date(2026, 11, 27),
        "Thanksgiving Day is a public holiday.",
    )


def test_after_a_closed_friday_and_a_holiday_comes_tuesday():
    time = Time(TWO_YEARS.first, TWO_YEARS.last, frozenset({dt.date(2026, 10, 9)}))

    assert moved(dt.date(2024, 10, 11), time) == (dt.date(2026, 10, 13), "It is a closed day.")


def test_what_was_on_a_saturday_may_be_on_one_again():
    assert moved(dt.date(2024, 10, 12)) == (dt.date(2026, 10, 10), "")


def test_nothing_comes_before_the_first_day_or_after_the_last():
    assert moved(dt.date(2024, 7, 30)) == (
        dt.date(2026, 8, 3),
        "The cohort has not begun by then.",
    )
    assert moved(dt.date(2026, 8, 11)) == (TWO_YEARS.last, "The cohort is over by then.")


def test_where_every_day_is_closed_a_day_stays_and_says_so():
    day = dt.date(2026, 10, 6)
    time = Time(day, day, frozenset({day}))

    assert time.free_day(day) == (day, "It is a closed day. No other day is free.")


def test_a_distance_is_rounded_to_whole_weeks():
    assert whole_weeks(dt.date(2024, 8, 1), dt.date(2026, 8, 1)) == dt.timedelta(weeks=104)
    assert whole_weeks(dt.date(2024, 8, 1), dt.date(2026, 8, 5)) == dt.timedelta(weeks=105)


@given(DAYS, CLOSED)
def test_a_working_day_lands_on_a_free_one_within_the_cohort(day, closed):
    time = Time(TWO_YEARS.first, TWO_YEARS.last, closed)
    new, why = moved(day, time)

    assert time.first <= new <= time.last
    assert new not in closed
    assert day.weekday() >= SATURDAY or not against(new)
    assert why or new.weekday() == day.weekday()


@given(st.lists(DAYS.filter(lambda day: day.weekday() < SATURDAY), min_size=2, max_size=12), CLOSED)
def test_what_came_first_does_not_come_later(days, closed):
    time = Time(TWO_YEARS.first, TWO_YEARS.last, closed)
    new = [moved(day, time)[0] for day in sorted(days)]

    assert new == sorted(new)
