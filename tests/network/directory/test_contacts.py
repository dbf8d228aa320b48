from pathlib import Path

import pytest

from network.directory import contacts, files
from network.directory.files import Choices
from network.directory.rows import BadCell

EDGE = (
    Path(__file__).parents[4]
    / "shared/data/directory/us_edge_Public_School_Characteristics_2020-21_sample.csv"
)


@pytest.mark.parametrize(
    ("written", "ours"), [("02139", "02139"), ("021394307", "02139-4307"), ("NA", "")]
)
def test_zip_code_is_text(written, ours):
    assert contacts.postal_code(written, column="zip", put_zeros_back=False) == ours


def test_lost_zeros_of_a_zip_code_are_put_back_by_choice_alone():
    assert contacts.postal_code("2139", column="zip", put_zeros_back=True) == "02139"
    with pytest.raises(BadCell, match="did you mean 02139"):
        contacts.postal_code("2139", column="zip", put_zeros_back=False)


@pytest.mark.parametrize("written", ["www.ada.example/schools", "http://www.ada.example/schools"])
def test_website_gets_its_beginning(written):
    assert contacts.website(written, column="web") == "http://www.ada.example/schools"


@pytest.mark.parametrize("written", ["none yet", "javascript://x", "http://", "ftp://ada.example"])
def test_what_is_no_website_is_a_fault(written):
    with pytest.raises(BadCell):
        contacts.website(written, column="web")


def test_locale_is_its_code():
    assert contacts.locale("32-Town: Distant", column="ulocale") == "32"
    with pytest.raises(BadCell):
        contacts.locale("51", column="ulocale")


def test_template_holds_contact_details():
    text = (
        "record,irn,name,street,city,state,zip,county,phone,website,email,locale\n"
        "district,990501,Fallow,1 Mill Street,Fallow,oh,04501,Hardin,(419) 555-0100,"
        "fallow.example,Office@Fallow.example,32-Town: Distant\n"
    )

    (row,) = files.read(text.encode(), file="a.csv", choices=Choices()).agencies

    assert {name: row.facts[name] for name in ("street", "state", "postal_code", "county")} == {
        "street": "1 Mill Street",
        "state": "OH",
        "postal_code": "04501",
        "county": "Hardin",
    }
    assert {name: row.facts[name] for name in ("phone", "website", "email", "locale")} == {
        "phone": "(419) 555-0100",
        "website": "http://fallow.example",
        "email": "office@fallow.example",
        "locale": "32",
    }


@pytest.mark.specimens
def test_schools_of_another_state_bring_their_addresses():
    if not EDGE.exists():
        pytest.skip("The list does not lie beside the checkout")

    reading = files.read(EDGE.read_bytes(), file="edge.csv", choices=Choices())

    assert (len(reading.schools), reading.faults) == (100, [])
    first = reading.schools[0].facts
    assert (first["street"], first["postal_code"], first["county"], first["phone"]) == (
        "600 E Alabama Ave",
        "35950",
        "Marshall County",
        "(256)878-2341",
    )
