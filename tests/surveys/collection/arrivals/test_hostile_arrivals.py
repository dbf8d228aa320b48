"""Maps and files nobody meant: refused in words, or every row of them is accounted for."""

import json
import tempfile
import time
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from surveys.collection.arrivals.map_file import read_map
from surveys.collection.arrivals.mapping import KEYS, plan_of
from surveys.collection.arrivals.reading import Reader
from surveys.collection.arrivals.report import Report
from surveys.collection.arrivals.tables import open_table
from surveys.collection.refusals import CannotBringIn
from surveys.instruments.questionnaire import Condition, Option, Page, Question, Questionnaire

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
LABELS = ("Never", "Sometimes", "Always")


def question(code, slot, number, **facts):
    options = tuple(Option(at, label) for at, label in enumerate(LABELS, start=1))
    return Question(code, f"Question {code}", number, slot, options, **facts)


FORM = Questionnaire(
    "Hostile",
    5,
    ("teacher", "leader"),
    (
        Page(
            "All",
            "",
            (
                question("A1", 0, 1),
                question("A2", 1, 2, conditions=(Condition("A1", frozenset({1})),)),
                question("S1", None, 3, kind="several"),
                Question("N1", "How many?", 4, None, (), kind="number", lowest=0, highest=9),
                Question("T1", "Why?", 5, None, (), kind="text"),
            ),
        ),
    ),
)
MAP = {
    "items": {code: {"column": code} for code in ("A1", "A2", "S1", "N1", "T1")},
    "role": "role",
    "person": "who",
    "weight": "weight",
    "completed": "done",
}


def refused(work, *args, **more):
    """What comes of it, and the sentence where it is refused."""
    try:
        return work(*args, **more), ""
    except CannotBringIn as found:
        words = str(found)
    assert words
    return None, words


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["A1", "column", "labels", "Never", "irn", "2023-24", "skipped", "٣", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["column", "labels", "missing", "by", "staff", "A1", "only", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
maps = st.fixed_dictionaries(
    {"items": st.dictionaries(st.sampled_from(["A1", "a1", "T1", "ZZ"]), anything, max_size=3)},
    optional={key: anything for key in KEYS if key != "items"},
)


@given(maps | anything)
@example({"items": {"A1": "a"}, "role": {"column": 5}})
@example({"items": {"A1": "a"}, "unit": {"column": "u", "staff": []}})
@example({"items": {"A1": "a"}, "unit": {"column": "u", "by": []}})
@example({"items": {"A1": "a"}, "person": [5]})
@example({"items": {"A1": "a"}, "role": {"column": "r", "labels": []}})
@example({"items": {"A1": {"column": "  "}}})
@example({"items": {"A1": "a"}, "threshold": 10**9})
@example({"items": {"A1": "a"}, "header_row": 10**30})
@MANY
def test_any_map_is_read_or_refused_in_words(told):
    plan, words = refused(plan_of, told, FORM)
    if plan is not None:
        assert plan.items
        assert 5 <= plan.threshold <= 32_767
        assert all(isinstance(name, str) and name for name in plan.columns())
        json.dumps(words)


def file_of(content, name="answers.csv"):
    folder = Path(tempfile.mkdtemp())
    path = folder / name
    path.write_bytes(content)
    return path


def accounted(path, told):
    """Each row is counted, blank, faulty, unfinished or left as a second one; none else."""
    plan = plan_of(told, FORM)
    table = open_table(path, known=plan.known, header_row=plan.header_row, sheet=plan.sheet)
    reader = Reader(table, plan, FORM, schools={})
    report = reader.begin(Report(path.name))
    taken = list(reader.arrivals(report))
    assert report.rows == report.counted + report.blank.count + report.faulty.count
    assert report.counted == len(taken)
    assert report.faulty.count == 0 or report.faults
    for arrival in taken:
        assert len(arrival.answers) == 2
        assert arrival.role in (0, 1, 2)
        stored = json.dumps(arrival.texts)
        assert "\\u0000" not in stored  # PostgreSQL has no such character
    json.dumps(report.as_dict())
    return report


cells = st.sampled_from(
    [
        *("", "1", "2.0", "never", " ALWAYS ", "Sometimes;Never", "7", "-99", "-96", "NA", "."),
        *("teacher", "=1+1", "'=1+1", "1e308", "inf", "-1", "@X@course@X@", "\u202e", "9" * 50),
    ]
) | st.text(max_size=5)


@given(
    st.lists(st.lists(cells, max_size=11), max_size=12),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([",", ";", "\t"]),
)
@MANY
def test_every_row_of_any_table_is_accounted_for(rows, encoding, sign):
    heads = ["A1", "A2", "S1", "N1", "T1", "role", "who", "weight", "done", "more"]
    clean = [[cell.replace('"', '""') for cell in row] for row in [heads, *rows]]
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in clean)
    path = file_of(text.encode(encoding, errors="replace"))

    report, words = refused(accounted, path, MAP)
    assert report is not None or words.endswith(".")


@given(
    st.binary(max_size=400), st.sampled_from(["", "\n", "A1,A2,S1,N1,T1,role,who,weight,done\n"])
)
@MANY
def test_any_bytes_are_read_or_refused_in_words(content, start):
    for sign in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        path = file_of(sign + start.encode() + content)
        report, words = refused(accounted, path, MAP)
        assert report is not None or words.endswith(".")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"items": {"A1": "a"}, "items": {}}', "says “items” twice"),
        (b'{"items": {"A1": "a", "A1": "b"}}', "says “A1” twice"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"items": ', "no JSON"),
        (b"\xff\xfe{", "no JSON"),
        (b" " * (2**20 + 1), "larger than 1 MB"),
        (b'{"title": "\\u0000"}', "a sign that cannot be kept"),
        (b'{"title": "\\ud800"}', "a sign that cannot be kept"),
        (b'{"items": NaN}', "holds NaN"),
    ],
)
def test_a_map_is_read_strictly(content, words):
    _, told = refused(read_map, content)
    assert words in told


