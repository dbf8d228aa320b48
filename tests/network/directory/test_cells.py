import datetime as dt

import pytest

from network.directory import cells
from network.directory.rows import BadCell


def irn(value, *, put_zeros_back=False):
    return cells.identifier(
        value, digits=6, what="IRN", column="irn", put_zeros_back=put_zeros_back
    )


@pytest.mark.parametrize(
    "marker",
    ["", " ", "NA", "NaN", "NC", "M", "-", "x", "-1", "-9", "-999", "NOT AVAILABLE", "†", "‡"],
)
def test_missing_markers_say_nothing(marker):
    assert cells.clean(marker) == ""


def test_north_carolina_is_a_state():
    assert (cells.clean_state("nc"), cells.clean_state("†")) == ("NC", "")


@pytest.mark.parametrize("value", ["000442", "OH-000442", "OH-043489-000442", " 000442 "])
def test_identifier_keeps_its_leading_zeros(value):
    assert irn(value) == "000442"


def test_lost_zeros_are_a_fault_with_a_hint():
    with pytest.raises(BadCell) as short:
        irn("442")

    assert short.value.reason == (
        "IRN has 3 digits, needs 6. Spreadsheets drop leading zeros; did you mean 000442?"
    )


def test_lost_zeros_are_put_back_when_that_rule_is_chosen():
    assert irn("442", put_zeros_back=True) == "000442"


@pytest.mark.parametrize("value", ["12345a", "٠٠٠٤٤٢", "1234567"])
def test_identifier_of_other_signs_or_length_is_a_fault(value):
    with pytest.raises(BadCell):
        irn(value)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("1", "open"),
        ("2", "closed"),
        ("3", "new"),
        ("4", "added"),
        ("5", "changed"),
        ("6", "inactive"),
        ("7", "future"),
        ("8.0", "reopened"),
        ("Closed", "closed"),
        ("-1", ""),
    ],
)
def test_status_codes_have_our_words(code, status):
    assert cells.status(code, column="status") == status


@pytest.mark.parametrize(
    ("written", "ours"),
    list(
        zip(
            ["Kindergarten", "KG", "Pre-K", "PK", "09", "12", "UG", "M"],
            ["K", "K", "Pre-K", "Pre-K", "9", "12", "Ungraded", ""],
            strict=True,
        )
    ),
)
def test_grades_are_written_one_way(written, ours):
    assert cells.grade(written, column="grade") == ours


def test_unknown_codes_are_faults():
    with pytest.raises(BadCell):
        cells.status("9", column="status")
    with pytest.raises(BadCell):
        cells.grade("15", column="grade")


def test_name_loses_double_spaces_and_refuses_what_cannot_be_read():
    assert cells.name("Ada  Exempted", what="name", column="name") == "Ada Exempted"
    with pytest.raises(BadCell, match="cannot be read"):
        cells.name("Caf\ufffd", what="name", column="name")


def test_school_year_begins_in_its_first_year():
    assert cells.year("2019-2020", column="year") == 2019


@pytest.mark.parametrize("written", ["2025-07-01", "7/1/2025"])
def test_day_is_read_in_two_ways(written):
    assert cells.day(written, what="day", column="day") == dt.date(2025, 7, 1)
