import csv
import io

import pytest

from core.csv import csv_lines, csv_response


def cells(*values):
    text = "".join(csv_lines([values])).removeprefix("\ufeff")
    return next(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")']
)
def test_no_text_becomes_a_formula(formula):
    assert cells(formula) == [f"'{formula}"]


def test_numbers_and_ordinary_text_stay_as_they_are():
    assert cells(-96, 0.5, "a-b", "", "O’Neill, June") == ["-96", "0.5", "a-b", "", "O’Neill, June"]


def test_a_download_is_a_file_and_no_page():
    response = csv_response([["a"]], "list.csv")

    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