def spss(folder, frame, **more):
    path = folder / "answers.sav"
    pyreadstat.write_sav(frame, str(path), **more)
    return path


def test_labels_of_an_spss_file_that_are_not_ours_are_told_or_mapped(tmp_path):
    frame = pd.DataFrame({"A1": [1.0, 2.0, 3.0, 9.0]})
    labels = {1.0: "Nie", 2.0: "sometimes", 3.0: "Immer", 9.0: "Keine Angabe"}
    path = spss(tmp_path, frame, variable_value_labels={"A1": labels}, missing_ranges={"A1": [9.0]})

    report, _ = refused(accounted, path, {"items": {"A1": "A1"}})
    assert report.counted == 3
    (note,) = report.notes
    assert note.startswith("A1: the file calls answers 1 Nie, 3 Immer, which the form")

    turned = {"items": {"A1": {"column": "A1", "labels": {"Nie": "Always", "IMMER": 1}}}}
    plan = plan_of(turned, FORM)
    reader = Reader(open_table(path, known=plan.known), plan, FORM, schools={})
    report = reader.begin(Report("answers.sav"))
    assert [arrival.answers[0] for arrival in reader.arrivals(report)] == [3, 2, 1]
    assert report.notes == []


def test_one_label_with_two_answers_is_refused():
    told = {"items": {"A1": {"column": "A1", "labels": {"Now and then": 2, "now AND then": 3}}}}
    _, words = refused(accounted, file_of(b"A1\n1\n"), told)
    assert words == "A1: “now AND then” has two answers in its labels."


def read_as(told, *lines):
    """The report and the answers of these lines."""
    path = file_of("\n".join(lines).encode())
    plan = plan_of(told, FORM)
    reader = Reader(open_table(path, known=plan.known), plan, FORM, schools={})
    report = reader.begin(Report("answers.csv"))
    return report, list(reader.arrivals(report))


def test_one_column_never_answers_two_questions():
    told = {"items": {"A1": "First", "A2": " first"}}
    _, words = refused(read_as, told, "First", "1")
    assert words == "A1 and A2 are both taken from “First”."


def test_a_decimal_comma_is_no_number_ten_times_as_large():
    form = {"items": {"A1": "A1", "N1": "N1"}}
    report, _ = read_as(form, "A1;N1", "1;0,7", "1;3.0", "1;7")
    assert report.faulty.rows == [2]
    assert "without a comma" in report.faults[0].reason
    assert report.counted == 2


def test_separators_alone_are_no_answer():
    told = {"items": {"S1": {"column": "S1", "separator": "/"}}}
    report, _ = read_as(told, "S1,", "Never/Always,", "/,", " / ,")
    assert (report.counted, report.blank.rows) == (1, [3, 4])


def test_weights_are_plain_numbers():
    told = {"items": {"A1": "A1"}, "weight": "w"}
    cells = ("1.5", ".5", "1e-3", "0", "1_0", "inf", "-1", "1e999", "1,5")
    report, taken = read_as(told, "A1;w", *(f"1;{cell}" for cell in cells))
    assert [arrival.weight for arrival in taken] == [1.5, 0.5, 0.001, 0]
    assert report.faulty.rows == [6, 7, 8, 9, 10]


def test_rows_without_a_role_are_told():
    told = {"items": {"A1": "A1"}, "role": "role"}
    report, taken = read_as(told, "A1,role", "1,teacher", "2,", "x,")
    assert [arrival.role for arrival in taken] == [1, 0]
    assert report.without_role.rows == [3]


def test_whoever_began_and_finished_later_counts_once_and_finished():
    told = {"items": {"A1": "A1"}, "person": "who", "several_rows": "first"}
    told["completed"] = {"column": "done", "only": True}
    report, taken = read_as(told, "A1,who,done", "1,p,no", "2,p,yes", "3,p,yes")
    assert [arrival.answers[0] for arrival in taken] == [2]
    assert (report.unfinished.rows, report.several) == ([2], [[3, 4]])


def test_an_empty_row_is_no_header():
    table = open_table(file_of(b"\n\nfoo,bar\n1,2\n"), known=lambda cells: 0)
    assert (table.header_row, table.header) == (3, ["foo", "bar"])


def test_open_braces_without_end_are_read_in_no_time():
    began = time.monotonic()
    report, _ = read_as({"items": {"A1": "A1"}}, "A1,said", f"1,{'{' * 130_000}", "2,{{ who }}")
    assert (report.counted, report.tokens.rows) == (2, [3])
    assert time.monotonic() - began < 5
