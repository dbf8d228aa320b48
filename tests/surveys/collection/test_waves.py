import datetime as dt

import pytest

from surveys.collection.waves import season_of, season_on, wave_of
from tests.surveys.asking import eastern


@pytest.mark.parametrize(
    ("season", "opens", "wave"),
    [
        ("fall", "2023-10-02 08:00", "fall 2023"),
        ("winter", "2023-12-04 08:00", "winter 2024"),
        ("spring", "2024-04-08 08:00", "spring 2024"),
        ("summer", "2023-07-10 08:00", "summer 2023"),
        ("summer", "2024-06-10 08:00", "summer 2024"),
        ("summer", "2031-06-10 08:00", "summer 2023"),
        ("", "2024-04-08 08:00", ""),
    ],
)
def test_the_year_follows_the_season(season, opens, wave):
    assert wave_of(season, "2023-24", eastern(opens)) == wave


def test_a_wave_in_other_words_has_no_season():
    assert season_of("spring 2024") == "spring"
    assert season_of("second wave") == season_of("") == season_of("spring") == ""


def test_the_season_of_a_day():
    months = [season_on(dt.date(2024, month, 1)) for month in (1, 4, 7, 10, 12)]
    assert months == ["winter", "spring", "summer", "fall", "winter"]
