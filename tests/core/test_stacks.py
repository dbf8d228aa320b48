import pytest

from core import stacks

STAGES = ("Not started", "Exploring", "Trying", "Routine", "Spreading", "District-wide")


def test_answers_fill_the_track_from_0_to_100_in_their_order():
    [bar] = stacks.stacked(STAGES, [(10, 0, 40, 30, 17, 3)])

    assert [(part.x, part.width) for part in bar.segments] == [
        (0, 10), (10, 40), (50, 30), (80, 17), (97, 3),
    ]  # fmt: skip
    assert bar.gaps == (10, 50, 80, 97)
    assert [part.label for part in bar.segments] == ["10", "40", "30", "17", ""]
    assert bar.sentence.startswith("Not started 10%, exploring 0%, trying 40%")


def test_there_is_no_zero_line_and_no_middle():
    [bar] = stacks.stacked(STAGES, [(10, 0, 40, 30, 17, 3)])
    assert (bar.zero, bar.neutral) == (None, None)


@pytest.mark.parametrize(
    ("answers", "tones"),
    [(1, [6]), (2, [1, 6]), (3, [1, 4, 6]), (4, [1, 3, 4, 6]), (6, [1, 2, 3, 4, 5, 6])],
)
def test_tones_go_from_the_lightest_to_the_darkest(answers, tones):
    found = stacks.legend(STAGES[:answers])
    assert [entry.css for entry in found] == [f"pl-tone-{tone}" for tone in tones]
