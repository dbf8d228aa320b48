import json

import pytest

from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from tests.surveys.instruments.formats.books import items_of, told


def choices(*labels):
    return {str(n): {"Display": label} for n, label in enumerate(labels, start=1)}


def question(number, type_, selector, text, **others):
    return {
        "QuestionID": number,
        "DataExportTag": number.replace("QID", "Q"),
        "QuestionType": type_,
        "Selector": selector,
        "QuestionText": text,
        **others,
    }


def selected(locator, operator="Selected", **others):
    one = {"LogicType": "Question", "ChoiceLocator": locator, "Operator": operator, **others}
    return {**one, "Description": f"If {locator} is {operator}"}


def logic(*parts):
    return {
        "0": {**{str(n): one for n, one in enumerate(parts)}, "Type": "If"},
        "Type": "BooleanExpression",
    }


def file_of(*questions, flow=None, blocks=None, others=()):
    shown = [{"Type": "Question", "QuestionID": one["QuestionID"]} for one in questions]
    blocks = blocks or [
        {"ID": "BL_1", "Type": "Default", "Description": "First", "BlockElements": shown}
    ]
    elements = [
        {"Element": "BL", "Payload": blocks},
        {
            "Element": "FL",
            "Payload": {"Flow": flow or [{"Type": "Block", "ID": "BL_1", "FlowID": "FL_2"}]},
        },
        *(
            {"Element": "SQ", "PrimaryAttribute": one["QuestionID"], "Payload": one}
            for one in questions
        ),
        *others,
    ]
    entry = {"SurveyName": "Fruit at school", "SurveyLanguage": "EN", "SurveyID": "SV_1"}
    return json.dumps({"SurveyEntry": entry, "SurveyElements": elements}).encode()


FRUIT = question("QID1", "MC", "SAVR", "Which fruit?", Choices=choices("Plum", "Pear"))
MATRIX = question(
    "QID2",
    "Matrix",
    "Likert",
    "How often?",
    SubSelector="SingleAnswer",
    Choices=choices("Plum", "Pear"),
    Answers=choices("Never", "Always"),
)


def test_choices_tables_and_texts_are_taken():
    force = {"Settings": {"ForceResponse": "ON", "MaxChoices": "1"}}
    content = file_of(
        {**FRUIT, "Selector": "MAVR", "Validation": force},
        MATRIX,
        question(
            "QID3", "TE", "ML", "Why?", DisplayLogic=logic(selected("q://QID1/SelectableChoice/2"))
        ),
        question("QID4", "TE", "FORM", "Your two", Choices=choices("First", "Second")),
        question(
            "QID5",
            "Slider",
            "HSLIDER",
            "How much?",
            Choices=choices("It"),
            Configuration={"CSSliderMin": 0, "CSSliderMax": 10},
        ),
    )
    understood = understand(content, "fruit.qsf")
    items = items_of(understood)
    assert understood.form["name"] == "Fruit at school"
    assert list(items) == ["Q1", "Q2x1", "Q2x2", "Q3", "Q4x1", "Q4x2", "Q5x1"]
    assert (items["Q1"]["kind"], items["Q1"]["highest"], items["Q1"]["is_required"]) == (
        "several",
        1,
        True,
    )
    assert items["Q3"]["show_if"] == [{"item": "Q1", "is": [2]}]
    assert (items["Q5x1"]["kind"], items["Q5x1"]["highest"]) == ("number", 10)
    sections = understood.form["version"]["sections"]
    assert [section["intro"] for section in sections] == [
        "",
        "How often?",
        "",
        "Your two",
        "How much?",
    ]
    left = told(understood, Outcome.LEFT_OUT)
    assert left == [
        "survey: numbers and dates: They mean something in Qualtrics only: SurveyID SV_1"
    ]


def test_logic_is_understood_or_told():
    either = logic(
        selected("q://QID1/SelectableChoice/1"),
        selected("q://QID1/SelectableChoice/2", Conjuction="Or"),
    )
    cell = logic(selected("q://QID2/SelectableAnswer/2/1"))
    negative = logic(selected("q://QID1/SelectableChoice/1", "NotSelected"))
    content = file_of(
        FRUIT,
        MATRIX,
        question("QID3", "TE", "SL", "A?", DisplayLogic=either),
        question("QID4", "TE", "SL", "B?", DisplayLogic=cell),
        question("QID5", "TE", "SL", "C?", DisplayLogic=negative),
    )
    understood = understand(content)
    items = items_of(understood)
    assert items["Q3"]["show_if"] == [{"item": "Q1", "is": [1, 2]}]
    assert items["Q4"]["show_if"] == [{"item": "Q2x2", "is": [1]}]
    assert "show_if" not in items["Q5"]
    changed = told(understood, Outcome.CHANGED)
    assert any("asked of everybody" in line and "NotSelected" in line for line in changed)


