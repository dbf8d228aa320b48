"""What changed since the wave before, in words."""

import pytest

from surveys.results.engine.statistics import change


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((146, 401), (214, 482), "up by 8 points, 1 to 14"),
        ((214, 482), (146, 401), "down by 8 points, 1 to 14"),
        ((20, 45), (22, 45), "no clear change, −16 to +24 points"),
        ((0, 400), (8, 400), "up by 2 points, 1 to 4"),
    ],
)
def test_a_change_is_said_in_words_that_its_interval_bears_out(before, after, words):
    assert change(before, after).words == words


def test_a_change_of_nothing_is_no_clear_change():
    assert change((50, 100), (50, 100)).words.startswith("no clear change")
