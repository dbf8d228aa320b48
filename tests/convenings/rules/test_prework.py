import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from convenings.rules import prework as rule
from convenings.rules.prework import CHOOSE, READ, REFLECT, WATCH, Asked, Given, OwnIdea, lacking
from core import clock

MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)


def lacks(asked, answer):
    return [(lack.what, lack.which) for lack in lacking(asked, answer)]


def test_convening_of_february_13_opens_its_pre_work_on_january_16():
    first = clock.on_day(dt.date(2024, 2, 13), 9)

    assert timezone.localtime(rule.opens_at(first)).isoformat() == "2024-01-16T00:00:00-05:00"


def test_28_days_are_days_of_the_calendar_across_a_change_of_clocks():
    first = clock.on_day(dt.date(2024, 3, 20), 9)

    assert timezone.localdate(rule.opens_at(first)) == dt.date(2024, 2, 21)


@given(first=MOMENTS, now=MOMENTS)
def test_asking_the_rows_and_asking_one_row_say_the_same(first, now):
    assert (rule.opens_at(first) <= now) == (first < rule.opened_with_sessions_before(now))


def test_one_of_nine_is_not_enough():
    asked = Asked(CHOOSE, options=range(1, 10), least=2, asks_how=True, takes_own=True)

    [lack] = lacking(asked, Given(picks=(3,), how={3: "With the fifth grade."}))

    assert (lack.what, lack.words) == ("picks", "Choose at least 2.")


def test_two_choices_want_two_reflections():
    asked = Asked(CHOOSE, options=range(1, 10), least=2, asks_how=True)

    assert lacks(asked, Given(picks=(3, 5), how={3: "With us."})) == [("how", 5)]
    assert lacks(asked, Given(picks=(3, 5), how={3: "With us.", 5: "Next year."})) == []


def test_an_own_idea_counts_once_it_has_a_name():
    asked = Asked(CHOOSE, options=[1, 2], least=2, takes_own=True)

    assert lacks(asked, Given(picks=(1,), own=(OwnIdea("A night of questions"),))) == []
    assert lacks(asked, Given(picks=(1,), own=(OwnIdea("", "In May"),))) == [
        ("picks", 0),
        ("own_title", 0),
    ]


def test_what_is_not_offered_anymore_does_not_count():
    assert lacks(Asked(CHOOSE, options=[1], least=1), Given(picks=(7,))) == [("picks", 0)]


@pytest.mark.parametrize(
    ("asked", "answer", "what"),
    [
        (Asked(WATCH), Given(is_seen=True), "seen"),
        (Asked(READ), Given(is_seen=True), "seen"),
        (Asked(READ, options=[1, 2]), Given(picks=(2,)), "picks"),
        (Asked(REFLECT), Given(text="We do."), "text"),
    ],
)
def test_each_kind_of_part_says_what_it_lacks(asked, answer, what):
    assert lacks(asked, Given()) == [(what, 0)]
    assert lacks(asked, answer) == []


def test_an_optional_part_may_be_left_empty_but_not_half_done():
    asked = Asked(CHOOSE, options=[1, 2], least=2, is_required=False)

    assert lacks(asked, Given()) == []
    assert lacks(asked, Given(picks=(1,))) == [("picks", 0)]
