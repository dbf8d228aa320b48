import pytest

from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from tests.surveys.instruments.formats.books import items_of, told
from tests.surveys.instruments.formats.limesurvey import GROUPS, file_of, question, worded

ANSWERS = {
    "answers": [
        {"aid": str(n), "qid": "2", "code": f"A{n}", "sortorder": str(n), "scale_id": "0"}
        for n in (1, 2, 3)
    ],
    "answer_l10ns": [
        {"aid": "1", "answer": "Never", "language": "en"},
        {"aid": "2", "answer": "At times", "language": "en"},
        {"aid": "3", "answer": "Always", "language": "en"},
    ],
}


def test_groups_arrays_and_boxes_are_taken():
    content = file_of(
        **GROUPS,
        **ANSWERS,
        questions=[
            question("1", "Q01", "M", mandatory="Y"),
            question("2", "Q02", "F"),
            question("3", "Q03", "S", relevance='Q01_SQ2.NAOK == "Y"'),
            question("4", "Q04", "N", relevance='((Q02_SQ1.NAOK == "A2" or Q02_SQ1.NAOK == "A3"))'),
        ],
        subquestions=[
            question("11", "SQ1", parent="1"),
            question("12", "SQ2", parent="1"),
            question("21", "SQ1", parent="2"),
            question("22", "SQ2", parent="2"),
        ],
        question_l10ns=[
            worded("1", "Which do you use?"),
            worded("2", "How often?", help="Think of this year."),
            worded("3", "For what?"),
            worded("4", "How many hours?"),
            worded("11", "Paper"),
            worded("12", "Screens"),
            worded("21", "At school"),
            worded("22", "At home"),
        ],
        question_attributes=[
            {"qid": "1", "attribute": "max_answers", "value": "1"},
            {"qid": "4", "attribute": "num_value_int_only", "value": "1"},
        ],
    )
    understood = understand(content, "tools.lss")
    items = items_of(understood)
    assert understood.form["name"] == "Tools at work"
    assert (items["Q01"]["kind"], items["Q01"]["highest"]) == ("several", 1)
    assert items["Q02SQ1"]["wording"] == "At school"
    assert items["Q02SQ1"]["scale"] == items["Q02SQ2"]["scale"] == "Q02"
    assert items["Q03"]["show_if"] == [{"item": "Q01", "is": [2]}]
    assert items["Q04"]["show_if"] == [{"item": "Q02SQ1", "is": [2, 3]}]
    table = understood.form["version"]["sections"][1]
    assert (table["title"], table["intro"]) == ("Tools", "How often?\n\nThink of this year.")
    assert table["is_matrix"] is True
    assert told(understood, Outcome.LEFT_OUT) == []


def test_markup_scripts_and_named_answers_are_told():
    content = file_of(
        **GROUPS,
        questions=[question("1", "Q01", "T"), question("2", "Q02", "T")],
        question_l10ns=[
            worded("1", '<p style="x">Why</p><script>steal()</script>?'),
            worded("2", "You said {Q01.shown}. Why?"),
        ],
    )
    understood = understand(content)
    assert items_of(understood)["Q01"]["wording"] == "Why\n?"
    words = "\n".join(told(understood, Outcome.CHANGED))
    assert "a script in its words is gone" in words
    assert "it names other answers" in words


def test_what_we_do_not_ask_is_told_with_its_words():
    content = file_of(
        **GROUPS,
        questions=[
            question("1", "Q01", "R"),
            question("2", "Q02", "|"),
            question("3", "Q03", "*"),
            question("4", "Q04", "X"),
            question("5", "Q05", "D", relevance="!is_empty(Q01)"),
        ],
        question_l10ns=[
            worded("1", "Rank them"),
            worded("2", "Your picture"),
            worded("3", "{sum(1, 2)}"),
            worded("4", "Now about days."),
            worded("5", "Which day?"),
        ],
        quota=[{"id": "1", "name": "Women"}],
    )
    understood = understand(content)
    left = "\n".join(told(understood, Outcome.LEFT_OUT))
    for words in ("Rank them", "Your picture", "sum(1, 2)", "name Women"):
        assert words in left
    assert items_of(understood)["Q05"]["kind"] == "short"
    assert understood.form["version"]["sections"][0]["intro"] == "Now about days."
    assert any("!is_empty(Q01)" in line for line in told(understood, Outcome.CHANGED))


