import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.holding import LONGEST, held_until

NOW = dt.datetime(2024, 1, 30, 12, tzinfo=dt.UTC)


def hours(number):
    return dt.timedelta(hours=number)


def test_seat_is_held_two_days_and_half_of_what_is_left_near_the_end():
    held = {left: held_until(NOW, seats_close_at=NOW + hours(left)) - NOW for left in (300, 40, 1)}

    assert held == {300: hours(48), 40: hours(20), 1: hours(1)}


@given(left=st.timedeltas(min_value=dt.timedelta(seconds=1), max_value=dt.timedelta(days=400)))
def test_seat_is_held_for_some_time_and_never_past_the_deadline(left):
    until = held_until(NOW, seats_close_at=NOW + left)

    assert NOW < until <= min(NOW + left, NOW + LONGEST)
