import io
import zipfile

import pytest
import xlsxwriter

from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from tests.surveys.instruments.formats.books import book_of, told
from tests.surveys.instruments.formats.test_xlsform_in import survey


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 broken",
        b"",
        b"type,name,label\ntext,a,A",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_form_is_refused_in_words(content):
    with pytest.raises(Unreadable, match=r"^(The|This) .+\."):
        understand(content, "x.xlsx")


def test_too_large_a_file_is_refused():
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        understand(b"x" * (20 * 1024 * 1024 + 1))


def test_a_workbook_without_a_question_is_refused():
    with pytest.raises(Unreadable, match="no question that we can ask"):
        understand(book_of(survey=survey(["geopoint", "x", "Where?"])))


def test_a_workbook_that_unpacks_to_a_flood_is_refused_before_it_is_opened():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (51 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks to far more than any form"):
        understand(content.getvalue())


def test_cells_in_opposite_corners_are_refused():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        sheet.write(0, 0, "type")
        sheet.write(1_000_000, 1_900, "text")
    with pytest.raises(Unreadable, match=r"(far more|larger) than any form"):
        understand(content.getvalue())


def test_a_loop_that_would_become_a_flood_is_refused():
    rows = [["begin loop over many", "x", "X"], *(["note", "n", "Note"],) * 60, ["end loop"]]
    choices = [["many", f"c{n}", f"Answer {n}"] for n in range(1_000)]
    content = book_of(
        survey=survey(*rows, ["text", "a", "A?"]),
        choices=[["list_name", "name", "label"], *choices],
    )
    with pytest.raises(Unreadable, match="survey, row 2: the loop would become 60,000 rows"):
        understand(content)


def test_long_doubled_and_too_many_answers_are_told():
    long = "A very long answer that nobody could read beside a circle on a phone, since it goes on"
    rows = [["much", f"c{n}", f"Answer {n}"] for n in range(120)]
    content = book_of(
        survey=survey(["select_one much", "a", "A?"], ["select_one few", "b", "B?"]),
        choices=[
            ["list_name", "name", "label"],
            *rows,
            ["few", "1", long],
            ["few", "2", "Same"],
            ["few", "3", "Same"],
            ["few", "3", "Same"],
        ],
    )
    understood = understand(content)
    lists = {scale["code"]: scale["labels"] for scale in understood.form["scales"]}
    assert len(lists["Much"]) == 99
    assert lists["Few"][0].endswith("since it…")
    assert lists["Few"][1:] == ["Same", "Same (3)"]
    words = "\n".join(told(understood, Outcome.CHANGED))
    assert "21 are left out: Answer 99, " in words
    assert "Answer 119" in words
    assert long in words
