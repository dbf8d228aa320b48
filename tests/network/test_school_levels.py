import pytest

from network.school_levels import level_of


@pytest.mark.parametrize(
    ("lowest", "highest", "level"),
    [
        ("Pre-K", "K", "elementary"),
        ("K", "5", "elementary"),
        ("K", "6", "elementary"),
        ("4", "6", "middle"),
        ("5", "8", "middle"),
        ("7", "9", "middle"),
        ("7", "12", "high"),
        ("9", "12", "high"),
        ("8", "9", "middle"),
        ("9", "9", "high"),
        ("K", "8", "several"),
        ("5", "12", "several"),
        ("K", "12", "several"),
        ("", "", ""),
        ("Adult", "Adult", ""),
        ("K", "Ungraded", ""),
    ],
)
def test_grades_tell_the_level_of_a_school(lowest, highest, level):
    assert level_of(lowest, highest) == level
