"""The same answers from every format and encoding, with its quirks told."""

import pandas
import pyreadstat
import pytest
import xlsxwriter

from surveys.collection.arrivals.tables import open_table
from surveys.collection.models import Response
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services.arrivals import Source, bring_in, dry_run
from tests.network.xls import xls
from tests.surveys.collection.arrivals.forms import a_form, a_map, written

pytestmark = pytest.mark.django_db

ROWS = [["q1", "q2", "q3"], [1, "Agree", 4.0], ["", 2, "strongly disagree"]]
ANSWERS = [[0, 2, 1], [1, 3, 4]]


def look(path, told=None):
    return dry_run(a_form(), Source(path, path.name), told or a_map())


def answers_of(path, told=None):
    _, report = bring_in(a_form(), Source(path, path.name), told or a_map(), by=None)
    return sorted(Response.objects.values_list("answers", flat=True)), report


def workbook(path, sheets, change=None):
    """A workbook of these sheets; `change` may merge cells or write formulas."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if change:
            change(sheet)
    book.close()
    return path


def test_a_workbook_gives_the_sheet_that_the_map_knows(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"Read me": [["Hello"]], "Data": [["Export"], *ROWS]})

    found, report = answers_of(path)

    assert (found, report.header_row) == (ANSWERS, 2)
    assert "The sheet Data was read, and not Read me." in report.notes
    assert "Row 1, above the header, not read." in report.notes


def test_formulas_and_merged_cells_of_a_workbook_are_told(tmp_path):
    def change(sheet):
        sheet.write_formula(3, 0, "=1+1", value=2)
        sheet.merge_range(3, 1, 3, 2, 3)

    found, report = answers_of(workbook(tmp_path / "a.xlsx", {"Data": ROWS}, change))

    assert found == [*ANSWERS, [2, 3, 0]]
    assert "Cells are formulas: the value they last had was taken." in report.notes
    assert any("merged" in note for note in report.notes)


def test_errors_in_cells_are_told(tmp_path):
    def change(sheet):
        sheet.write_formula(3, 0, "=NA()", value="#N/A")

    _, report = answers_of(workbook(tmp_path / "a.xlsx", {"Data": ROWS}, change))

    assert "Cells show errors such as #N/A; they were read as empty." in report.notes


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"Data": [[], [], *ROWS, ["x", 1, 2]]})

    report = look(path, a_map(header_row=3))

    assert (report.header_row, report.faulty.rows) == (3, [6])


def test_the_old_format_of_workbooks_is_read(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(xls(ROWS))

    assert answers_of(path)[0] == ANSWERS


def test_what_is_no_workbook_is_refused_in_words(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CannotBringIn, match="broken or far too large"):
        look(path)
    path = workbook(tmp_path / "b.xlsx", {"Data": ROWS})
    with pytest.raises(CannotBringIn, match="no sheet Answers"):
        look(path, a_map(sheet="Answers"))
    assert look(path, a_map(sheet="dATA")).counted == 2


def spss(path, frame, **more):
    pyreadstat.write_sav(frame, path, **more)
    return path


def test_an_spss_file_says_itself_what_its_values_mean(tmp_path):
    frame = pandas.DataFrame({"q1": [1.0, None], "q2": [2.0, 3.0], "q3": [1.0, 4.0]})
    labels = {"q3": {1: "Strongly agree", 4: "Strongly disagree"}}
    path = spss(tmp_path / "a.sav", frame, variable_value_labels=labels)

    found, report = answers_of(path)

    assert found == [[0, 3, 1], [1, 2, 4]]
    assert report.rows == 2


def test_what_an_spss_file_declares_as_missing_is_no_answer(tmp_path):
    frame = pandas.DataFrame({"q1": [1.0, -99.0], "q2": [8.0, -97.0], "q3": [1.0, 2.0]})
    ranges = {"q1": [-99], "q2": [8], "q3": []}
    path = spss(tmp_path / "a.sav", frame, missing_ranges=ranges)

    found, report = answers_of(path)

    assert found == [[0, -1, 2], [1, 0, 1]]
    assert report.missing["q2" if "q2" in report.missing else "BRT2"] == {
        "8 = skipped": 1,
        "-97 = not asked": 1,
    }


def test_an_spss_file_of_another_code_page_is_read(tmp_path):
    frame = pandas.DataFrame({"q1": [1.0], "q2": [2.0], "q3": ["Zuletzt gänzlich"]})
    path = spss(tmp_path / "a.sav", frame)
    path.write_bytes(path.read_bytes().replace("gänzlich".encode(), "gänzlich ".encode("cp1252")))
    told = a_map(items={"BRT1": "q1", "BRT2": "q2"})

    _, report = answers_of(path, told)

    assert any("cp1252" in note for note in report.notes)


def test_a_broken_spss_file_is_refused_in_words(tmp_path):
    path = tmp_path / "a.sav"
    path.write_bytes(b"$FL2 and then nothing")

    with pytest.raises(CannotBringIn, match="SPSS file is broken"):
        look(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_gives_the_same_answers(tmp_path, encoding):
    rows = "q1;q2;q3;naïve\r\n1;Agree;4;é\r\n;2;Strongly  disagree;ü\r\n"
    path = tmp_path / "a.csv"
    path.write_bytes(rows.encode(encoding))

    found, report = answers_of(path)

    assert (found, report.unused) == (ANSWERS, ["naïve"])


def test_further_header_rows_of_an_export_are_told_and_not_read(tmp_path):
    ids = [f'{{"ImportId":"QID{n}"}}' for n in (1, 2, 3)]
    rows = [ROWS[0], ["First?", "Second?", "Third?"], ids, *ROWS[1:]]

    found, report = answers_of(written(tmp_path, rows))

    assert (found, report.further_headers.rows, report.faults) == (ANSWERS, [2, 3], [])


def test_a_second_header_of_wordings_is_known_by_its_words(tmp_path):
    rows = [ROWS[0], ["Not agreed", "How much", "?"], *ROWS[1:]]

    _, report = answers_of(written(tmp_path, rows))

    assert report.further_headers.rows == [2]


def test_two_columns_of_one_name_are_told_apart(tmp_path):
    rows = [["q1", "q2", "q3", "q3"], ["1", "2", "3", "4"]]
    path = written(tmp_path, rows)

    with pytest.raises(CannotBringIn, match=r"2 columns are “q3”: say “q3 .1.” or “q3 .2.”"):
        look(path)
    told = a_map(items={"BRT1": "q3 (1)", "BRT3": "q3 (2)"})
    found, report = answers_of(path, told)
    assert (found, report.doubled) == ([[3, -1, 4]], {"q3": 2})


def test_a_name_of_two_lines_stands_on_one(tmp_path):
    path = written(tmp_path, [["q1\nHow often?", "q2", "q3"], ["1", "2", "3"]])

    report = look(path, a_map(items={"BRT1": "q1 How often?"}))
    assert report.used == {"BRT1": "q1 How often?"}
    assert open_table(path, known=len).header[0] == "q1 How often?"


def test_columns_that_differ_in_capitals_alone_are_told_apart(tmp_path):
    path = written(tmp_path, [["q1", "Q1", "q2", "q3", "Wt", "WT"], ["1", "2", "3", "4", "5", "6"]])

    assert look(path).unused == ["Q1", "Wt", "WT"]
    with pytest.raises(CannotBringIn, match="2 columns are “wt”: say “Wt” or “WT”"):
        look(path, a_map(weight="wt"))


def test_a_number_that_a_column_has_already_is_not_given_again(tmp_path):
    path = written(tmp_path, [["q1", "q1", "q1 (1)"], ["1", "2", "3"]])

    told = a_map(items={"BRT1": "q1 (2)", "BRT2": "q1 (3)", "BRT3": "q1 (1)"})
    assert answers_of(path, told)[0] == [[1, 2, 3]]


def test_ragged_rows_are_faults_when_too_long_and_told_when_short(tmp_path):
    rows = [ROWS[0], ["1", "2", "3", "4"], ["1", "2"], ["1", "2", "3", ""]]

    report = look(written(tmp_path, rows))

    assert (report.faulty.rows, report.short.rows, report.counted) == ([2], [3], 2)


def test_a_quotation_mark_that_is_never_closed_is_refused_and_swallows_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('q1,q2,q3\n1,2,3\n1,"2,3\n1,2,3\n', encoding="utf-8")

    with pytest.raises(CannotBringIn, match="After row 2"):
        look(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *((b"", "empty"), (b"<html>", "web page"), (b"%PDF-1", "PDF")),
        *((b"q1,q2\x00", "not a text"), ("q1,q2\0".encode("utf-16"), "not a text")),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(CannotBringIn, match=words):
        look(path)


def test_placeholders_are_told_by_row(tmp_path):
    rows = [["q1", "q2", "q3", "who"], ["1", "2", "3", "@X@user@X@"], ["@X@a@X@", "2", "3", "b"]]

    report = look(written(tmp_path, rows), a_map(person="who"))

    assert (report.tokens.rows, report.faulty.rows, report.counted) == ([2, 3], [3], 1)
    assert report.faults[0].reason == "A placeholder that the export has not filled in."


def test_no_column_of_the_map_in_any_row_is_refused_with_what_is_there(tmp_path):
    with pytest.raises(CannotBringIn, match="Row 1 is the header; its columns are a, b"):
        look(written(tmp_path, [["a", "b"], ["1", "2"]]))
