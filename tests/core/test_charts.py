from core import charts, drawing

A5 = charts.Scale(
    ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), agree=2, neutral=True
)
A4 = charts.Scale(("Strongly disagree", "Disagree", "Agree", "Strongly agree"), agree=2)


def test_every_size_of_scale_has_its_ends_and_its_middle():
    assert A4.classes == ("pl-sd", "pl-d", "pl-a", "pl-sa")
    assert A5.classes == ("pl-sd", "pl-d", "pl-n", "pl-a", "pl-sa")
    three = charts.Scale(("No", "So-so", "Yes"), agree=1, neutral=True)
    assert three.classes == ("pl-sd", "pl-n", "pl-sa")
    six = charts.Scale(tuple("abcdef"), agree=3)
    assert six.classes == ("pl-sd", "pl-md", "pl-d", "pl-a", "pl-ma", "pl-sa")
    often = charts.Scale(("Never", "A few times", "Monthly", "Weekly", "Most days"), agree=2)
    assert often.classes == ("pl-sd", "pl-md", "pl-d", "pl-a", "pl-sa")
    nine = charts.Scale(tuple("abcdefghi"), agree=4, neutral=True)
    assert nine.classes[:4] == ("pl-sd", "pl-md", "pl-md", "pl-d")


def test_the_legend_leaves_neither_to_its_own_column():
    assert [entry.label for entry in charts.legend(A5)] == [
        "Strongly disagree", "Disagree", "Agree", "Strongly agree",
    ]  # fmt: skip


def test_bars_of_one_list_share_their_zero_line():
    time, team = charts.diverging(A5, [(12, 21, 23, 30, 14), (1, 3, 0, 33, 63)])
    assert time.zero == team.zero == round(36 / (36 + 99) * 100, 2)
    assert time.segments[0].x == round(3 / 135 * 100, 2)
    assert [part.css for part in time.segments] == ["pl-sd", "pl-d", "pl-a", "pl-sa"]
    # What stands left of zero ends there, and what stands right of it begins there.
    assert round(time.segments[1].x + time.segments[1].width, 1) == round(time.zero, 1)
    assert time.segments[2].x == time.zero


def test_a_narrow_segment_has_no_label_but_the_sentence_names_it():
    bar = charts.diverging(A5, [(12, 21, 23, 30, 14), (1, 3, 0, 33, 63)])[1]
    assert [part.label for part in bar.segments] == ["", "", "33", "63"]
    assert bar.sentence == (
        "Strongly disagree 1%, disagree 3%, neither 0%, agree 33%, strongly agree 63%."
    )


def test_neither_is_a_number_beside_the_bar_and_absent_where_the_scale_has_none():
    assert charts.diverging(A5, [(12, 21, 23, 30, 14)])[0].neutral == 23
    assert charts.diverging(A4, [(10, 20, 30, 40)])[0].neutral is None


def test_options_nobody_chose_take_no_room():
    bar = charts.diverging(A4, [(0, 0, 40, 60)])[0]
    assert [part.css for part in bar.segments] == ["pl-a", "pl-sa"]
    assert bar.gaps == (bar.segments[1].x,)


def test_only_the_disagree_side_is_hatched_on_paper():
    bar = charts.diverging(A4, [(10, 20, 30, 40)])[0]
    assert [part.hatched for part in bar.segments] == [True, True, False, False]


def test_no_rows_no_bars():
    assert charts.diverging(A4, []) == []


def test_a_rate_has_one_decimal_rounded_half_up():
    shown = charts.rate(482, 700, goal=70)
    assert (shown.text, shown.width, shown.goal) == ("68.9%", 68.86, 70)
    assert charts.rate(1, 800).text == "0.1%"  # 0.125
    assert charts.rate(13, 40).text == "32.5%"


def test_a_rate_of_nobody_is_a_word_and_one_above_the_whole_stays_in_its_track():
    assert charts.rate(0, 0).text == "none yet"
    assert charts.rate(12, 10).width == 100.0


def test_an_interval_is_told_in_whole_numbers():
    shown = charts.interval(44, 41.9, 46.9)
    assert (shown.percent, shown.text) == ("44%", "42–47")
    assert charts.interval(90.5, None, None).text == "everyone answered"


def test_percents_are_rounded_half_up_never_to_even():
    assert [charts.whole_number(v) for v in (42.5, 43.5, 2.5, 97.49)] == [43, 44, 3, 97]


def test_a_range_names_its_ends_and_its_cut_axis():
    shown = charts.range_dots([97, 98, 98], axis_start=50)
    assert (shown.text, shown.sentence) == ("97%–98%", "97%, 98%, 98%")
    assert shown.dots == (94.0, 96.0, 96.0)
    assert [tick.label for tick in shown.axis] == ["50%", "75%", "100%"]
    assert shown.axis_note == "Axis starts at 50%."
    assert charts.range_dots([90]).text == "90%"


def test_a_change_has_its_sign_and_says_when_it_may_be_chance():
    up = charts.change(36, 44, 2, 15)
    assert (up.text, up.interval, up.may_be_chance) == ("+8", "(+2 to +15)", False)
    down = charts.change(41, 40, -7, 5)
    assert (down.text, down.interval, down.may_be_chance) == ("−1", "(−7 to +5)", True)
    assert charts.change(40, 40).text == "0"


def test_bars_are_measured_by_the_longest():
    assert charts.bars([7, 5, 0]) == [100.0, 71.43, 0.0]
    assert charts.bars([0, 0]) == [0.0, 0.0]
    assert charts.bars([]) == []


def test_the_network_is_drawn_with_its_real_numbers():
    drawn = drawing.tree([3, 4, 3, 4, 3])
    assert (len(drawn.centers), len(drawn.schools), len(drawn.curves)) == (5, 17, 22)
    assert drawn.counted
    assert drawn.root.y == 215.0


def test_an_empty_or_a_very_large_network_is_drawn_as_an_example():
    assert not drawing.tree([]).counted
    assert not drawing.tree([70] * 51).counted
    assert len(drawing.tree([0, 0]).schools) == 17
