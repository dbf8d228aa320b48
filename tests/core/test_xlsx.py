import io

from core.xlsx import write_xlsx, xlsx_response
from tests.sheets import markup_of_xlsx, rows_of_xlsx


def written(rows):
    file = io.BytesIO()
    write_xlsx(rows, file)
    return file.getvalue()


def test_a_formula_stays_the_text_it_is():
    dangerous = ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)", "{=1}", "\tx"]

    content = written([["Name"], *([text] for text in dangerous)])

    assert rows_of_xlsx(content)[1:] == [[text] for text in dangerous]
    assert "<f>" not in markup_of_xlsx(content)


def test_identifiers_keep_their_zeros_and_addresses_are_no_links():
    content = written([["IRN", "Site"], ["000042", "http://school.example"]])

    assert rows_of_xlsx(content)[1] == ["000042", "http://school.example"]
    assert "hyperlink" not in markup_of_xlsx(content)


def test_download_names_its_file_and_its_kind(db):  # closing an answer looks at connections
    answer = xlsx_response([["Name"], ["Kettle"]], "directory.xlsx")

    assert answer["Content-Disposition"] == 'attachment; filename="directory.xlsx"'
    assert rows_of_xlsx(b"".join(answer)) == [["Name"], ["Kettle"]]
    answer.close()
