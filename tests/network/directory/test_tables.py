import io

import pytest
import xlsxwriter

from network.directory.mapping import known_names
from network.directory.tables import Unreadable, read_table


def table_of(content):
    return read_table(content, known=known_names)


def workbook(rows, name="List"):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Notes").write(0, 0, "Made by hand")
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter):
    content = f"leaid{delimiter}name{delimiter}agency_type\r\n3900001{delimiter}Ada{delimiter}1\r\n"

    table = table_of(content.encode())

    assert table.header == ["leaid", "name", "agency_type"]
    assert table.rows == [(2, ["3900001", "Ada", "1"])]


def test_preamble_rows_are_stepped_over_and_row_numbers_stay_those_of_the_sheet():
    table = table_of(b"Agencies of the state\n\nleaid,name,agency_type\n3900001,Ada,1\n\n3,B,1\n")

    assert table.header == ["leaid", "name", "agency_type"]
    assert [number for number, _ in table.rows] == [4, 6]


def test_quoted_cell_may_hold_the_delimiter_and_a_line_break():
    table = table_of(b'leaid,name\n3900001,"Ada, Exempted\nVillage"\n')

    assert table.rows == [(2, ["3900001", "Ada, Exempted\nVillage"])]


def test_header_name_that_comes_twice_gets_a_number():
    assert table_of(b"leaid,name,name\n1,a,b\n").header == ["leaid", "name", "name (2)"]


def test_workbook_is_read_from_the_sheet_that_holds_the_list():
    table = table_of(workbook([["leaid", "name"], ["0100005", "Ada"], [71530, "Number"]]))

    assert table.header == ["leaid", "name"]
    assert table.rows == [(2, ["0100005", "Ada"]), (3, ["71530", "Number"])]


def test_workbook_that_cannot_be_opened_is_refused_with_a_way_out():
    with pytest.raises(Unreadable, match="Save the list as CSV instead"):
        table_of(b"PK\x03\x04 and nothing more")


def test_empty_file_is_refused():
    with pytest.raises(Unreadable, match="The file is empty"):
        table_of(b"\n\n")
