import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.hours import Outcome, Presence, best_of, outcome_of

DAY = dt.date(2024, 2, 13)
MINUTES = st.integers(min_value=0, max_value=600)


def present(minutes, of_minutes=360):
    return Presence(minutes, of_minutes, DAY)


def test_eighty_percent_of_six_hours_are_288_minutes():
    assert present(288).is_enough(80)
    assert not present(287).is_enough(80)
    assert present(287).percent == 79


def test_nobody_earns_anything_by_zero_minutes():
    assert not present(0).is_enough(0)
    assert present(1).is_enough(0)


def test_of_two_sessions_the_larger_part_counts_and_nothing_is_added_up():
    assert best_of([present(180), present(170, 180), present(90, 360)]) == present(170, 180)


def test_of_two_equal_parts_the_longer_one_counts():
    assert best_of([present(180, 180), present(360)]) == present(360)


@given(minutes=MINUTES, more=MINUTES, least=st.integers(0, 100))
def test_staying_longer_never_loses_a_certificate(minutes, more, least):
    if present(minutes, 600).is_enough(least):
        assert present(min(600, minutes + more), 600).is_enough(least)


@given(minutes=MINUTES, least=st.integers(1, 100))
def test_the_percent_that_is_shown_agrees_with_the_rule(minutes, least):
    presence = present(minutes, 600)
    assert presence.is_enough(least) == (presence.percent >= least)


def test_minutes_come_first_then_the_wait_for_feedback_then_whether_it_was_sent():
    def outcome(minutes, *, waits, lacks_feedback):
        return outcome_of(
            present(minutes), least_share=80, waits=waits, lacks_feedback=lacks_feedback
        )

    assert outcome(100, waits=True, lacks_feedback=True) is Outcome.TOO_SHORT
    assert outcome(300, waits=True, lacks_feedback=True) is Outcome.WAITS
    assert outcome(300, waits=False, lacks_feedback=True) is Outcome.NO_FEEDBACK
    assert outcome(300, waits=False, lacks_feedback=False) is Outcome.EARNED
