import datetime as dt

import pytest

from core.days import against, holiday


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 26), "Thanksgiving Day is a public holiday."),
        (dt.date(2026, 11, 28), "It is a Saturday."),
        (dt.date(2026, 11, 24), ""),
    ],
)
def test_what_speaks_against_a_day(day, words):
    assert against(day) == words


def test_holidays_are_those_of_the_networks_country(settings):
    settings.NETWORK_COUNTRY, settings.NETWORK_STATE = "DE", ""

    assert holiday(dt.date(2026, 10, 3)) != ""
    assert holiday(dt.date(2026, 11, 26)) == ""
