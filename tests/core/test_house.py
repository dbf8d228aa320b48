import datetime as dt

import pytest

from core import clock
from core.templatetags import house

WEDNESDAY = clock.on_day(dt.date(2023, 12, 20))


@pytest.mark.parametrize(
    ("due", "tone", "words"),
    [
        (dt.date(2023, 12, 19), "late", "1 day overdue"),
        (dt.date(2023, 12, 15), "late", "5 days overdue"),
        (dt.date(2023, 12, 20), "due", "Due today"),
        (dt.date(2023, 12, 27), "due", "Due Dec 27"),
    ],
)
def test_a_due_date_is_told_by_tone_and_in_words(due, tone, words):
    with clock.at(WEDNESDAY):
        assert (house.due_tone(due), house.due_words(due)) == (tone, words)


@pytest.mark.parametrize(
    ("place", "section", "belongs"),
    [
        ("home", "home", True),
        ("cohorts:list", "cohorts", True),
        ("cohorts:list", "surveys", False),
        ("cohorts-archive", "cohorts", False),
        ("home", "", False),
    ],
)
def test_a_place_is_current_when_the_page_is_in_its_section(place, section, belongs):
    assert house.in_section(place, section) is belongs


def test_initials_are_two_at_most():
    assert house.initials("Renata Okafor Lind") == "RO"
    assert house.initials("") == ""


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in house.icon("check")
