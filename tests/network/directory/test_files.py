import datetime as dt

import pytest

from network.directory import files
from network.directory.files import Choices, YearNeeded

CCD = "school_year,leaid,irn,name,agency_type,status\n"


def reading_of(text, **choices):
    return files.read(text.encode(), file="list.csv", choices=Choices(**choices))


def test_service_agency_has_no_kind_until_somebody_says_so():
    reading = reading_of(CCD + "2023,3900008,025252,Muskingum  Valley ESC,4,1\n")

    row = reading.agencies[0]
    assert (row.row, row.kind) == (2, None)
    assert row.facts == {
        "nces_id": "3900008",
        "irn": "025252",
        "name": "Muskingum Valley ESC",
        "status": "open",
    }


@pytest.mark.parametrize(
    ("code", "agency_type"), [("1", "regular"), ("7", "community"), ("5", "state"), ("9", "other")]
)
def test_other_agencies_are_districts_of_a_type(code, agency_type):
    row = reading_of(CCD + f"2023,3900008,NA,Ada,{code},1\n").agencies[0]

    assert (row.kind, row.facts["agency_type"]) == ("district", agency_type)
    assert "irn" not in row.facts


def test_list_of_many_years_needs_one_of_them():
    text = CCD + "2018,3900001,,Ada,1,1\n2019,3900001,,Ada,1,2\n"

    with pytest.raises(YearNeeded, match=r"2018, 2019\. Choose one") as needed:
        reading_of(text)
    assert needed.value.years == [2018, 2019]

    chosen = reading_of(text, year=2019)
    assert [(row.row, row.facts["status"]) for row in chosen.agencies] == [(3, "closed")]


def test_year_that_is_not_there_is_refused():
    with pytest.raises(YearNeeded, match=r"has no year 2021\. It holds 2019"):
        reading_of(CCD + "2019,3900001,,Ada,1,1\n", year=2021)


def test_beside_other_files_a_list_of_one_year_is_taken_and_said_so():
    reading = reading_of(CCD + "2023,3900001,,Ada,1,1\n", year=2019, year_must_be_there=False)

    assert reading.year == 2023
    assert reading.notes == ["This list holds the year 2023 alone."]


def test_faulty_rows_are_named_and_the_others_read():
    reading = reading_of(
        CCD
        + "2019,390001,071530,Short,1,1\n"
        + "2019,3900002,071530,Good,1,1\n"
        + "2019,3900003,071530,,1,1\n"
        + "2019,3900004,071530,Type,X,1\n"
        + "2019,3900005,071530,More,1,1,cells\n"
        + "2019,3900006,071530,Trailing,1,1,,\n"
    )

    assert [row.facts["name"] for row in reading.agencies] == ["Good", "Trailing"]
    assert [(fault.row, fault.column, fault.value) for fault in reading.faults] == [
        (2, "leaid", "390001"),
        (4, "name", ""),
        (5, "agency_type", "X"),
        (6, "", "cells"),
    ]


def test_school_list_is_read_with_its_agency():
    reading = reading_of(
        "ncessch,leaid,school_name,city_location,state_location,lowest_grade_offered,"
        "highest_grade_offered\n"
        "390000104682,3900001,École Élémentaire,Columbus,OH,Pre-K,5\n"
        "390000104683,3900001,No grades,Columbus,OH,,\n"
    )

    first, second = reading.schools
    assert first.facts == {
        "nces_id": "390000104682",
        "name": "École Élémentaire",
        "city": "Columbus",
        "state": "OH",
        "lowest_grade": "Pre-K",
        "highest_grade": "5",
    }
    assert first.agency_nces_id == "3900001"
    assert "lowest_grade" not in second.facts


def test_template_holds_four_kinds_of_records():
    reading = reading_of(
        "record,irn,name,agency_irn,service_center_irn,region,lowest_grade,highest_grade,starts_on\n"
        "service_center,990001,Maple ESC,,,North,,,\n"
        "district,990501,Fallow Local,,,,,,\n"
        "school,000442,Kettle School,990501,,,K,5,\n"
        "alignment,,,990501,990001,,,,2025-07-01\n"
        "club,1,Chess,,,,,,\n"
    )

    assert [(row.kind, row.facts["name"]) for row in reading.agencies] == [
        ("esc", "Maple ESC"),
        ("district", "Fallow Local"),
    ]
    assert (reading.schools[0].facts["irn"], reading.schools[0].agency_irn) == ("000442", "990501")
    assert reading.alignments[0].starts_on == dt.date(2025, 7, 1)
    assert [(fault.row, fault.value) for fault in reading.faults] == [(6, "club")]


def test_template_that_people_download_reads_without_a_fault():
    rows = "\n".join(",".join(row) for row in files.template.example_rows())

    reading = reading_of(rows)

    assert reading.faults == []
    assert (len(reading.agencies), len(reading.schools), len(reading.alignments)) == (2, 1, 1)
