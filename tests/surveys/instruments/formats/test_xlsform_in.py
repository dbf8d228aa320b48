"""XLSForm workbooks of our own making, in the shapes that others write."""

import io

import pytest
import xlsxwriter

from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from tests.surveys.instruments.formats.books import book_of, items_of, told

CHOICES = [
    ["list_name", "name", "label"],
    ["often", "1", "Never"],
    ["often", "2", "At times"],
    ["often", "3", "Always"],
]


def survey(*rows, head=("type", "name", "label")):
    return [list(head), *map(list, rows)]


def test_questions_lists_limits_and_conditions_are_taken():
    content = book_of(
        survey=survey(
            ["begin_group", "work", "Your work", "", "", ""],
            ["select_one often", "uses", "How often do you use it?", "", "yes", ""],
            [
                "integer",
                "hours",
                "How many hours?",
                "${uses} = '2' or ${uses} = '3'",
                "",
                ". >= 0 and . <= 40",
            ],
            [
                "select_multiple often",
                "more",
                "Which?",
                "selected(${uses}, '3')",
                "",
                "count-selected(.) <= 2",
            ],
            ["end_group", "", "", "", "", ""],
            ["text", "why", "Why?", "", "", ""],
            head=("type", "name", "label", "relevant", "required", "constraint"),
        ),
        choices=CHOICES,
        settings=[["form_title", "form_id"], ["Tools at work", "TOOLS"]],
    )
    understood = understand(content, "tools.xlsx")
    items = items_of(understood)
    assert understood.form["code"] == "TOOLS"
    assert understood.form["name"] == "Tools at work"
    assert understood.form["scales"][0]["labels"] == ["Never", "At times", "Always"]
    assert items["Uses"]["is_required"] is True
    assert items["Hours"]["show_if"] == [{"item": "Uses", "is": [2, 3]}]
    assert (items["Hours"]["lowest"], items["Hours"]["highest"]) == (0, 40)
    assert items["More"]["show_if"] == [{"item": "Uses", "is": [3]}]
    assert items["More"]["highest"] == 2
    assert items["Why"]["kind"] == "short"
    sections = understood.form["version"]["sections"]
    assert [section["title"] for section in sections] == ["Your work", "Part 2"]
    assert told(understood, Outcome.LEFT_OUT) == []


def test_every_cell_that_is_not_in_the_form_is_told():
    content = book_of(
        survey=survey(
            ["text", "a", "A?", "blue", "search()"],
            ["geopoint", "place", "Where?", "", ""],
            head=("type", "name", "label", "default", "appearance"),
        )
    )
    words = "\n".join(told(understand(content), Outcome.LEFT_OUT))
    for cell in ("blue", "search()", "place", "Where?"):
        assert cell in words


def test_sheets_and_columns_in_capitals_are_the_same():
    content = book_of(
        SURVEY=[["TYPE", "NAME", "LABEL::EN"], ["select_one often", "q1", "How often?"]],
        Choices=[[cell.upper() for cell in CHOICES[0]], *CHOICES[1:]],
        OSM=[["list_name"], ["x"]],
    )
    understood = understand(content)
    assert items_of(understood)["Q1"]["scale"] == "Often"
    assert "Workbook: sheet OSM: An XLSForm has no such sheet; its 2 rows are not read." in told(
        understood
    )


def test_the_only_sheet_is_the_survey_and_no_survey_is_refused():
    understood = understand(book_of(Sheet1=survey(["text", "a", "A?"])))
    assert "A" in items_of(understood)
    with pytest.raises(Unreadable, match="No sheet of the workbook is named survey"):
        understand(book_of(one=[["a"]], two=[["b"]]))


def test_spanish_is_kept_beside_english_and_french_is_told():
    content = book_of(
        survey=survey(
            ["text", "a", "Why?", "¿Por qué?", "Pourquoi?"],
            head=(
                "type",
                "name",
                "label::English (en)",
                "label::Spanish (es)",
                "label::French (fr)",
            ),
        )
    )
    understood = understand(content)
    assert understood.form["version"]["languages"] == ["en", "es"]
    assert items_of(understood)["A"]["translations"] == {"es": {"wording": "¿Por qué?"}}
    assert any("French" in line for line in told(understood, Outcome.LEFT_OUT))


def test_a_form_without_english_stands_in_its_own_words():
    content = book_of(
        survey=survey(["text", "a", "Pourquoi?"], head=("type", "name", "label::French (fr)"))
    )
    understood = understand(content)
    assert items_of(understood)["A"]["wording"] == "Pourquoi?"
    assert any("no words in English" in line for line in told(understood, Outcome.CHANGED))


def test_or_other_asks_which_other():
    content = book_of(
        survey=survey(["select one from often or specify other", "uses", "How often?"]),
        choices=CHOICES,
    )
    items = items_of(understand(content))
    assert items["UsesOther"]["show_if"] == [{"item": "Uses", "is": [4]}]


