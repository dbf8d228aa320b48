import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convenings.rules.reminding import Step, due_steps

ZONE = ZoneInfo("America/New_York")
START = dt.datetime(2026, 3, 10, 9, tzinfo=ZONE)  # two days after clocks go forward
END = START + dt.timedelta(hours=6)


def steps(now, link_opens_at=None):
    return [step for step, _ in due_steps(START, END, link_opens_at, now)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (dt.datetime(2026, 3, 3, 8, 59, tzinfo=ZONE), []),
        (dt.datetime(2026, 3, 3, 9, tzinfo=ZONE), [Step.WEEK]),
        (dt.datetime(2026, 3, 5, 8, 59, tzinfo=ZONE), [Step.WEEK]),
        (dt.datetime(2026, 3, 5, 9, tzinfo=ZONE), []),
        (dt.datetime(2026, 3, 9, 8, 59, tzinfo=ZONE), []),
        (dt.datetime(2026, 3, 9, 9, tzinfo=ZONE), [Step.DAY]),
        (dt.datetime(2026, 3, 10, 8, 59, tzinfo=ZONE), [Step.DAY]),
        (dt.datetime(2026, 3, 10, 9, tzinfo=ZONE), []),
    ],
)
def test_a_week_and_a_day_before_are_days_of_the_zone_also_over_a_clock_change(now, expected):
    assert steps(now) == expected


def test_the_link_goes_from_its_time_until_the_end():
    opens_at = START - dt.timedelta(hours=1)
    minutes = [-1, 0, 60, 60 + 359, 60 + 360]

    assert [
        Step.LINK in steps(opens_at + dt.timedelta(minutes=one), opens_at) for one in minutes
    ] == [False, True, True, True, False]


@given(ahead=some.integers(0, 20 * 24 * 60), link=some.none() | some.integers(0, 10 * 24 * 60))
def test_nothing_is_due_before_its_moment_nor_twice_at_once(ahead, link):
    now = START - dt.timedelta(minutes=ahead)
    opens_at = None if link is None else START - dt.timedelta(minutes=link)

    found = list(due_steps(START, END, opens_at, now))

    assert all(since <= now for _, since in found)
    assert len({step for step, _ in found}) == len(found)
