"""The quirks 9 to 16 of interop.md 2; the others and the reasons stand in test_quirks.py."""

import io

import pytest
import xlsxwriter

from network.directory.files import Choices
from network.directory.mapping import WrongHeader
from network.directory.tables import Unreadable
from network.models import District, Organization
from tests.network.imports import CCD, TEMPLATE, counts, run
from tests.network.xls import xls

HEADER = ["leaid", "irn", "name", "agency_type"]
ADA = ["3900001", "000442", "Ada", "1"]


def workbook(*sheets):
    """Sheets as (name, rows)."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return target.getvalue()


def names():
    return sorted(Organization.objects.values_list("name", flat=True))


def test_09_name_that_was_cut_finds_its_agency_by_the_id_alone(db):
    whole = "Northeastern Ohio Regional Cooperative of Educational Services and Schools"
    run(CCD + f"2018,3900001,000442,{whole[:60]},1,1\n")

    report = run(CCD + f"2019,3900001,000442,{whole},1,1\n")

    assert (counts(report), names()) == ((0, 1, 0, 0), [whole])


def test_10_column_that_packs_name_id_and_county_is_unpacked(db):
    text = "record,name\ndistrict,Ada Exempted Village (045187) - Hardin County\n"

    run(text)

    ada = District.objects.get()
    assert (ada.name, ada.irn, ada.county) == ("Ada Exempted Village", "045187", "Hardin County")
    assert counts(run(text)) == (0, 0, 0, 1)


def test_10_packed_id_that_contradicts_its_row_is_a_fault(db):
    report = run("record,irn,name\ndistrict,000442,Ada (045187) - Hardin County\n")

    assert report.faulty[0]["reason"] == "The name holds another IRN than the row: 000442."


@pytest.mark.parametrize("token", ["@X@course.course_id@X@", "{{ name }}", "${name}", "<<name>>"])
def test_11_placeholder_that_nobody_filled_in_is_a_fault(db, token):
    report = run(CCD + f"2019,3900001,000442,{token},1,1\n")

    assert "a placeholder that the export has not filled in" in report.faulty[0]["reason"]
    assert names() == []


def test_11_rows_without_anything_in_them_are_no_rows(db):
    report = run(CCD + ",,,,,\n2019,3900001,000442,Ada,1,1\n , , , , , \n")

    assert (report.rows, report.faulty) == (1, [])


def test_12_days_with_a_time_or_in_another_form_are_told_not_guessed(db):
    rows = "district,990501,Fallow,,,,,\nservice_center,990001,Maple ESC,,,,,\n"

    report = run(TEMPLATE + rows + "alignment,,,990501,990001,2015.08.24 14:11,,\n")

    assert "is not a day such as 2025-07-01" in report.faulty[0]["reason"]


def test_13_ragged_rows_are_faults_and_commas_at_the_end_are_not(db):
    report = run(CCD + "2019,3900001,000442,Ada,1,1,,\n2019,3900002,000443,Bell,1,1,more\n2019,3\n")

    assert names() == ["Ada"]
    assert [fault["row"] for fault in report.faulty] == [3, 4]


def test_13_misspelt_header_is_found_or_suggested(db):
    run("leaid,nmae_of_agency,agencytpye,irn,agency_nam\n3900001,x,1,000442,Ada\n")
    assert names() == ["Ada"]

    with pytest.raises(WrongHeader, match=r"“Agency's name”\? Perhaps “agname”"):
        run("leaid,irn,agency_type,agname\n3900002,000443,1,Bell\n")


def test_13_file_without_a_header_is_refused_in_words(db):
    with pytest.raises(WrongHeader, match="begins with data, not with the names of its columns"):
        run("2019,3900001,000442,Ada,1,1\n2019,3900002,000443,Bell,1,1\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_13_every_delimiter_is_found_even_when_names_hold_commas(db, delimiter):
    rows = [HEADER, ["3900001", "000442", '"Ada, Lima, Kenton, and Bluffton"', "1"]]

    run("\n".join(delimiter.join(row) for row in rows))

    assert names() == ["Ada, Lima, Kenton, and Bluffton"]


def test_14_old_and_new_workbooks_are_read(db):
    run(xls([HEADER, ADA]))
    run(workbook(("List", [HEADER, ["3900002", "000443", "Bell", "1"]])))

    assert names() == ["Ada", "Bell"]
    assert District.objects.get(name="Ada").irn == "000442"


def test_14_numbers_of_a_workbook_have_no_decimals(db):
    run(xls([["year", *HEADER], [2019, 3900001, "000442", "Ada", 1]]))

    ada = District.objects.get()
    assert (ada.nces_id, ada.listed_to) == ("3900001", 2019)


def test_14_list_is_found_whatever_its_sheet_is_called(db):
    run(workbook(("NOTES", [["Made by hand"]]), ("dAtA", [HEADER, ADA])))

    assert names() == ["Ada"]


def test_14_workbook_that_cannot_be_opened_is_refused_with_a_way_out(db):
    content = workbook(("List", [HEADER, ADA]))

    for broken in (content[:-200], content[:300], xls([HEADER, ADA])[:900]):
        with pytest.raises(Unreadable, match=r"as CSV instead|archive is broken"):
            run(broken)


def test_15_second_column_of_one_name_gets_a_number_and_can_be_chosen(db):
    text = "leaid,name,name,agency_type\n3900001,Wrong,Right,1\n"
    mapping = {"leaid": "leaid", "name": "name (2)", "agency_type": "agency_type"}

    run(text, choices=Choices(reader="ccd_agencies", mapping=mapping))

    assert names() == ["Right"]


@pytest.mark.parametrize("words", ["closed", "Closed", "CLOSED"])
def test_16_coded_words_are_known_in_every_case(db, words):
    run(CCD + f"2019,3900001,000442,Ada,1,{words}\n")
    run("record,irn,name,agency_type\nDISTRICT,990501,Fallow,Community\n")

    assert District.objects.get(name="Ada").status == "closed"
    assert District.objects.get(name="Fallow").agency_type == "community"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_name_that_begins_as_a_formula_is_a_fault(db, start):
    report = run(CCD + f"2019,3900001,000442,{start}SUM(A1:A9),1,1\n")

    told = f"The agency's name begins with {start}, as a formula does. Write it as plain words."
    assert (report.faulty[0]["reason"], names()) == (told, [])
