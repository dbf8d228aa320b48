"""Days, weeks and quiet hours in a person's own zone, on both sides of a clock change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from messaging.hours import end_of_quiet, next_digest
from messaging.models import Wishes
from network.models import Person

NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"


def moment(words, zone=NEW_YORK):
    return dt.datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone))


def quiet(start, end, zone=NEW_YORK):
    return Wishes(
        person=Person(time_zone=zone),
        quiet_from=dt.time.fromisoformat(start),
        quiet_until=dt.time.fromisoformat(end),
    )


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-01-15T21:59", None),
        ("2026-01-15T22:00", "2026-01-16T07:00"),
        ("2026-01-16T06:59", "2026-01-16T07:00"),
        ("2026-01-16T07:00", None),
        # The night of March 8 has an hour less, that of November 1 an hour more.
        ("2026-03-07T23:00", "2026-03-08T07:00"),
        ("2026-03-08T03:30", "2026-03-08T07:00"),
        ("2026-10-31T23:00", "2026-11-01T07:00"),
    ],
)
def test_quiet_hours_over_midnight(now, end):
    found = end_of_quiet(quiet("22:00", "07:00"), moment(now))

    assert found == (moment(end) if end else None)


def test_a_night_of_a_clock_change_is_an_hour_shorter_or_longer():
    hours = quiet("22:00", "07:00")

    def length(words):
        return end_of_quiet(hours, moment(words)) - moment(words).astimezone(dt.UTC)

    assert length("2026-03-07T22:00") == dt.timedelta(hours=8)
    assert length("2026-03-14T22:00") == dt.timedelta(hours=9)
    assert length("2026-10-31T22:00") == dt.timedelta(hours=10)


def test_an_end_that_the_clocks_skip_is_the_moment_after_the_jump():
    found = end_of_quiet(quiet("22:00", "02:30"), moment("2026-03-08T01:00"))

    assert found == moment("2026-03-08T03:30")


def test_quiet_hours_within_a_day_and_none():
    assert end_of_quiet(quiet("12:00", "13:00"), moment("2026-05-05T12:30"))
    assert not end_of_quiet(quiet("12:00", "13:00"), moment("2026-05-05T13:30"))
    assert not end_of_quiet(quiet("12:00", "12:00"), moment("2026-05-05T12:00"))


def test_quiet_hours_are_those_of_the_persons_zone():
    hours = quiet("22:00", "07:00", CHICAGO)

    assert end_of_quiet(hours, moment("2026-05-05T22:30")) is None
    assert end_of_quiet(hours, moment("2026-05-05T23:00")) == moment("2026-05-06T07:00", CHICAGO)


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        ("daily", "2026-03-06T06:59", "2026-03-06T07:00"),
        ("daily", "2026-03-06T07:00", "2026-03-07T07:00"),
        ("daily", "2026-03-07T12:00", "2026-03-08T07:00"),  # 18 hours later
        ("daily", "2026-10-31T12:00", "2026-11-01T07:00"),  # 20 hours later
        ("weekly", "2026-03-09T06:00", "2026-03-09T07:00"),  # a Monday
        ("weekly", "2026-03-09T07:00", "2026-03-16T07:00"),
        ("weekly", "2026-03-04T12:00", "2026-03-09T07:00"),
    ],
)
def test_the_next_digest(rhythm, now, expected):
    found = next_digest(Person(time_zone=NEW_YORK), rhythm, moment(now))

    assert found == moment(expected)


def test_somebody_without_a_zone_has_the_networks(settings):
    settings.NETWORK_TIME_ZONE = CHICAGO

    found = next_digest(Person(), "daily", moment("2026-03-06T07:30"))

    assert found == moment("2026-03-06T07:00", CHICAGO)