def test_blocks_loops_branches_and_skips_are_told():
    shown = {"Type": "Question", "QuestionID": "QID1"}
    skip = {"SkipLogicID": 1, "Description": "If Plum Then Skip To End"}
    blocks = {
        "0": {
            "ID": "BL_1",
            "Description": "First",
            "BlockElements": [{**shown, "SkipLogic": [skip]}, {"Type": "Page Break"}],
            "Options": {"Looping": "Question", "RandomizeQuestions": "All"},
        },
        "1": {"ID": "BL_2", "Description": "Second",
              "BlockElements": [{"Type": "Question", "QuestionID": "QID2"}]},
        "2": {"ID": "BL_3", "Type": "Trash", "Description": "Trash",
              "BlockElements": [{"Type": "Question", "QuestionID": "QID3"}]},
    }  # fmt: skip
    branch = logic(selected("q://QID1/SelectableChoice/1"))
    flow = [
        {"Type": "Block", "ID": "BL_1", "FlowID": "FL_1"},
        {"Type": "EmbeddedData", "FlowID": "FL_2", "EmbeddedData": [{"Field": "district"}]},
        {"Type": "Branch", "FlowID": "FL_3", "BranchLogic": branch,
         "Flow": [{"Type": "Standard", "ID": "BL_2"}, {"Type": "EndSurvey", "FlowID": "FL_4"}]},
        {"Type": "Block", "ID": "BL_1", "FlowID": "FL_5"},
    ]  # fmt: skip
    content = file_of(
        FRUIT, MATRIX, question("QID3", "TE", "SL", "Unused?"), flow=flow, blocks=blocks,
        others=[{"Element": "QO", "Payload": {"Name": "Fifty plums"}}],
    )  # fmt: skip
    understood = understand(content)
    items = items_of(understood)
    assert list(items) == ["Q1", "Q2x1", "Q2x2"]
    assert items["Q2x1"]["show_if"] == [{"item": "Q1", "is": [1]}]
    words = "\n".join(told(understood))
    for part in (
        "we have no loops, so its questions are asked once: Question",
        "without RandomizeQuestions",
        "without page breaks",
        "We have no skips, only conditions of later questions: If Plum Then Skip To End",
        "district",
        "EndSurvey",
        "The flow shows it again",
        "It is the trash.",
        "Unused?",
        "Fifty plums",
    ):
        assert part in words


def test_side_by_side_is_a_table_for_each_column():
    column = {"QuestionType": "Matrix", "Selector": "Likert", "SubSelector": "SingleAnswer"}
    column["Answers"] = choices("No", "Yes")
    columns = {
        "1": {**column, "QuestionText": "Liked?", "DataExportTag": "Q1#1"},
        "2": {**column, "QuestionText": "Had?", "DataExportTag": "Q1#2"},
    }
    fruits = choices("Plum", "Pear")
    content = file_of(
        question("QID1", "SBS", "SBSMatrix", "Of each", Choices=fruits, AdditionalQuestions=columns)
    )
    understood = understand(content)
    assert list(items_of(understood)) == ["Q1x1x1", "Q1x1x2", "Q1x2x1", "Q1x2x2"]
    assert len(understood.form["scales"]) == 1
    assert understood.form["version"]["sections"][1]["intro"] == "Of each\n\nHad?"


def test_text_beside_a_choice_recodes_and_what_we_do_not_ask():
    entry = choices("Plum", "Other")
    entry["2"]["TextEntry"] = "true"
    content = file_of(
        {
            **FRUIT,
            "Choices": entry,
            "RecodeValues": {"1": "5", "2": "-99"},
            "Randomization": {"Type": "All"},
        },
        question("QID2", "RO", "DND", "Rank them", Choices=choices("a", "b")),
        question("QID3", "DB", "TB", "About <b>you</b>: ${e://Field/name}"),
        question("QID4", "TE", "SL", "Hours?", Validation={
            "Settings": {"ContentType": "ValidNumber", "ValidNumber": {"Min": "0", "Max": "9"}}}),
    )  # fmt: skip
    understood = understand(content)
    items = items_of(understood)
    assert items["Q1x2Text"]["show_if"] == [{"item": "Q1", "is": [2]}]
    assert (items["Q4"]["kind"], items["Q4"]["lowest"], items["Q4"]["highest"]) == ("number", 0, 9)
    words = "\n".join(told(understood))
    assert "answers count from 1 in their order, not 5, -99" in words
    assert "We have no ranking. It says “Rank them”." in words
    assert 'Randomization {"Type": "All"}' in words
    assert "it names other answers" in words


def test_spanish_is_kept():
    spanish = {
        "ES": {"QuestionText": "¿Qué fruta?", "Choices": choices("Ciruela", "Pera")},
        "FR": {},
    }
    understood = understand(file_of({**FRUIT, "Language": spanish}))
    assert understood.form["version"]["languages"] == ["en", "es"]
    assert understood.form["scales"][0]["translations"] == {"es": {"labels": ["Ciruela", "Pera"]}}
    assert "survey: language FR: We ask in English and Spanish only." in told(understood)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"SurveyEntry": {}, "SurveyElements": [', "broken JSON"),
        (b'{"SurveyEntry": 1, "SurveyElements": 2}', "no Qualtrics survey"),
        (file_of(question("QID1", "RO", "DND", "Rank")), "no question that we can ask"),
        (b'{"a": 1}', "no form of ours"),
        (b'{"SurveyEntry": {}, "SurveyElements": [], "SurveyEntry": {}}', "“SurveyEntry” twice"),
        (file_of(FRUIT, FRUIT), "two questions QID1"),
    ],
)
def test_other_json_is_refused_in_words(content, words):
    with pytest.raises(Unreadable, match=words):
        understand(content)


def test_checks_that_we_do_not_have_are_told():
    number = {"ContentType": "ValidNumber", "ValidNumber": {"Min": "0.5", "Max": "9"}}
    custom = {"ForceResponse": "ON", "Type": "CustomValidation", "CustomValidation": {"Logic": 7}}
    content = file_of(
        question("QID1", "TE", "SL", "How many?", Validation={"Settings": number}),
        question("QID2", "TE", "ML", "Why?", Validation={"Settings": custom}),
    )

    understood = understand(content)

    assert items_of(understood)["Q1"]["highest"] == 9
    lines = "\n".join(told(understood))
    assert "whole numbers only; without the limit Min 0.5" in lines
    assert "settings of Q2: " in lines
    assert 'CustomValidation {"Logic": 7}' in lines
