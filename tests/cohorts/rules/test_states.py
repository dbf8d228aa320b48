import pytest

from cohorts.models import Application
from cohorts.rules import states


def test_the_table_knows_every_state_of_the_model_and_no_other():
    assert set(states.FOLLOWERS) == set(Application.State.values)
    followers = set().union(*states.FOLLOWERS.values())
    assert followers == set(Application.State.values)


@pytest.mark.parametrize("state", Application.State.values)
def test_no_state_follows_itself(state):
    assert not states.may_follow(state, state)


def test_what_is_decided_is_not_withdrawn_and_everything_else_can_be():
    assert {s for s in states.FOLLOWERS if states.may_be_withdrawn(s)} == {
        "draft",
        "submitted",
        "in_review",
        "information",
        "waitlisted",
        "offered",
    }


def test_a_place_on_the_waitlist_does_not_come_back():
    assert not states.may_come_back_to("waitlisted")
    assert not states.may_come_back_to("offered")
    assert states.may_come_back_to("draft")


def test_only_a_draft_and_what_was_asked_can_be_written():
    assert sorted(states.WRITTEN_IN) == ["draft", "information"]