def test_a_loop_asks_for_each_answer_of_its_list():
    content = book_of(
        survey=survey(
            ["begin loop over often", "loop", ""],
            ["integer", "times", "How many times %(label)s?"],
            ["end loop", "", ""],
        ),
        choices=CHOICES,
    )
    understood = understand(content)
    assert [item["wording"] for item in items_of(understood).values()] == [
        "How many times Never?",
        "How many times At times?",
        "How many times Always?",
    ]
    assert told(understood, Outcome.CHANGED) == [
        "survey, row 2: begin loop over often: Its questions are asked for each of the 3 answers "
        "of the list."
    ]


def test_repeats_and_conditions_that_we_do_not_have_are_told():
    content = book_of(
        survey=survey(
            ["begin repeat", "r", "Each child", ""],
            ["integer", "age", "How old?", ""],
            ["end repeat", "", "", ""],
            ["text", "b", "B?", "${age} > 5"],
            ["text", "c", "C?", "${later} = 'x'"],
            head=("type", "name", "label", "relevant"),
        )
    )
    changed = told(understand(content), Outcome.CHANGED)
    assert "survey, row 2: begin repeat: A page, “Each child”; we have no repeats" in changed[0]
    assert "${age} > 5" in changed[1]
    assert "later, which is not asked before it" in changed[2]


def test_a_column_that_is_there_twice_is_told_with_what_it_says():
    content = book_of(
        survey=survey(["text", "a", "A?", "B?"], head=("type", "name", "label", "label"))
    )
    understood = understand(content)
    assert items_of(understood)["A"]["wording"] == "A?"
    assert any("there twice" in line and "B?" in line for line in told(understood))


def test_a_second_header_and_titles_above_it_are_told():
    content = book_of(
        survey=[
            ["Our survey of 2026"],
            ["type", "name", "label"],
            ["TYPE", "Name", "Label"],
            ["text", "a", "A?"],
        ]
    )
    lines = told(understand(content), Outcome.LEFT_OUT)
    assert lines == [
        "survey, row 1: row above the header: Not read: Our survey of 2026",
        "survey, row 3: row: It repeats the names of the columns.",
    ]


def test_merged_cells_formulas_and_macros_are_told(tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(0, 0, ["type", "name", "label"])
        sheet.write_row(1, 0, ["select_one often", "uses"])
        sheet.write_formula(1, 2, '="How "&"often?"', value="How often?")
        choices = book.add_worksheet("choices")
        choices.write_row(0, 0, ["list_name", "name", "label"])
        choices.merge_range(1, 0, 2, 0, "often")
        choices.write_row(1, 1, ["1", "Never"])
        choices.write_row(2, 1, ["2", "Always"])
        (tmp_path / "vba.bin").write_bytes(b"macros")
        book.add_vba_project(str(tmp_path / "vba.bin"))
    understood = understand(content.getvalue())
    assert items_of(understood)["Uses"]["wording"] == "How often?"
    assert understood.form["scales"][0]["labels"] == ["Never", "Always"]
    lines = told(understood)
    assert any("Formulas in C2" in line for line in lines)
    assert any("Merged: A2:A3" in line for line in lines)
    assert "Workbook: macros: Macros are never run or kept." in lines


def test_markup_and_scripts_are_gone_and_told():
    content = book_of(
        survey=survey(["text", "a", "<b>Why</b><script>alert(1)</script>?<br>Say."]),
    )
    understood = understand(content)
    assert items_of(understood)["A"]["wording"] == "Why?\nSay."
    assert any("a script in its words is gone" in line for line in told(understood))


def test_an_answer_that_does_not_apply_is_one_of_the_question():
    content = book_of(
        survey=survey(["select_one often", "uses", "How often?"]),
        choices=[*CHOICES, ["often", "4", "Does not apply"]],
    )
    understood = understand(content)
    assert understood.form["scales"][0]["labels"] == ["Never", "At times", "Always"]
    assert items_of(understood)["Uses"]["has_does_not_apply"] is True


def test_a_first_question_named_role_is_the_role_groups():
    content = book_of(
        survey=survey(
            ["select_one often", "role", "Your role", ""],
            ["text", "a", "A?", "${role} = '2'"],
            head=("type", "name", "label", "relevant"),
        ),
        choices=CHOICES,
    )
    understood = understand(content)
    assert understood.form["version"]["roles"] == ["Never", "At times", "Always"]
    assert understood.form["scales"] == []
    assert items_of(understood)["A"]["show_if"] == [{"item": "role", "is": [2]}]


def test_true_and_false_are_words_as_the_spreadsheet_shows_them():
    understood = understand(
        book_of(
            survey=[
                ["type", "name", "label", "required", "relevant"],
                ["select_one tf", "a", "Is it so?", True, True],
                ["text", "b", "Why?", False, "${a} = 'TRUE'"],
            ],
            choices=[["list_name", "name", "label"], ["tf", True, True], ["tf", False, False]],
        )
    )
    items = items_of(understood)
    assert understood.form["scales"][0]["labels"] == ["TRUE", "FALSE"]
    assert items["A"]["is_required"]
    assert "show_if" not in items["A"]
    assert items["B"]["show_if"] == [{"item": "A", "is": [1]}]
    assert told(understood, Outcome.CHANGED) == []
