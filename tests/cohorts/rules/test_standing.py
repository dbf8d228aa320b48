import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules.standing import DUE_WITHIN, KEYS, Aim, standing_of, state_of

TODAY = dt.date(2026, 11, 2)


def aim(days, reached=False, name="Charter"):
    return Aim(name, TODAY + dt.timedelta(days=days), reached)


def test_a_milestone_is_late_from_the_day_after_its_own():
    assert state_of(aim(-1), TODAY) == "late"
    assert state_of(aim(0), TODAY) == "due"


def test_a_milestone_is_due_for_fourteen_days():
    assert state_of(aim(14), TODAY) == "due"
    assert state_of(aim(15), TODAY) == "to come"


def test_what_is_reached_is_never_late():
    assert state_of(aim(-90, reached=True), TODAY) == "reached"


def test_what_nobody_knows_yet_makes_no_team_late():
    unknown = Aim("At Convening 1", TODAY - dt.timedelta(days=3), False, is_unknown=True)

    assert state_of(unknown, TODAY) == "unknown"
    assert standing_of([unknown, aim(5)], TODAY).key == "due"


def test_the_earliest_of_the_worst_is_what_a_status_is_about():
    aims = [aim(-3, name="Second"), aim(-9, name="First"), aim(2), aim(-20, reached=True)]

    standing = standing_of(aims, TODAY)

    assert (standing.key, standing.aim.name) == ("late", "First")


def test_a_team_without_anything_open_soon_is_on_track():
    assert standing_of([aim(-5, reached=True), aim(40)], TODAY).key == "track"


def test_a_cohort_without_milestones_says_so():
    assert standing_of([], TODAY).key == "none"


@given(st.lists(st.tuples(st.integers(-400, 400), st.booleans()), min_size=1))
def test_a_status_is_the_worst_of_the_states(rows):
    aims = [aim(days, reached) for days, reached in rows]
    states = {state_of(one, TODAY) for one in aims}

    key = standing_of(aims, TODAY).key

    assert key in KEYS
    assert (key == "late") == ("late" in states)
    assert (key == "due") == ("due" in states and "late" not in states)
    assert DUE_WITHIN.days == 14
