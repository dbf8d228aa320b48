import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from surveys.collection.schedule import due_step, steps_of
from tests.surveys.asking import eastern
from tests.surveys.asking import window as window_of

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        # An ordinary wave.
        (
            "2024-04-08 08:00",
            "2024-05-03 23:59",
            ["04-11 3 days", "04-15 7 days", "05-03 last day"],
        ),
        # A week: the seventh day is the last one, and is asked once.
        ("2024-04-08 12:00", "2024-04-15 12:00", ["04-11 3 days", "04-15 last day"]),
        # Two days: only the last day.
        ("2024-04-08 12:00", "2024-04-10 12:00", ["04-10 last day"]),
        # One day: nobody is reminded on the day they were asked.
        ("2024-04-08 12:00", "2024-04-08 20:00", []),
        # It closes before eight: the day before is the last one with time left.
        (
            "2024-04-08 12:00",
            "2024-04-20 06:00",
            ["04-11 3 days", "04-15 7 days", "04-19 last day"],
        ),
    ],
)
def test_steps_follow_the_window(opens, closes, expected):
    steps = steps_of(window_of(opens, closes))

    assert [f"{step.day:%m-%d} {step.name}" for step in steps] == expected


def test_reminders_go_at_eight_in_the_morning_on_both_sides_of_a_clock_change():
    """In 2024 clocks went forward on March 10: eight o'clock is 13:00, then 12:00 in UTC."""
    steps = steps_of(window_of("2024-03-06 10:00", "2024-03-20 23:59"))

    assert [step.at.astimezone(UTC).strftime("%m-%d %H:%M") for step in steps] == [
        "03-09 13:00",
        "03-13 12:00",
        "03-20 12:00",
    ]


def test_days_are_counted_in_local_dates_when_clocks_go_back():
    """Opened late on October 31, 2024: already November in UTC; clocks went back on the 3rd."""
    steps = steps_of(window_of("2024-10-31 22:00", "2024-11-20 23:59"))

    assert [step.at.astimezone(UTC).strftime("%m-%d %H:%M") for step in steps] == [
        "11-03 13:00",
        "11-07 13:00",
        "11-20 13:00",
    ]


def test_a_step_is_due_from_eight_on_and_replaced_by_the_next():
    survey = window_of("2024-04-08 08:00", "2024-05-03 23:59")
    moments = ["2024-04-11 07:59", "2024-04-11 08:00", "2024-04-15 07:59", "2024-05-03 08:00"]
    due = [due_step(survey, eastern(moment)) for moment in moments]

    assert [step and step.name for step in due] == [None, "3 days", "3 days", "last day"]
    assert due_step(survey, eastern("2024-04-08 08:00") - dt.timedelta(days=9)) is None