def test_other_comments_and_fixed_lists_are_asked():
    content = file_of(
        **GROUPS,
        **ANSWERS,
        questions=[
            question("2", "Q02", "O", other="Y"),
            question("3", "Q03", "Y", relevance='Q02.NAOK == "-oth-"'),
            question("4", "Q04", "5"),
        ],
        question_l10ns=[worded("2", "How often?"), worded("3", "Sure?"), worded("4", "How good?")],
    )
    understood = understand(content)
    items = items_of(understood)
    assert list(items) == ["Q02", "Q02Other", "Q02comment", "Q03", "Q04"]
    assert items["Q02Other"]["show_if"] == items["Q03"]["show_if"] == [{"item": "Q02", "is": [4]}]
    labels = {scale["name"]: scale["labels"] for scale in understood.form["scales"]}
    assert labels["Yes or no"] == ["Yes", "No"]
    assert labels["One to five"] == ["1", "2", "3", "4", "5"]


def test_a_dual_array_and_a_grid_are_single_questions():
    content = file_of(
        **GROUPS,
        answers=[
            {"qid": "2", "code": code, "answer": code, "sortorder": str(n), "scale_id": scale}
            for n, (code, scale) in enumerate(
                [("Low", "0"), ("High", "0"), ("No", "1"), ("Yes", "1")]
            )
        ],
        questions=[question("2", "Q02", "1"), question("3", "Q03", ":")],
        subquestions=[
            question("21", "SQ1", parent="2"),
            question("31", "Y1", parent="3"),
            question("32", "X1", parent="3", scale_id="1"),
            question("33", "X2", parent="3", scale_id="1"),
        ],
        question_l10ns=[
            worded("2", "Rate"),
            worded("3", "Count"),
            worded("21", "It"),
            worded("31", "Days"),
            worded("32", "in May"),
            worded("33", "in June"),
        ],
    )
    items = items_of(understand(content))
    assert list(items) == ["Q02SQ1x0", "Q02SQ1x1", "Q03Y1X1", "Q03Y1X2"]
    assert items["Q03Y1X2"]["wording"] == "Days: in June"


def test_spanish_is_kept_and_german_is_told():
    content = file_of(
        ("en", "es", "de"),
        **GROUPS,
        questions=[question("1", "Q01")],
        question_l10ns=[
            worded("1", "Why?"),
            worded("1", "¿Por qué?", "es"),
            worded("1", "Warum?", "de"),
        ],
    )
    understood = understand(content)
    assert understood.form["version"]["languages"] == ["en", "es"]
    assert items_of(understood)["Q01"]["translations"] == {"es": {"wording": "¿Por qué?"}}
    assert "languages: de: We ask in English and Spanish only." in told(understood)


def test_older_files_have_a_row_for_each_language():
    content = file_of(
        ("en", "es"),
        groups=[
            {"gid": "1", "group_name": "Tools", "language": "en"},
            {"gid": "1", "group_name": "Medios", "language": "es"},
        ],
        questions=[
            {**question("1", "Q01"), "question": "Why?", "language": "en"},
            {**question("1", "Q01"), "question": "¿Por qué?", "language": "es"},
        ],
        surveys=[{"language": "en"}],
    )
    understood = understand(content)
    section = understood.form["version"]["sections"][0]
    assert (section["title"], section["translations"]) == ("Tools", {"es": {"title": "Medios"}})
    assert items_of(understood)["Q01"]["translations"] == {"es": {"wording": "¿Por qué?"}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<document><a></document>", "broken XML"),
        (b"<document/>", "no LimeSurvey survey"),
        (b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "LimeSurvey group"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "no form that we can read"),
        (
            b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>',
            "entities",
        ),
        (file_of(**GROUPS), "no question"),
    ],
)
def test_other_xml_is_refused_in_words(content, words):
    with pytest.raises(Unreadable, match=words):
        understand(content)


def test_limits_that_are_no_whole_numbers_are_told():
    limits = {"min_num_value_n": "--5", "max_num_value_n": "{Q0 * 2}"}
    content = file_of(
        **GROUPS,
        questions=[question("1", "many", "N")],
        question_l10ns=[worded("1", "How many?")],
        question_attributes=[
            {"qid": "1", "attribute": name, "value": said} for name, said in limits.items()
        ],
    )

    understood = understand(content)

    assert items_of(understood)["Many"].keys().isdisjoint({"lowest", "highest"})
    (line,) = [line for line in told(understood) if line.startswith("question 1")]
    assert "without min_num_value_n --5; without max_num_value_n {Q0 * 2}" in line


def test_a_table_in_two_parts_and_markup_that_is_not_escaped_are_read():
    content = file_of(
        **GROUPS,
        questions=[question("1", "why")],
        question_l10ns=[worded("1", "WORDS")],
    ).replace(b"WORDS", b"<p>Why <b>really</b>?</p>")
    more = file_of(questions=[question("2", "when")]).decode()
    part = more[more.index("<questions>") : more.index("</document>")].encode()

    found = items_of(understand(content.replace(b"</document>", part + b"</document>")))

    assert list(found) == ["Why", "When"]
    assert found["Why"]["wording"] == "Why really ?"
