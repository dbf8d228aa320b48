import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.rules.progress import BadQuestion, Progress, first_open, question_of

COUNTS = st.integers(min_value=0, max_value=200)


def test_two_of_three_are_67_percent():
    assert (str(Progress(2, 3)), Progress(2, 3).percent) == ("2 of 3", 67)


def test_percent_is_rounded_half_up():
    # 12.5, 37.5, 62.5: banker's rounding would give 12, 38, 62
    assert [Progress(done, 8).percent for done in (1, 3, 5)] == [13, 38, 63]
    assert [Progress(done, 3).percent for done in range(4)] == [0, 33, 67, 100]


def test_nothing_of_nothing_is_nothing_and_not_whole():
    assert (Progress(0, 0).percent, Progress(0, 0).is_whole) == (0, False)


@given(done=COUNTS, more=COUNTS)
def test_percent_never_falls_with_another_lesson_and_is_100_only_when_whole(done, more):
    of = done + more + 1
    progress, next_one = Progress(done, of), Progress(done + 1, of)

    assert 0 <= progress.percent <= next_one.percent <= 100
    assert next_one.is_whole == (more == 0)


def test_the_first_lesson_that_is_not_done_is_where_to_go_on():
    assert first_open([4, 2, 9], {4}) == 2
    assert first_open([4, 2, 9], {4, 2, 9}) is None


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"wording": "Which?", "options": ["only one"], "right": 1},
        {"wording": "Which?", "options": ["a", "b"], "right": 3},
        {"wording": "Which?", "options": ["a", "b"], "right": "1"},
        {"wording": "", "options": ["a", "b"], "right": 1},
    ],
)
def test_a_check_that_nobody_could_answer_is_refused(stored):
    with pytest.raises(BadQuestion):
        question_of(stored)


def test_a_check_knows_its_right_answer_in_words():
    question = question_of({"wording": "Which?", "options": ["a", "b"], "right": 2})

    assert (question.choices, question.right_words) == ([(1, "a"), (2, "b")], "b")
