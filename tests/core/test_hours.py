from core.hours import hours_of, hours_words


def test_hours_have_two_decimals_half_up():
    assert [hours_of(minutes) for minutes in (225, 50, 1, 360)] == [3.75, 0.83, 0.02, 6]
    assert [hours_words(minutes) for minutes in (225, 330, 360, 0)] == ["3.75", "5.5", "6", "0"]
