import pytest

from network.directory.mapping import WrongHeader, check, guess, guess_reader

CCD = ["school_year", "leaid", "irn", "name", "agency_type", "status"]
SCHOOLS = ["ncessch", "leaid", "school_name", "lea_name", "city_location", "state_location"]
EDGE = ["NCESSCH", "SURVYEAR", "STABR", "LEAID", "ST_LEAID", "LEA_NAME", "SCH_NAME", "GSLO", "GSHI"]


@pytest.mark.parametrize(
    ("header", "reader"),
    [
        (CCD, "ccd_agencies"),
        (SCHOOLS, "nces_schools"),
        (EDGE, "nces_schools"),
        (["LEAID", "ST_LEAID", "LEA_NAME", "LEA_TYPE", "SY_STATUS"], "ccd_agencies"),
        (["record", "irn", "name"], "template"),
    ],
)
def test_list_is_known_by_its_header(header, reader):
    assert guess_reader(header) == reader


def test_columns_are_guessed_by_their_names():
    assert guess(SCHOOLS, "nces_schools") == {
        "ncessch": "ncessch",
        "leaid": "leaid",
        "name": "school_name",
        "city": "city_location",
        "state": "state_location",
    }


def test_misspelt_header_is_still_found():
    found = guess(["ncessch", "leaid", "school_nmae", "lowest_grade_ofered"], "nces_schools")

    assert (found["name"], found["lowest_grade"]) == ("school_nmae", "lowest_grade_ofered")


def test_the_name_of_the_agency_is_not_taken_for_the_name_of_the_school():
    assert "name" not in guess(["ncessch", "leaid", "lea_name"], "nces_schools")


def test_restaurants_are_refused_and_the_expected_columns_named():
    header = ["rownames", "restaurant", "price", "food", "decor", "service", "east"]

    with pytest.raises(WrongHeader) as refused:
        guess_reader(header)

    assert "rownames, restaurant, price" in str(refused.value)
    assert "NCES agency list (leaid, name, agency_type, …)" in str(refused.value)


def test_mapping_without_a_needed_column_asks_for_it():
    with pytest.raises(WrongHeader, match="Which column holds “School's name”"):
        check({"ncessch": "a", "leaid": "b"}, "nces_schools", ["a", "b", "c"])


def test_mapping_to_a_column_that_is_not_there_is_refused():
    with pytest.raises(WrongHeader, match="no column named z"):
        check({"leaid": "z", "name": "b", "agency_type": "c"}, "ccd_agencies", ["b", "c"])
